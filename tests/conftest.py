"""What every test stands on: a throw-away instance folder, both kinds of database, fast passphrases."""

import os
import shutil
import tempfile
from pathlib import Path

import django

from gehoor.foundation.vault.secret_key import InstanceSecret
from tests import postgres

_folder = Path(tempfile.mkdtemp(prefix="gehoor-test-"))
os.environ["GEHOOR_DATA"] = str(_folder)
os.environ["GEHOOR_ARGON2_FAST"] = "for-tests-only"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.wiring.settings")


def pytest_configure(config):
    """Make the folder that settings read, before Django reads them; all workers share one PostgreSQL server."""
    InstanceSecret.create(_folder / "secret.key")
    (_folder / "static").mkdir(exist_ok=True)
    if os.environ.get("GEHOOR_TEST_DB", "sqlite") == "postgresql":
        address = os.environ.get("GEHOOR_TEST_POSTGRES") or postgres.start_cluster().address("gehoor")
        os.environ["GEHOOR_TEST_POSTGRES"] = address
        (_folder / "settings.toml").write_text(f'database = "{address}"\n')
    # pytest-django looks for settings before this file is read, so it leaves the start to us.
    django.setup()


def pytest_unconfigure(config):
    """Leave nothing behind."""
    shutil.rmtree(_folder, ignore_errors=True)


def pytest_itemcollected(item):
    """A database test sees all three databases, as the real thing does. Told here: a fixture would come too late."""
    marker = item.get_closest_marker("django_db")
    if marker:
        marker.kwargs.setdefault("databases", ["default", "keys", "sessions"])
