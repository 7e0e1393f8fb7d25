"""`gehoor doctor`: looks whether everything is whole, prints the audit's head, and ends with 1 when something is wrong."""

import argparse
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from gehoor.foundation.audit.lines import head_of_day
from gehoor.foundation.clock import now
from gehoor.interfaces.cli.readiness import unapplied
from gehoor.journeys.instance_is_examined import Examined, instance_is_examined

SHOWN = 20
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def run(asked: argparse.Namespace) -> int:
    """Look, tell, change nothing."""
    at = now()
    outdated = list(_older_tables())
    parts: list[Iterable[Examined]] = [[Examined("tables are of this version", outdated)]]
    parts.append([Examined("nobody else may read the folder", list(_open_to_others(settings.GEHOOR_DATA)))])
    if not outdated:
        parts.append(instance_is_examined(at=at))
    faults = 0
    for examined in (one for part in parts for one in part):
        print(f"{'✗' if examined.wrong else '✓'} {examined.part}", flush=True)
        for said in examined.wrong[:SHOWN]:
            print(f"    {said}")
        if len(examined.wrong) > SHOWN:
            print(f"    … and {len(examined.wrong) - SHOWN} more")
        for said in examined.notices[:SHOWN]:
            print(f"    ! {said}")
        if len(examined.notices) > SHOWN:
            print(f"    ! … and {len(examined.notices) - SHOWN} more")
        faults += len(examined.wrong)
    if not outdated:
        print(f"audit head to keep outside: {head_of_day(asked.day or at.date())}")
    print(f"Wrong: {faults}." if faults else "All is whole.")
    return 1 if faults else 0


def _older_tables() -> Iterator[str]:
    for alias in settings.DATABASES:
        if missing := unapplied(alias):
            yield f"`{alias}` lacks {', '.join(missing)}: gehoor serve brings it up to date"


def _open_to_others(folder: Path) -> Iterator[str]:
    """The folder itself closes everything in it; secret.key must be closed wherever it is copied to."""
    for path, wanted in ((folder, "0700"), (settings.GEHOOR_SECRET_KEY, "0600")):
        if path.exists() and path.stat().st_mode & OTHERS:
            yield f"{path} can be read by others: chmod {wanted} {path}"
