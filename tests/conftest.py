"""What every test stands on: a throw-away instance folder, both kinds of database, fast passphrases."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import django
import hypothesis
import pytest
from django.utils import translation

from gehoor.foundation.vault.secret_key import InstanceSecret
from tests import postgres
from tests.instances import SERVICE

_folder = Path(tempfile.mkdtemp(prefix="gehoor-test-"))
os.environ["GEHOOR_DATA"] = str(_folder)
os.environ["GEHOOR_ARGON2_FAST"] = "for-tests-only"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.wiring.settings")


def _stand_up() -> None:
    """Make the folder that settings read, and start Django; all workers share one PostgreSQL server.

    Done when this file is read, so that every conftest below it may import models.
    """
    InstanceSecret.create(_folder / "secret.key")
    (_folder / "static").mkdir()
    said = f'services = ["{SERVICE}"]\n'
    if os.environ.get("GEHOOR_TEST_DB", "sqlite") == "postgresql":
        address = os.environ.get("GEHOOR_TEST_POSTGRES") or postgres.start_cluster().address("gehoor")
        os.environ["GEHOOR_TEST_POSTGRES"] = address
        said += f'database = "{address}"\n'
    (_folder / "settings.toml").write_text(said)
    django.setup()
    _read_each_text_once()


def _read_each_text_once() -> None:
    """Most tests read the declared files, and nearly all of those the same ones: a text without faults is read once a process."""
    from gehoor.domain.services import loading

    read, known = loading._read, {}

    def read_once(path: Path, model: type) -> loading.Read:
        key = path.read_bytes() if path.exists() else None, path.suffix, model
        if key in known:
            return loading.Read(replace(known[key].marked, file=path, problems=[]), known[key].model)
        found = read(path, model)
        if found.model and not found.marked.problems:
            known[key] = found
        return found

    loading._read = read_once


_stand_up()

# Property tests: as many examples as fit in a suite of a minute; a slow or busy machine is no fault of a property.
hypothesis.settings.register_profile(
    "gehoor", deadline=None, max_examples=int(os.environ.get("GEHOOR_EXAMPLES", "40")), print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("gehoor")


@pytest.fixture(autouse=True)
def _in_dutch():
    """A request leaves the language of its reader behind in this thread: each test begins in Dutch."""
    yield
    translation.deactivate()


def pytest_unconfigure(config):
    """Leave nothing behind."""
    shutil.rmtree(_folder, ignore_errors=True)


def pytest_itemcollected(item):
    """A database test sees all three databases, as the real thing does. Told here: a fixture would come too late."""
    marker = item.get_closest_marker("django_db")
    if marker:
        marker.kwargs.setdefault("databases", ["default", "keys", "sessions"])
