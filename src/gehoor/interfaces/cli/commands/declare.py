"""`gehoor declare`: writes a small whole service, to be changed into one's own. It passes the check as it is and can be served."""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path
from string import Template

from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.commands.check import PACKAGE

SKELETON = PACKAGE / "skeleton"
COUNTRIES = {"BE": "Europe/Brussels", "NL": "Europe/Amsterdam"}
# Where the lines of a country stand in the skeleton; the part between is the country.
LINES = "lines.{}.yaml"
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_REFERENCE = slice(0, 4)


def run(asked: argparse.Namespace) -> None:
    """Write the skeleton as DIR/services/NAME, and say what to do next.

    :raises SetupError: the name is no code, is that of a service that ships, or the folder is there already.
    """
    folder = asked.folder / "services" / asked.name
    _refuse_unfit(asked.name, folder)
    filled = _words(asked.name, asked.country)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside it and renamed: whoever ends this halfway finds no half service.
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as beside:
        making = Path(beside) / asked.name
        shutil.copytree(SKELETON, making, ignore=shutil.ignore_patterns(LINES.format("*")))
        for path in making.glob("*.yaml"):
            path.write_text(Template(path.read_text(encoding="utf-8")).substitute(filled), encoding="utf-8")
        making.rename(folder)
    print(f"Written: {folder}. Begin with service.yaml in it; each file says what to change.", file=sys.stderr)
    print(f"Check it: gehoor check {asked.folder}", file=sys.stderr)
    print(f"Try it:   gehoor init my-house --service {asked.name} --declared {asked.folder}", file=sys.stderr)


def _refuse_unfit(name: str, folder: Path) -> None:
    if not _CODE.fullmatch(name):
        raise SetupError(f'"{name}" can\'t be the name of a service: it stands in the database for ever. '
                         "Use small letters, digits and _, a letter first, no more than 40.")
    if (PACKAGE / "services" / name).exists():
        raise SetupError(f'"{name}" is the name of a service that ships with Gehoor. Choose another.')
    if folder.exists():
        raise SetupError(f"{folder} is there already, and nothing in it was changed. Choose another name, or another folder with --in.")


def _words(name: str, country: str) -> dict[str, str]:
    """What is filled in. A reference has two letters at least."""
    return {
        "code": name, "title": name.replace("_", " ").capitalize(), "country": country, "timezone": COUNTRIES[country],
        "reference": name.replace("_", "").upper()[_REFERENCE].ljust(2, "X"),
        "lines": (SKELETON / LINES.format(country)).read_text(encoding="utf-8").rstrip("\n"),
    }
