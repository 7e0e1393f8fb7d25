"""Starts Django for the folder of one instance; every command that needs an instance comes through here.

One instance a process: settings are read once. It refuses in English and without Django, which isn't started yet.
"""

import os
import tomllib
from pathlib import Path

import django
from django.utils import translation

from gehoor.foundation.errors import SetupError

SETTINGS = "settings.toml"
SECRET = "secret.key"
LANGUAGE_HERE = "en"


def open_instance(folder: Path, *, side: str = "") -> Path:
    """Make this folder's instance the one that this process serves; returns the folder's whole path.

    :param side: `public` or `staff` to answer only those addresses; both when empty.
    :raises SetupError: there is no instance there, or its settings can't be read.
    """
    folder = folder.resolve()
    if not (folder / SETTINGS).exists():
        raise SetupError(f"{folder} is not the folder of an instance: it has no {SETTINGS}. "
                         f"Make one with `gehoor init`, or name the folder with --data DIR.")
    try:
        tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise SetupError(f"{folder / SETTINGS} can't be read: {fault}. Correct it, or restore it from a backup.") from None
    start_django(folder, side=side)
    return folder


def start_django(folder: Path, *, side: str = "") -> None:
    """Start Django with the settings of this folder, whatever is in it."""
    os.environ["GEHOOR_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.wiring.settings"
    if side:
        os.environ["GEHOOR_SIDE"] = side
    django.setup()
    translation.activate(LANGUAGE_HERE)
