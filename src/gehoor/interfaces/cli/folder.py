"""The folder of a new instance: made beside its place and put there only when it is whole, readable by its owner alone."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.boot import SETTINGS

ROOMS = ("declared", "files", "backups")

HEADING = """\
# The settings of this instance, read when it starts. Keep a copy outside this computer, with the word shares:
# the fingerprint tells whose keys may be trusted, so it must not come from the database.
"""


@contextmanager
def new_folder(wanted: Path) -> Iterator[Path]:
    """Give a folder to work in that becomes `wanted` when all goes well, and disappears when something is refused.

    :raises SetupError: there is something in that place already.
    """
    wanted = wanted.resolve()
    if wanted.exists() and (not wanted.is_dir() or any(wanted.iterdir())):
        raise SetupError(f"{wanted} exists and is not empty. Name a new folder; what is there is never overwritten.")
    making = wanted.with_name(wanted.name + ".being-made")
    if making.exists():
        raise SetupError(f"{making} is left of an earlier attempt. Look what is in it, remove it, and try again.")
    try:
        _make(making)
        yield making
        if wanted.exists():
            wanted.rmdir()
        making.rename(wanted)
    except OSError as fault:
        raise SetupError(f"{fault.filename or wanted}: {fault.strerror}. Choose a folder that you may write in.") from None
    finally:
        if making.exists():
            shutil.rmtree(making)


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    for room in ROOMS:
        (folder / room).mkdir(mode=0o700)


def write_settings(folder: Path, said: dict) -> None:
    """Write settings.toml whole or not at all; what says nothing is left out."""
    lines = [f"{name} = {_toml(value)}" for name, value in said.items() if value not in ("", (), [], False, None)]
    written = folder / f"{SETTINGS}.new"
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(HEADING + "\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    written.replace(folder / SETTINGS)


def _toml(value) -> str:
    """Texts, lists of texts, numbers and yes or no: for these TOML writes what JSON writes."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
