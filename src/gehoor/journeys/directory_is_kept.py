"""The directory of institutions is kept: one institution by hand on its page, or a whole file at once after somebody saw what it changes.

Called by the pages of who leads a team, and by the command line. A file is taken in whole, or not at all.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.directory.actions import (
    DirectoryChanged,
    add_institution,
    change_institution,
    open_institution_again,
    retire_institution,
    say_own_term,
)
from gehoor.domain.directory.comparing import Differences, compare
from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.directory.models import Institution, OwnTerm
from gehoor.domain.directory.table import COLUMNS, Fault, Known, Told, read_bytes, read_table, write_table
from gehoor.domain.services.labels import NotDeclared
from gehoor.domain.services.offered_regimes import own_terms
from gehoor.domain.services.registry import all_services, the_core
from gehoor.foundation.action import journey

__all__ = [
    "COLUMNS", "Looked", "directory_is_imported", "home_country", "institution_is_added", "institution_is_changed",
    "institution_is_opened_again", "institution_is_retired", "kinds_of_institutions", "look_at_file", "own_length_is_said",
    "the_directory_as_table",
]

NO_INSTITUTIONS = ("private", "rule")
"""Respondents on the common axis that are no institution."""


@dataclass
class Looked:
    """A file that was looked at: what it would change, or why it can't be taken in."""

    differences: Differences = field(default_factory=Differences)
    faults: list[Fault] = field(default_factory=list)


def kinds_of_institutions(language: str) -> dict[str, str]:
    """The kinds that an institution may be of, on the common axis that figures count with."""
    return {code: label for code, label in the_core().labels("respondent", language).items() if code not in NO_INSTITUTIONS}


def home_country(at: datetime) -> str:
    """The country of the first service: what a new institution is of when nobody says otherwise."""
    return all_services(the_day_of(at))[0].about.country


def institution_is_added(*, person: Person, facts: dict[str, str], at: datetime) -> Institution:
    """Add an institution.

    :raises NotDeclared: no such kind; and what `add_institution` raises.
    """
    _refuse_kind(facts)
    with journey("directory.institution_is_added", at=at, actor=person.account):
        return add_institution(**facts, valid_from=the_day_of(at))


def institution_is_changed(*, person: Person, institution: Institution, facts: dict[str, str], seen: str, at: datetime) -> Institution:
    """Say other facts of it.

    :raises NotDeclared: no such kind; and what `change_institution` raises.
    """
    _refuse_kind(facts)
    with journey("directory.institution_is_changed", at=at, actor=person.account):
        return change_institution(institution=institution, seen=seen, **facts)


def institution_is_retired(*, person: Person, institution: Institution, on: date, successor: Institution | None, seen: str,
                           at: datetime) -> Institution:
    """It exists no more; raises what `retire_institution` raises."""
    with journey("directory.institution_is_retired", at=at, actor=person.account):
        return retire_institution(institution=institution, on=on, successor=successor, seen=seen)


def institution_is_opened_again(*, person: Person, institution: Institution, seen: str, at: datetime) -> Institution:
    """It is there after all; raises what `open_institution_again` raises."""
    with journey("directory.institution_is_opened_again", at=at, actor=person.account):
        return open_institution_again(institution=institution, seen=seen)


def own_length_is_said(*, person: Person, institution: Institution, length: OwnLength, at: datetime) -> OwnTerm:
    """Say how long its own regulation gives, from a day on; what was received before keeps the length of its day.

    :raises NotDeclared: no institution sets the length of that term itself.
    """
    if length.rule not in own_terms("nl", on=the_day_of(at)):
        raise NotDeclared(length.rule)
    with journey("directory.own_length_is_said", at=at, actor=person.account):
        return _say(institution, length)


def look_at_file(data: bytes | str, *, at: datetime) -> Looked:
    """What a file would change, without changing anything."""
    text, faults = read_bytes(data.encode() if isinstance(data, str) else data)
    if faults:
        return Looked(faults=faults)
    rows = {row.code: row for row in _the_rows()}
    known = Known(kinds=list(kinds_of_institutions("nl")), rules=list(own_terms("nl", on=the_day_of(at))), codes=rows.keys(),
                  country=home_country(at))
    told, faults = read_table(text, known)
    if faults:
        return Looked(faults=faults)
    differences, faults = compare(told, rows, _the_lengths())
    return Looked(differences, faults)


def directory_is_imported(*, person: Person | None, data: bytes | str, mark: str | None = None, at: datetime) -> Looked:
    """Take a file in whole. Where it has faults nothing changes, and they are handed back.

    :param person: who does so; None for the operator at the command line.
    :param mark: the `mark` of the differences that were looked at before.
    :raises DirectoryChanged: the directory is another since, so the file changes other things than were seen.
    """
    with journey("directory.imported", at=at, actor=person.account if person else None, actor_kind="person" if person else "operator"):
        looked = look_at_file(data, at=at)
        if mark is not None and looked.differences.mark != mark:
            raise DirectoryChanged
        if not looked.faults:
            _apply(looked.differences, the_day_of(at))
    return looked


def the_directory_as_table() -> str:
    """The whole directory as the file that can be taken in again."""
    return write_table(_the_rows(), _the_lengths())


def _apply(found: Differences, today: date) -> None:
    """First what ends and changes, then what is new: a name that is given up may be taken. Nobody sees what stands in between."""
    rows = {row.code: row for row in Institution.objects.all()}
    for change in found.changed:
        rows[change.told.code] = change_institution(institution=rows[change.told.code], is_compared=True,
                                                    **{name: said for name, _before, said in change.facts})
    for one in found.new:
        rows[one.code] = add_institution(code=one.code, **one.facts, valid_from=today, is_compared=True)
    for one in found.opened:
        open_institution_again(institution=rows[one.code], is_compared=True)
    for one in found.retired:
        row = rows[one.code]
        retire_institution(institution=row, on=_day_of(one), successor=row.successor if one.successor is None else rows.get(one.successor))
    for one, length in found.lengths:
        _say(rows[one.code], length)


def _day_of(one: Told) -> date:
    if one.retired_on is None:
        raise ValueError(f"{one.code} ended on no day")
    return one.retired_on


def _say(institution: Institution, length: OwnLength) -> OwnTerm:
    return say_own_term(institution=institution, rule=length.rule, within=length.within, source=length.source,
                        holds_from=length.holds_from, is_confirmed=length.is_confirmed)


def _the_rows() -> QuerySet[Institution]:
    return Institution.objects.select_related("successor").order_by("name", "place", "code")


def _the_lengths() -> dict:
    found: dict = {}
    for row in OwnTerm.objects.order_by("rule", "holds_from"):
        found.setdefault(row.institution_id, []).append(row.length)
    return found


def _refuse_kind(facts: dict[str, str]) -> None:
    if facts["kind"] not in kinds_of_institutions("nl"):
        raise NotDeclared(facts["kind"])
