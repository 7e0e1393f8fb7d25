"""What a file would change in the directory: compared line by line with what stands there, before anything is done. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.directory.table import Fault, Told


@dataclass(frozen=True)
class Change:
    """One institution whose facts would change: of each fact what stands there, and what comes instead."""

    told: Told
    facts: tuple[tuple[str, str, str], ...]


@dataclass
class Differences:
    """What would be new, changed, retired or open again, which own lengths would be said, and how many stay as they are."""

    new: list[Told] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    retired: list[Told] = field(default_factory=list)
    opened: list[Told] = field(default_factory=list)
    lengths: list[tuple[Told, OwnLength]] = field(default_factory=list)
    same: int = 0

    def __bool__(self) -> bool:
        return any((self.new, self.changed, self.retired, self.opened, self.lengths))

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {name: len(getattr(self, name)) for name in ("new", "changed", "retired", "opened", "lengths")}

    @property
    def mark(self) -> str:
        """What tells these differences from others: the same file against another directory gives others."""
        return hashlib.blake2b(repr((self.new, self.changed, self.retired, self.opened, self.lengths)).encode(),
                               digest_size=12).hexdigest()


def compare(told: Iterable[Told], known: Mapping[str, Any], lengths: Mapping[Any, Iterable[OwnLength]]) -> tuple[Differences, list[Fault]]:
    """What a file changes, and where two open institutions could not be told apart any more.

    :param known: the rows of the directory by their code.
    :param lengths: the own lengths by the id of the institution.
    """
    found, told = Differences(), list(told)
    for one in told:
        row = known.get(one.code)
        before = {(length.rule, length.holds_from): length for length in (lengths.get(row.id, ()) if row else ())}
        said = [length for length in one.lengths if before.get((length.rule, length.holds_from)) != length]
        found.lengths += [(one, length) for length in said]
        is_other = _compare_one(found, one, row)
        if row is not None and not said and not is_other:
            found.same += 1
    return found, _doubles(told, known)


def _compare_one(found: Differences, one: Told, row: Any) -> bool:
    if row is None:
        found.new.append(one)
        if one.retired_on:
            found.retired.append(one)
        return True
    facts = tuple((name, getattr(row, name), said) for name, said in one.facts.items() if getattr(row, name) != said)
    if facts:
        found.changed.append(Change(one, facts))
    successor = row.successor.code if row.successor else ""
    said = successor if one.successor is None else one.successor
    if one.tells_end and one.retired_on and (one.retired_on, said) != (row.valid_to, successor):
        found.retired.append(one)
        return True
    if one.tells_end and one.retired_on is None and row.valid_to:
        found.opened.append(one)
        return True
    return bool(facts)


def _doubles(told: list[Told], known: Mapping[str, Any]) -> list[Fault]:
    """Two that are open at once under one name at one place."""
    here: dict[tuple[str, str], str] = {}
    said = {one.code for one in told}
    for row in known.values():
        if row.code not in said and row.valid_to is None:
            here[row.name.casefold(), row.place.casefold()] = row.code
    faults = []
    for one in told:
        row = known.get(one.code)
        ended: date | None = one.retired_on if one.tells_end else (row.valid_to if row else None)
        if ended:
            continue
        place = one.facts.get("place", row.place if row else "")
        other = here.setdefault((one.facts["name"].casefold(), place.casefold()), one.code)
        if other != one.code:
            faults.append(Fault(one.line, "name", _("Ook “%(code)s” heet zo, op deze plaats.") % {"code": other},
                                _("Maak de plaats preciezer, of gebruik dezelfde code.")))
    return faults
