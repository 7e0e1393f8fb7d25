"""The people of the tests at their desks: a clock that stands still until told, and a browser of somebody who works here."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from gehoor.domain.accounts.access import keep_unlocked
from gehoor.domain.accounts.second_factor import give_second_factor, new_secret
from gehoor.foundation.action import journey
from gehoor.foundation.sealed_sessions.backend import SessionStore
from gehoor.foundation.vault.keyring import Keyring
from tests import make, people


class Clock:
    """The time in a test."""

    def __init__(self, at: datetime):
        self.at = at

    def passes(self, span: timedelta) -> None:
        self.at += span


class Desk(Client):
    """A browser at the desk of somebody who works here."""

    def __init__(self, house: make.House, figure: people.Figure, clock: Clock):
        super().__init__()
        self.person, self._clock = house.person(figure), clock

    def sign_in(self, *, unlocked: bool = True, second_factor: bool = True) -> "Desk":
        """As after the password and, unless told otherwise, the second factor."""
        account = self.person.account
        if second_factor:
            with journey("test.second_factor", at=self._clock.at):
                give_second_factor(account=account, secret=new_secret())
        session = SessionStore(None, age=settings.GEHOOR_STAFF_SESSION_AGE)
        session[SESSION_KEY] = account._meta.pk.value_to_string(account)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        if unlocked:
            keep_unlocked(session, self.keyring, at=self._clock.at)
        session.save()
        self.cookies[settings.GEHOOR_STAFF_COOKIE_NAME] = session.session_key
        return self

    @property
    def now(self) -> datetime:
        """The moment on the clock of this desk."""
        return self._clock.at

    def passes(self, span: timedelta) -> None:
        """Time passes at this desk."""
        self._clock.passes(span)

    @property
    def keyring(self) -> Keyring:
        return self.person.keyring

    def page(self, path: str, status: int = 200, **query) -> str:
        """The text of a page."""
        answer = self.get(path, query)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode()

    def send(self, path: str, status: int, **typed) -> str:
        """The text of what comes back after a form was sent."""
        answer = self.post(path, typed)
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode().partition("<main")[2])
        return answer.content.decode()
