"""A founded instance for each service test, at the price of one: it is made once a run, and copied."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.instances import Instance, new_instance


@cache
def _founded() -> Instance:
    folder = Path(tempfile.mkdtemp(prefix="gehoor-service-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return new_instance(folder / "house")


def an_instance(folder: Path) -> Instance:
    """An embedded instance of its own at that place, where nothing may be yet."""
    made = _founded()
    shutil.copytree(made.folder, folder)
    return Instance(folder, made.sheets)
