"""The three databases of an instance, embedded or on PostgreSQL."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

KEPT_SECONDS = 600


def embedded(folder: Path) -> dict:
    """SQLite files in the instance's folder. A report that got its receipt is on disk: synchronous=FULL; sessions may be lost."""
    return {
        "default": _sqlite(folder / "db.sqlite3", synchronous="FULL"),
        "keys": _sqlite(folder / "keys.sqlite3", synchronous="FULL"),
        "sessions": _sqlite(folder / "sessions.sqlite3", synchronous="NORMAL"),
    }


def on_postgresql(address: str) -> dict:
    """Three databases of one server: `address` names the first, the others are called after it with _keys and _sessions."""
    parts = urlsplit(address)
    base = {
        "ENGINE": "django.db.backends.postgresql", "NAME": parts.path.lstrip("/"), "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""), "HOST": parts.hostname or "", "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": KEPT_SECONDS, "CONN_HEALTH_CHECKS": True,
    }
    return {
        "default": base,
        "keys": {**base, "NAME": f"{base['NAME']}_keys"},
        "sessions": {**base, "NAME": f"{base['NAME']}_sessions", "OPTIONS": {"options": "-c synchronous_commit=off"}},
    }


# Each thread holds a connection of its own to each of the three databases, so this is kept up to twelve times: what isn't in it lies in
# the memory of the system, which all share. With 2 MB a page took what it took with 16, at 10,000 cases and 68 MB.
_KEPT_KILOBYTES = 4_000


def _sqlite(path: Path, *, synchronous: str) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": path, "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20, "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA secure_delete=ON;"
                            f" PRAGMA cache_size=-{_KEPT_KILOBYTES}; PRAGMA temp_store=MEMORY;",
        },
    }
