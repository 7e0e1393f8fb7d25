import errno

import pytest
from django.db import OperationalError

from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.foundation.vault.gate import TooBusy
from gehoor.interfaces.kit.middleware import POLICY
from gehoor.interfaces.public.views import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch):
    """Lets every page that begins a story break in the way that is asked for."""

    def breaks(fault):
        def start(_service):
            raise fault

        monkeypatch.setattr(home, "visible_pages", lambda _questionnaire, _answers: start(None))

    return breaks


@pytest.fixture
def door(phone):
    from gehoor.domain.services.registry import all_services
    from tests import make

    path = all_services(make.a_day())[0].about.audiences[0].path
    phone.open(f"/{path}/start")
    return phone


@pytest.mark.parametrize("path", ["/", "/look.css", "/nergens", "/back/", "/exit", "/werk/", "/tell/1/check"])
def test_every_answer_is_safe_to_show(phone, path):
    headers = phone.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "noindex" in headers["X-Robots-Tag"]


@pytest.mark.parametrize("path", ["/", "/nergens", "/back/", "/exit", "/werk/", "/tell/1/check"])
def test_no_page_is_kept_by_a_browser(phone, path):
    assert phone.get(path).headers["Cache-Control"] == "no-store"


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline():
    assert POLICY.startswith("default-src 'none'")
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY


@pytest.mark.parametrize("fault", [
    OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full"),
    OperationalError("could not extend file: No space left on device")])
def test_a_full_disk_is_said_calmly_with_numbers_and_what_was_typed(door, broken, fault):
    broken(fault)
    door.press("new", story="Dit mag niet weg.\nEcht niet.")
    assert door.status == 503
    assert "Wij kunnen het nu niet bewaren" in door.text
    assert "Dit mag niet weg.\nEcht niet." in door.text
    assert "tel:112" in door.text


@pytest.mark.parametrize(("fault", "status"), [
    (NotAllowed(), 404), (Refusal("Dat kan nu niet, want."), 409), (TooBusy(), 503), (ZeroDivisionError("geheim"), 500)])
def test_whatever_breaks_is_a_page_in_words(door, broken, fault, status):
    broken(fault)
    door.press("new")
    assert door.status == status
    assert "tel:112" in door.text
    assert "Traceback" not in door.text and "geheim" not in door.text and "ZeroDivision" not in door.text


def test_a_refusal_says_itself_what_to_do(door, broken):
    broken(Refusal("Kies eerst een ander bestand."))
    assert "Kies eerst een ander bestand." in door.press("new")
