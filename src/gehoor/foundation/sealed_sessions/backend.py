"""Django's session engine: the browser holds a token, the database a sealed row that only this token opens.

Named in SESSION_ENGINE. The token is stored nowhere: a row is found by a hash of it and opened by another.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connections

from gehoor.foundation.clock import now
from gehoor.foundation.errors import Unreadable
from gehoor.foundation.sealed_sessions.models import SealedSession
from gehoor.foundation.vault.primitives import context, decrypt, encrypt, keyed_hash

DATABASE = "sessions"
TOKEN_SIZE = 32
OLD_TOKEN_LIVES = timedelta(minutes=1)

# Written out: every page reads its session and most write it, and Django takes longer to think of these three than they take.
_TABLE = SealedSession._meta.db_table
_READ = f"SELECT data FROM {_TABLE} WHERE id = %s AND expires_at > %s"
_CHANGE = f"UPDATE {_TABLE} SET data = %s, expires_at = %s, touched_at = %s WHERE id = %s"
_ADD = f"INSERT INTO {_TABLE} (data, expires_at, touched_at, id) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"


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
        sealed = _read(row_id(self.session_key)) if self.session_key else None
        try:
            return self.serializer().loads(_opened(self.session_key, sealed)) if sealed else self._forgotten()
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
        row, sealed = row_id(self.session_key), _sealed(self.session_key, data)
        if not _write(_ADD if must_create else _CHANGE, row, sealed, expires_at=self.get_expiry_date()):
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """Delete the row; without it nothing opens what it held."""
        token = session_key or self.session_key
        if token is not None:
            _rows().filter(id=row_id(token)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        clear_expired(at=now())

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


def _read(row: str) -> bytes | None:
    with connections[DATABASE].cursor() as cursor:
        cursor.execute(_READ, [row, _moment(now())])
        found = cursor.fetchone()
    return found[0] if found else None


def _write(statement: str, row: str, sealed: bytes, *, expires_at: datetime) -> bool:
    """Whether there was a row to change, or none in the way of a new one."""
    with connections[DATABASE].cursor() as cursor:
        cursor.execute(statement, [sealed, _moment(expires_at), _moment(now()), row])
        return bool(cursor.rowcount)


def _moment(moment: datetime):
    """A moment as this database keeps it."""
    return connections[DATABASE].ops.adapt_datetimefield_value(moment)


def _rows():
    return SealedSession.objects.using(DATABASE)


def _sealed(token: str, data: bytes) -> bytes:
    return encrypt(_key(token), data, context("session", row_id(token)))


def _opened(token: str, sealed: bytes) -> bytes:
    return decrypt(_key(token), sealed, context("session", row_id(token)))


def _key(token: str) -> bytes:
    return keyed_hash(b"gehoor", token.encode(), purpose=b"session-key")
