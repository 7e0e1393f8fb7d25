"""`gehoor restored`: after the keys database came back from a backup, erases again what had been erased since."""

import argparse
from pathlib import Path

from django.db import DatabaseError, connections

from gehoor.foundation.clock import now
from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.secret_key import check_instance
from gehoor.foundation.vault.sweeping import the_tombstones
from gehoor.journeys.instance_is_restored import instance_is_restored

BEFORE = "keys_before"


def run(asked: argparse.Namespace) -> None:
    """Read what the keys database from before the restore says was erased, and erase it in the one that stands there now.

    :raises SetupError: that is no keys database, or the restored databases don't belong together.
    """
    check_instance()
    again = instance_is_restored(erased=_erased_before(asked.before), at=now())
    print(f"{again} parts of files that had been erased were in the backup; they are erased again. Now look with: gehoor doctor")


def _erased_before(named: str) -> dict:
    today = connections["keys"].settings_dict
    is_file = connections["keys"].vendor == "sqlite"
    if is_file and not Path(named).is_file():
        raise SetupError(f"{named} is no file. Name the keys database from before the restore.")
    # Read only: whatever is wrong with it stays as it was found.
    name = f"file:{Path(named).resolve()}?mode=ro" if is_file else named
    options = {} if is_file else today["OPTIONS"]
    connections.databases[BEFORE] = {**today, "NAME": name, "OPTIONS": options}
    try:
        return the_tombstones(using=BEFORE)
    except DatabaseError as fault:
        raise SetupError(f"{named} can't be read as a keys database: {type(fault).__name__}.") from None
    finally:
        connections[BEFORE].close()
