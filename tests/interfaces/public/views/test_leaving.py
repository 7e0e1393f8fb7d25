import pytest
from django.conf import settings

from gehoor.interfaces.public.doors import LEFT

pytestmark = pytest.mark.django_db

OURS = {"Sec-Fetch-Site": "same-origin"}


def test_the_link_leads_to_the_neutral_site_and_clears(phone, service, child):
    phone.begin(child.path).press("next", story="Dit moet weg.")
    before = phone.cookies[settings.SESSION_COOKIE_NAME].value
    answer = phone.get("/exit", headers=OURS)
    assert answer.status_code == 303
    assert answer.headers["Location"] == service.about.exit_address
    assert "Clear-Site-Data" in answer.headers
    assert phone.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert set(phone.session.keys()) == {LEFT, "_session_expiry"}


def test_the_script_tells_it_without_a_token_of_the_form(phone, child):
    phone.begin(child.path)
    answer = phone.post("/exit", headers=OURS)
    assert answer.status_code == 204
    assert phone.session[LEFT]


def test_another_site_throws_nobody_out(phone, child):
    phone.begin(child.path).press("next", story="Dit blijft.")
    phone.get("/exit", headers={"Sec-Fetch-Site": "cross-site"})
    assert LEFT not in phone.session
    assert "Dit blijft." in phone.open("/tell/1/check")


def test_it_stands_on_every_page_at_the_same_place(phone, child):
    for path in ("/", f"/{child.path}/", f"/{child.path}/start", "/back/", "/back/lost", f"/{child.path}/about/privacy", "/nergens"):
        assert '<a class="exit" id="exit" href="/exit"' in phone.open(path), path
    phone.begin(child.path)
    assert 'class="exit"' in phone.text
    phone.tell(story="Verhaal")
    assert 'class="exit"' in phone.text
    phone.send()
    assert 'class="exit"' in phone.text


def test_leaving_is_forgotten_by_itself(phone, child):
    phone.begin(child.path)
    phone.get("/exit", headers=OURS)
    assert phone.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 15 * 60


def test_a_link_to_begin_anew_throws_away_nothing_while_nobody_left(phone, child):
    phone.begin(child.path).press("next", story="Dit blijft.")
    phone.open("/again")
    assert "Dit blijft." in phone.open("/tell/1/check")
