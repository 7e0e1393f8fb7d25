"""`gehoor directory`: take a table of institutions in, after seeing what it changes, and give the directory out as that table."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import override

from gehoor.domain.directory.comparing import Differences
from gehoor.domain.directory.table import MOST_BYTES
from gehoor.foundation.clock import now
from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.secret_key import check_instance
from gehoor.journeys.directory_is_kept import directory_is_imported, look_at_file, the_directory_as_table

FAULTS_AT_MOST = 50


def run(asked: argparse.Namespace) -> None:
    """Import or export; refuses on an instance whose keys don't belong to it, because tags of institutions hang on them."""
    check_instance()
    with override(asked.language):
        {"import": _import, "export": _export}[asked.doing](asked)


def _import(asked: argparse.Namespace) -> None:
    data, at = _read(asked.file), now()
    looked = directory_is_imported(person=None, data=data, at=at) if asked.apply else look_at_file(data, at=at)
    if looked.faults:
        for fault in looked.faults[:FAULTS_AT_MOST]:
            print(fault, file=sys.stderr)
        raise SetupError(f"{asked.file}: {len(looked.faults)} lines can't be taken in"
                         f"{f', the first {FAULTS_AT_MOST} stand above' if len(looked.faults) > FAULTS_AT_MOST else ''}. "
                         "Nothing was changed.")
    _tell(looked.differences)
    if not looked.differences:
        print("nothing to change.")
    elif asked.apply:
        print("done.")
    else:
        print("nothing was changed yet; the same with --apply does it.")


def _read(path: Path) -> bytes:
    """:raises SetupError: it isn't there, or is too large to be a directory."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise SetupError(f"{path}: {fault.strerror}.") from None


def _tell(found: Differences) -> None:
    for one in found.new:
        print(f"new       {one.code}: {one.facts['name']}, {one.facts.get('place', '')}")
    for change in found.changed:
        for name, before, said in change.facts:
            print(f"changed   {change.told.code}: {name}: {before or '(empty)'} -> {said or '(empty)'}")
    for one in found.retired:
        print(f"retired   {one.code}: from {one.retired_on}{f', followed by {one.successor}' if one.successor else ''}")
    for one in found.opened:
        print(f"open      {one.code}: it was retired, and is offered again")
    for one, length in found.lengths:
        print(f"length    {one.code}: {length.rule}: {length.within or 'none'} from {length.holds_from} ({length.source})"
              f"{'' if length.is_confirmed else ', to be confirmed'}")
    print(", ".join(f"{count} {name}" for name, count in found.counts.items()) + f", {found.same} as they are.")


def _export(asked: argparse.Namespace) -> None:
    table = the_directory_as_table()
    if asked.file is None:
        sys.stdout.write(table)
        return
    try:
        # With the mark by which spreadsheets know that it is UTF-8.
        asked.file.write_text(table, encoding="utf-8-sig", newline="")
    except OSError as fault:
        raise SetupError(f"{asked.file}: {fault.strerror}.") from None
