"""Each side its own cookie; nothing is set for who only reads; an ended session takes its cookie along."""

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_protect

from gehoor.foundation.sealed_sessions.backend import SessionStore
from gehoor.foundation.sealed_sessions.middleware import SealedSessions
from gehoor.foundation.sealed_sessions.models import SealedSession

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sides(settings):
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_PATH = "huis", "/"
    settings.GEHOOR_STAFF_COOKIE_NAME, settings.GEHOOR_STAFF_PATH = "huis-w", "/werk/"
    settings.SESSION_COOKIE_AGE, settings.GEHOOR_STAFF_SESSION_AGE = 3600, 600


def ask(view, path: str = "/", *, cookies: dict | None = None, data: dict | None = None) -> HttpResponse:
    """One request through the middleware, with the cookies of a browser."""
    request = RequestFactory().get(path) if data is None else RequestFactory().post(path, data)
    request.COOKIES.update(cookies or {})
    return SealedSessions(view)(request)


def write(request) -> HttpResponse:
    request.session["typed"] = request.path
    return HttpResponse("written")


def read(request) -> HttpResponse:
    return HttpResponse(request.session.get("typed", "nothing"))


def test_who_only_reads_gets_no_cookie_and_leaves_no_row():
    answer = ask(lambda request: HttpResponse("page"))
    assert not answer.cookies
    assert not answer.has_header("Vary")
    assert not SealedSession.objects.exists()


def test_what_is_kept_comes_back_with_the_cookie():
    cookie = ask(write).cookies["huis"]
    assert ask(read, cookies={"huis": cookie.value}).content == b"/"
    assert ask(read, cookies={"huis": cookie.value}).headers["Vary"] == "Cookie"


def test_the_cookie_is_for_the_server_only_and_goes_with_the_browser(settings):
    cookie = ask(write).cookies["huis"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert not cookie["secure"]
    settings.SESSION_COOKIE_SECURE, settings.SESSION_EXPIRE_AT_BROWSER_CLOSE = True, False
    cookie = ask(write).cookies["huis"]
    assert cookie["secure"]
    assert cookie["max-age"] == 3600


def test_the_two_sides_know_nothing_of_each_other():
    public, staff = ask(write).cookies, ask(write, "/werk/zaken").cookies
    assert list(public) == ["huis"]
    assert list(staff) == ["huis-w"]
    assert staff["huis-w"]["path"] == "/werk/"
    both = {"huis": public["huis"].value, "huis-w": staff["huis-w"].value}
    assert ask(read, cookies=both).content == b"/"
    assert ask(read, "/werk/", cookies=both).content == b"/werk/zaken"
    assert ask(read, "/werk/", cookies={"huis-w": both["huis"][::-1]}).content == b"nothing"


def test_each_side_keeps_its_sessions_for_its_own_time():
    ask(write)
    ask(write, "/werk/")
    public, staff = SealedSession.objects.order_by("-expires_at")
    assert 2900 < (public.expires_at - staff.expires_at).total_seconds() < 3100


def test_an_ended_session_takes_its_cookie_along():
    token = ask(write).cookies["huis"].value

    def leave(request):
        request.session.flush()
        return HttpResponse("gone")

    cookie = ask(leave, cookies={"huis": token}).cookies["huis"]
    assert cookie.value == ""
    assert cookie["max-age"] == 0
    assert not SealedSession.objects.exists()


def test_a_cookie_that_opens_nothing_is_taken_away_when_it_is_asked_for():
    assert ask(read, cookies={"huis": "a-token-of-long-ago"}).cookies["huis"].value == ""


def test_nothing_is_kept_of_a_request_that_failed():
    def fail(request):
        request.session["typed"] = "half"
        return HttpResponse(status=500)

    assert not ask(fail).cookies
    assert not SealedSession.objects.exists()


def test_a_request_in_a_session_that_another_tab_ended_is_interrupted():
    token = ask(write).cookies["huis"].value

    def overtaken(request):
        request.session["typed"] = "too late"
        SessionStore(token).flush()
        return HttpResponse("written")

    with pytest.raises(SessionInterrupted):
        ask(overtaken, cookies={"huis": token})
    assert not SealedSession.objects.exists()


def test_a_form_is_protected_by_the_session_and_needs_no_second_cookie(settings):
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"

    @csrf_protect
    def form(request):
        return HttpResponse(get_token(request))

    shown = ask(form)
    cookies = {name: morsel.value for name, morsel in shown.cookies.items()}
    assert list(cookies) == ["huis"]
    with_token = ask(form, cookies=cookies, data={"csrfmiddlewaretoken": shown.content.decode()})
    without = ask(form, cookies=cookies, data={})
    assert (with_token.status_code, without.status_code) == (200, 403)
