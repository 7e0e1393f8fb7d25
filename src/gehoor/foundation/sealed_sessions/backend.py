"""Django's session engine: the browser holds a token, the database a sealed row that only this token opens.

Named in SESSION_ENGINE. The token is stored nowhere: a row is found by a hash of it and opened by another.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from gehoor.foundation.clock import now
from gehoor.foundation.errors import Unreadable
from gehoor.foundation.sealed_sessions.models import SealedSession
from gehoor.foundation.vault.primitives import context, decrypt, encrypt, keyed_hash

DATABASE = "sessions"
TOKEN_SIZE = 32
OLD_TOKEN_LIVES = timedelta(minutes=1)


class SessionStore(SessionBase):
    """One session. Its `session_key` is the token, and lives in the cookie only.

    :param age: how many seconds it is kept after it was last written; without it, SESSION_COOKIE_AGE.
    """

    def __init__(self, session_key: str | None = None, *, age: int | None = None):
        super().__init__(session_key)
        self._age = age

    def get_session_cookie_age(self) -> int:
        return self._age if self._age is not None else super().get_session_cookie_age()

    def load(self) -> dict:
        """What the session holds; empty, and without its token, when there is no such row, or it is over or changed."""
        row = _rows().filter(id=row_id(self.session_key), expires_at__gt=now()).first() if self.session_key else None
        try:
            return self.serializer().loads(_opened(self.session_key, row)) if row else self._forgotten()
        except Unreadable:
            return self._forgotten()

    def exists(self, session_key: str) -> bool:
        return _rows().filter(id=row_id(session_key)).exists()

    def create(self) -> None:
        """Begin a new session under a new token; the row is there when this returns."""
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def move_on(self) -> None:
        """Go on under a new token, before something enters the session that nobody may read who knew the old one: on a shared
        computer somebody may have left it there. The old one holds what it held for a minute more, for a second click."""
        if self.session_key is None:
            return
        kept, old = dict(self._session), row_id(self.session_key)
        self.create()
        self._session_cache = kept
        _rows().filter(id=old).update(expires_at=now() + OLD_TOKEN_LIVES)

    def save(self, must_create: bool = False) -> None:
        """Seal the session and write its row.

        :raises CreateError: `must_create`, and there is such a row already.
        :raises UpdateError: the row is gone; the session was ended in another tab, and must not come back.
        """
        if self.session_key is None:
            self.create()
            return
        data = self.serializer().dumps(self._get_session(no_load=must_create))
        self._write(
            row_id(self.session_key), must_create=must_create,
            data=_sealed(self.session_key, data), expires_at=self.get_expiry_date(), touched_at=now(),
        )

    def delete(self, session_key: str | None = None) -> None:
        """Delete the row; without it nothing opens what it held."""
        token = session_key or self.session_key
        if token is not None:
            _rows().filter(id=row_id(token)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        clear_expired(at=now())

    def _write(self, row: str, *, must_create: bool, **values) -> None:
        if not must_create:
            if not _rows().filter(id=row).update(**values):
                raise UpdateError
            return
        try:
            with transaction.atomic(using=DATABASE):
                _rows().create(id=row, **values)
        except IntegrityError as error:
            raise CreateError from error

    def _get_new_session_key(self) -> str:
        return secrets.token_urlsafe(TOKEN_SIZE)

    def _forgotten(self) -> dict:
        self._session_key = None
        return {}


def clear_expired(*, at: datetime) -> int:
    """Delete the sessions that are over. Returns how many."""
    return _rows().filter(expires_at__lt=at).delete()[0]


def row_id(token: str) -> str:
    """Where the session of this token lies: a hash, from which the token can't be found."""
    return keyed_hash(b"gehoor", token.encode(), purpose=b"session-row").hex()


def _rows():
    return SealedSession.objects.using(DATABASE)


def _sealed(token: str, data: bytes) -> bytes:
    return encrypt(_key(token), data, context("session", row_id(token)))


def _opened(token: str, row: SealedSession) -> bytes:
    return decrypt(_key(token), row.data, context("session", row.id))


def _key(token: str) -> bytes:
    return keyed_hash(b"gehoor", token.encode(), purpose=b"session-key")
