"""The instance's own secret: the file `secret.key`, and the check that it and the two databases belong together.

Read at start, before Django's models exist, so nothing here imports them. Holds no key that opens a compartment.
"""

import base64
import hmac
import os
from functools import cache
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import Error, connections
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import SetupError, Unreadable
from gehoor.foundation.vault.belonging import Found, refuse_strangers
from gehoor.foundation.vault.fingerprints import fingerprint
from gehoor.foundation.vault.primitives import KEY_SIZE, context, keyed_hash, open_sealed, random_key, seal_to

_HEADING = "gehoor-secret-1"


class InstanceSecret:
    """32 random bytes; whatever the server itself must know, and the instance's id, derive from them."""

    def __init__(self, key: bytes):
        self._key = key
        self._subkeys: dict[str, bytes] = {}
        self.instance_id = UUID(bytes=self.subkey("instance-id")[:16])

    @classmethod
    def create(cls, path: Path | str) -> "InstanceSecret":
        """Make a new secret and write it for the owner's eyes only; on disk when this returns.

        :raises FileExistsError: there is one already; it is never overwritten.
        """
        secret = cls(random_key())
        secret._write(Path(path))
        return secret

    @classmethod
    def load(cls, path: Path | str) -> "InstanceSecret":
        """Read the file.

        :raises SetupError: it is missing, or is not a whole `secret.key`.
        """
        try:
            return cls._parsed(Path(path).read_text("ascii"))
        except FileNotFoundError as error:
            raise SetupError(
                _("%(path)s ontbreekt. Zet secret.key terug uit de back-up van deze instantie.") % {"path": path}
            ) from error
        except (ValueError, OSError) as error:
            raise SetupError(
                _("%(path)s is beschadigd of niet te lezen. Zet secret.key terug uit de back-up van deze instantie.")
                % {"path": path}
            ) from error

    @classmethod
    def unsealed(cls, sealed: bytes, *, recovery_private: bytes, path: Path | str) -> "InstanceSecret":
        """Put back the secret that `sealed_to` put into a backup.

        :raises Unreadable: sealed to another recovery key.
        :raises FileExistsError: there is a `secret.key` already.
        """
        try:
            secret = cls._parsed(open_sealed(recovery_private, sealed).decode("ascii"))
        except ValueError as error:
            raise Unreadable from error
        secret._write(Path(path))
        return secret

    def sealed_to(self, public: bytes) -> bytes:
        """This secret for a backup, sealed to the recovery key."""
        return seal_to(public, self._text().encode("ascii"))

    def subkey(self, name: str) -> bytes:
        """A key of 32 bytes for one use; another name gives an unrelated key."""
        if name not in self._subkeys:
            self._subkeys[name] = keyed_hash(self._key, name.encode(), purpose=b"gehoor.subkey")
        return self._subkeys[name]

    def mac(self, *parts: bytes | str | int | UUID) -> bytes:
        """32 bytes that only this instance can put under these parts."""
        return keyed_hash(self.subkey("mac"), context(*parts), purpose=b"gehoor.mac")

    def _text(self) -> str:
        return f"{_HEADING} {base64.urlsafe_b64encode(self._key + _checksum(self._key)).decode()}\n"

    @classmethod
    def _parsed(cls, text: str) -> "InstanceSecret":
        heading, encoded = text.split()
        checked = base64.urlsafe_b64decode(encoded)
        key, check = checked[:KEY_SIZE], checked[KEY_SIZE:]
        if heading != _HEADING or not hmac.compare_digest(check, _checksum(key)):
            raise ValueError(heading)
        return cls(key)

    def _write(self, path: Path) -> None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(self._text())
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _checksum(key: bytes) -> bytes:
    """Tells a damaged file from a whole one; no secret."""
    return keyed_hash(b"gehoor", key, size=8)


def instance_secret() -> InstanceSecret:
    """The secret of this instance (`GEHOOR_SECRET_KEY` is its path), read once a process.

    :raises SetupError: it is missing or damaged.
    """
    return _load_once(str(settings.GEHOOR_SECRET_KEY))


@cache
def _load_once(path: str) -> InstanceSecret:
    return InstanceSecret.load(path)


def mark_instance() -> None:
    """Write in both databases to which instance they belong. Once, by `gehoor init`; again changes nothing."""
    secret = instance_secret()
    for alias, model in _MARKS.items():
        apps.get_model(model).objects.using(alias).get_or_create(
            instance_id=secret.instance_id, defaults={"mac": secret.mac("instance-mark", alias)}
        )


def check_instance() -> None:
    """Refuse to start when `secret.key`, the keys database, the main database and the root don't belong together.

    :raises SetupError: says which one doesn't belong, and what to restore. Creates no file and no table.
    """
    path = Path(settings.GEHOOR_SECRET_KEY)
    secret = InstanceSecret.load(path) if path.exists() else None
    refuse_strangers(
        Found(
            secret_path=str(path),
            secret_id=secret and secret.instance_id,
            main_name=_database_name("default"),
            main_id=_mark("default", secret),
            keys_name=_database_name("keys"),
            keys_id=_mark("keys", secret),
            root_fingerprint=_root_fingerprint(),
            expected_fingerprint=getattr(settings, "GEHOOR_ROOT_FINGERPRINT", ""),
        )
    )


_MARKS = {"default": "instance.InstanceMark", "keys": "vault.KeysMark"}


def _mark(alias: str, secret: InstanceSecret | None) -> UUID | None:
    """Whose database this is: None when nobody's, the nil UUID when its mark was not made with this secret."""
    row = _first(alias, _MARKS[alias])
    if row is None:
        return None
    if secret is None or row.instance_id != secret.instance_id:
        return row.instance_id
    genuine = hmac.compare_digest(bytes(row.mac), secret.mac("instance-mark", alias))
    return row.instance_id if genuine else UUID(int=0)


def _root_fingerprint() -> str | None:
    root = _first("keys", "vault.KeyHolder", kind="root")
    return root and fingerprint(signing_key=bytes(root.signing_key), public_key=bytes(root.public_key))


def _first(alias: str, model: str, **conditions):
    """The first row, or None when there is none, no table, or no file (asking SQLite would create an empty one)."""
    database = connections[alias].settings_dict
    if connections[alias].vendor == "sqlite" and _is_missing_file(str(database["NAME"])):
        return None
    table = apps.get_model(model)
    try:
        if table._meta.db_table not in connections[alias].introspection.table_names():
            return None
        return table.objects.using(alias).filter(**conditions).first()
    except Error as error:
        raise SetupError(
            _("De database %(name)s is niet te lezen (%(error)s). Kijk of zij draait, of zet ze terug uit de back-up.")
            % {"name": _database_name(alias), "error": error}
        ) from error


def _is_missing_file(name: str) -> bool:
    # Tests keep their databases in memory, under an address instead of a path.
    return not name.startswith(("file:", ":memory:")) and not Path(name).exists()


def _database_name(alias: str) -> str:
    return str(connections[alias].settings_dict["NAME"])
