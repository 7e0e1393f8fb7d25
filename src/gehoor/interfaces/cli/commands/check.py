"""`gehoor check`: reads declared files as the start does, and says of each fault in which file and line it is. Changes nothing."""

import argparse
import sys
from pathlib import Path

import gehoor
from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.boot import SETTINGS, start_django

PACKAGE = Path(gehoor.__file__).parent / "declared"


def run(asked: argparse.Namespace) -> int:
    """Check what the package ships, with an instance's own files over it.

    :returns: 1 when there is a fault; each is a line on standard error.
    """
    overlay = _overlay(asked.folder.resolve()) if asked.folder else None
    start_django(asked.folder or PACKAGE)
    # Not before: the rooms need Django, which this command starts itself because it needs no instance.
    from django.conf import settings

    from gehoor.domain.services.checking import check
    from gehoor.domain.services.declared_files import find_services

    roots = [PACKAGE, overlay] if overlay else [PACKAGE]
    faults = check(roots, together=settings.GEHOOR_SERVICES)
    for fault in faults:
        print(fault, file=sys.stderr)
    services = ", ".join(folder.code for folder in find_services(roots))
    print(f"Wrong: {len(faults)}. Read: {services}." if faults else f"All is good. Read: {services}.")
    return 1 if faults else 0


def _overlay(folder: Path) -> Path:
    """Where the declared files of this folder are: an instance's, or a folder of them.

    :raises SetupError: it is neither.
    """
    if (folder / SETTINGS).exists():
        return folder / "declared"
    if (folder / "services").is_dir() or (folder / "core.yaml").exists():
        return folder
    raise SetupError(f"{folder} is no instance (no {SETTINGS}) and holds no declared files (no services/). "
                     "Name the folder above services/.")
