"""Gives each request its sealed session, and the browser its cookie: one for the public side, one for who works here.

The cookie of who works here goes to their path only, so that the public pages never see it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.utils.cache import patch_vary_headers

from gehoor.foundation.sealed_sessions.backend import SessionStore


@dataclass(frozen=True)
class Side:
    """A cookie: what it is called, where it goes, and for how many seconds its session is kept."""

    cookie: str
    path: str
    age: int


def side_of(path: str) -> Side:
    """The side that a path lies on."""
    if path.startswith(settings.GEHOOR_STAFF_PATH):
        return Side(settings.GEHOOR_STAFF_COOKIE_NAME, settings.GEHOOR_STAFF_PATH, settings.GEHOOR_STAFF_SESSION_AGE)
    return Side(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_PATH, settings.SESSION_COOKIE_AGE)


class SealedSessions:
    """Takes the place of Django's session middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        side = side_of(request.path_info)
        request.session = SessionStore(request.COOKIES.get(side.cookie), age=side.age)
        response = self.get_response(request)
        self._leave_cookie(request, response, side)
        return response

    def _leave_cookie(self, request, response, side: Side) -> None:
        """Keep what changed. An emptied session takes its cookie along; nothing is kept of a request that failed."""
        session = request.session
        empty = session.is_empty()
        if session.accessed or session.modified or (empty and side.cookie in request.COOKIES):
            patch_vary_headers(response, ("Cookie",))
        if empty:
            if side.cookie in request.COOKIES:
                response.delete_cookie(side.cookie, path=side.path, samesite=settings.SESSION_COOKIE_SAMESITE)
        elif (session.modified or settings.SESSION_SAVE_EVERY_REQUEST) and response.status_code < 500:
            self._save(session)
            self._set_cookie(session, response, side)

    def _save(self, session: SessionStore) -> None:
        try:
            session.save()
        except UpdateError as error:
            raise SessionInterrupted("The session was ended in another tab during this request.") from error

    def _set_cookie(self, session: SessionStore, response, side: Side) -> None:
        age = None if session.get_expire_at_browser_close() else session.get_expiry_age()
        response.set_cookie(
            side.cookie, session.session_key, max_age=age, path=side.path, samesite=settings.SESSION_COOKIE_SAMESITE,
            secure=bool(settings.SESSION_COOKIE_SECURE), httponly=bool(settings.SESSION_COOKIE_HTTPONLY),
        )
