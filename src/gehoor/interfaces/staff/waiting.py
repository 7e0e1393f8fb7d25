"""What waits between people, for the page of the day and of a team: a second person, a consent that ends, a side that must say where it
stands. Codes and days; whose it is and why stands in the case. Each row passes the one filter of cases.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.models import Approval, Case
from gehoor.domain.consent.queries import the_consents_that_end, the_overrides_waiting
from gehoor.domain.mediation.queries import the_sides_waited_for
from gehoor.domain.services.law import the_grounds_file
from gehoor.domain.services.registry import service_of_version
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.working import said_of

SHOWN_AT_MOST = 100


@dataclass(frozen=True)
class Waits:
    """One thing that waits: in which case, what, asked by whom or with whom it is, since or until when, and the page where it is done."""

    case: Case
    what: str
    who: str
    at: datetime
    address: str


@dataclass(frozen=True)
class Between:
    """Everything that waits between people."""

    overrides: list[Waits]
    approvals: list[Waits]
    ending: list[Waits]
    sides: list[Waits]

    def __bool__(self) -> bool:
        return any((self.overrides, self.approvals, self.ending, self.sides))


def waiting_on_day(person: Person, at: datetime) -> Between:
    """What waits for this person: a ground that a colleague asked, and in their own cases (and those that they cover) a consent that
    ends or a side that said nothing. Agreements stand on the page of the day already."""
    own = {person.id, *person.covered}
    overrides = [one for one in the_overrides_waiting(person) if one.asked_by_id != person.id]
    ending, sides = the_consents_that_end(person, at=at), the_sides_waited_for(person)
    cases = _cases(person, overrides, ending, (one.mediation for one in sides))
    theirs = {key: case for key, case in cases.items() if case.handler_id in own}
    return Between(overrides=_overrides(overrides, cases, person, at), approvals=[], ending=_ending(ending, theirs),
                   sides=_sides(sides, theirs))


def waiting_in_team(person: Person, team: Team, at: datetime) -> Between:
    """What waits in a team, whoever has it, as far as this person may see its cases."""
    overrides, ending, sides = the_overrides_waiting(person), the_consents_that_end(person, at=at), the_sides_waited_for(person)
    theirs = Exists(visible_cases(person).filter(pk=OuterRef("case")))
    rows = Approval.objects.filter(theirs, verdict="", case__team=team).select_related("asked_by").order_by("asked_at").defer("sealed")
    approvals = list(rows[:SHOWN_AT_MOST])
    cases = _cases(person, overrides, approvals, ending, (one.mediation for one in sides), team=team)
    return Between(overrides=_overrides(overrides, cases, person, at), approvals=_approvals(approvals, cases),
                   ending=_ending(ending, cases), sides=_sides(sides, cases))


def _cases(person: Person, *rows: Iterable, team: Team | None = None) -> dict[UUID, Case]:
    """The cases of these rows that this person may open, in one query."""
    keys = {row.case_id for some in rows for row in some}
    cases = visible_cases(person).filter(pk__in=keys).select_related("handler")
    return (cases.filter(team=team) if team else cases).in_bulk()


def _overrides(rows: list, cases: dict[UUID, Case], person: Person, at: datetime) -> list[Waits]:
    return [Waits(case, _ground(case, row.ground, at), row.asked_by.name, row.asked_at,
                  reverse("staff:act_on", args=[case.reference, "confirm_telling", row.pk]) if row.asked_by_id != person.id
                  else reverse("staff:consents", args=[case.reference]))
            for row in rows if (case := cases.get(row.case_id))]


def _ground(case: Case, code: str, at: datetime) -> str:
    grounds = the_grounds_file(service_of_version(case.version), at.date()).grounds
    return next((one.label.text(language()) for one in grounds if one.code == code), code)


def _approvals(rows: list, cases: dict[UUID, Case]) -> list[Waits]:
    return [Waits(case, said_of(service_of_version(case.version).procedure, row.of), row.asked_by.name, row.asked_at,
                  reverse("staff:case", args=[case.reference]))
            for row in rows if (case := cases.get(row.case_id))]


def _ending(rows: list, cases: dict[UUID, Case]) -> list[Waits]:
    """The consent of a case that ends first."""
    first = {row.case_id: row for row in reversed(rows)}
    return [Waits(case, "", case.handler.name if case.handler else "", row.until_at, reverse("staff:consents", args=[case.reference]))
            for row in rows if first[row.case_id] is row and (case := cases.get(row.case_id))]


def _sides(rows: list, cases: dict[UUID, Case]) -> list[Waits]:
    """A mediation once, however many of its sides said nothing."""
    first = {row.mediation.case_id: row for row in reversed(rows)}
    return [Waits(case, "", case.handler.name if case.handler else "", row.mediation.began_at,
                  reverse("staff:mediation", args=[case.reference]))
            for row in rows if first[row.mediation.case_id] is row and (case := cases.get(row.mediation.case_id))]
