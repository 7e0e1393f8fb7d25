"""`gehoor init`: from nothing to an instance that can be served. Nothing stands there until all of it does.

What is printed once (shares, recovery code, second factor) goes to the screen or a printer; no file of ours holds it.
"""

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from gehoor.foundation.errors import Misdeclared, SetupError
from gehoor.foundation.vault.secret_key import InstanceSecret
from gehoor.interfaces.cli.boot import SECRET, start_django
from gehoor.interfaces.cli.folder import new_folder, write_settings

# What of somebody's own folder is declared. The rest stays behind: the folder may well be the one they work in, the new instance in it.
DECLARED = ("services", "rights", "core.yaml")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def run(asked: argparse.Namespace) -> None:
    """Make the instance, then print what must be kept on paper.

    :raises SetupError: the folder is not empty, there is no such service, or the database can't be reached.
    :raises Misdeclared: the declared files contradict themselves.
    """
    asked.services = list(dict.fromkeys(code.strip() for said in asked.services for code in said.split(",") if code.strip()))
    with new_folder(asked.folder) as making:
        said = _said(asked)
        if asked.declared:
            _take_over(asked.declared, making / "declared")
        InstanceSecret.create(making / SECRET)
        write_settings(making, said)
        start_django(making)
        # Not before: this needs Django, which reads its settings once, from the folder that was only now made.
        from gehoor.interfaces.cli.founding import found

        try:
            founded = found(asked, name=said["name"])
        except Misdeclared as told:
            raise _where_they_came_from(told, making / "declared", asked.declared) from None
        write_settings(making, {**said, "root_fingerprint": founded.fingerprint})
    print(founded.sheets)
    print(f"\n{asked.folder} is ready. Start it: gehoor serve --data {asked.folder}", file=sys.stderr)


def _take_over(own: Path, declared: Path) -> None:
    """Copy declared files of one's own over those of the package.

    :raises SetupError: the folder holds no services.
    """
    if not (own / "services").is_dir():
        raise SetupError(f'{own} has no folder "services" in it. Name the folder that holds services/NAME/service.yaml.')
    for part in (own / name for name in DECLARED):
        if part.is_dir():
            shutil.copytree(part, declared / part.name, dirs_exist_ok=True)
        elif part.exists():
            shutil.copy(part, declared / part.name)


def _where_they_came_from(told: Misdeclared, copied: Path, own: Path | None) -> Misdeclared:
    """The same problems in the files that somebody wrote: the copies are gone when this is read."""
    return Misdeclared([replace(one, file=own / one.file.relative_to(copied)) if own and one.file.is_relative_to(copied) else one
                        for one in told.problems])


def _said(asked: argparse.Namespace) -> dict:
    """What settings.toml says. Its name is in the cookies' names, so that instances on one host don't share any."""
    host = urlsplit(asked.address).hostname
    return {
        "name": _cookie_safe(asked.folder), "services": tuple(asked.services), "database": asked.database,
        "address": asked.address, "hosts": (host, *LOOPBACK) if host else LOOPBACK,
    }


def _cookie_safe(folder: Path) -> str:
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in folder.resolve().name.lower())
    return kept.strip("-") or "gehoor"
