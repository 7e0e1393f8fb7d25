"""Walls: who can be asked to stand behind one, who can still open what is behind it, and what is told of it to who looks after data."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, ConflictOfInterest, Membership, Role
from gehoor.domain.cases.access import without_conflicts
from gehoor.domain.cases.models import Case, Named, Respondent, TimelineEntry
from gehoor.domain.cases.queries import the_candidates
from gehoor.foundation.asking import prepared

WALLED = "confidential"
FEWEST = 2
"""With fewer people who can open a case, one illness or one leaver leaves it with nobody."""


@dataclass(frozen=True)
class Walling:
    """Somebody shut a case off for others. No content: which case, who, when, for how many, and how many can open it today."""

    reference: str
    at: datetime
    name: str
    named: int
    openers: int

    @property
    def is_thin(self) -> bool:
        """Whether one more leaver would leave it with nobody."""
        return self.openers < FEWEST


def the_askable(person: Person, case: Case) -> list[Account]:
    """The colleagues who can be asked to stand behind a wall beside this person: handlers and supervisors of the case's team."""
    return list(the_candidates(case).exclude(pk=person.id))


def who_opens(cases: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Who can open each of these confidential cases today: the named who still work here and stand too near to nobody in it."""
    opens: dict[UUID, set[UUID]] = {case: set() for case in cases}
    about = Respondent.objects.filter(case=OuterRef(OuterRef("case")), tag=OuterRef("tag"))
    near = ConflictOfInterest.objects.filter(Exists(about), account=OuterRef("account"))
    named = Named.objects.filter(case__in=list(opens), account__is_active=True).exclude(Exists(near))
    for case, account in named.values_list("case", "account"):
        opens[case].add(account)
    return opens


@dataclass(frozen=True)
class Thin:
    """A case that hardly anybody can open any more: its reference, its team, how many still can, and whether it was shut off."""

    reference: str
    team: UUID
    openers: int
    is_confidential: bool


def the_thin_cases(teams: Iterable[UUID]) -> list[Thin]:
    """The cases of these teams that fewer than two people can open today: what was shut off, and what is open and somebody is kept
    from for standing too near to an institution in it, or whose handler works there no more.

    Counts people by the rule: who may see it in their list. Behind a wall those have its keys too. Opens nothing.
    """
    teams = list(teams)
    seats: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for seat in Membership.objects.filter(team__in=teams, role__in=[Role.HANDLER, Role.SUPERVISOR], account__is_active=True):
        seats[seat.team_id][seat.account_id] = seat.role
    cases = _suspects(teams, seats)
    named, near = _named_in(cases), _near_to(cases)
    found = []
    for case in cases:
        people = {one for one, role in seats[case.team_id].items() if case.is_confidential or role == Role.SUPERVISOR
                  or case.handler_id in (None, one) or one in named[case.pk]}
        able = (people & named[case.pk] if case.is_confidential else people) - near[case.pk]
        if len(able) < FEWEST:
            found.append(Thin(case.reference, case.team_id, len(able), case.is_confidential))
    return found


def the_thin_cases_for(person: Person) -> list[Thin]:
    """Those of the teams whose data this person looks after, without the cases that they stand too near to themselves."""
    thin = the_thin_cases(person.protected_teams)
    known = Case.objects.filter(reference__in=[one.reference for one in thin])
    allowed = set(without_conflicts(known, person).values_list("reference", flat=True))
    return [one for one in thin if one.reference in allowed]


def _suspects(teams: list[UUID], seats: dict[UUID, dict[UUID, str]]) -> list[Case]:
    tagged = Respondent.objects.filter(case=OuterRef("pk"), tag__in=ConflictOfInterest.objects.values("tag"))
    here = {account for people in seats.values() for account in people}
    without_handler_here = Q(handler__isnull=False) & ~Q(handler__in=here)
    suspects = Q(is_confidential=True) | Q(closed_at=None) & (Exists(tagged) | without_handler_here)
    shown = ("reference", "team", "handler", "is_confidential")
    return list(Case.objects.filter(suspects, team__in=teams).only(*shown).order_by("-ordinal"))


def _named_in(cases: list[Case]) -> dict[UUID, set[UUID]]:
    named: dict[UUID, set[UUID]] = defaultdict(set)
    for case, account in Named.objects.filter(case__in=[case.pk for case in cases]).values_list("case", "account"):
        named[case].add(account)
    return named


def _near_to(cases: list[Case]) -> dict[UUID, set[UUID]]:
    """Who stands too near to somebody in each of these cases."""
    near_to: dict[bytes, set[UUID]] = defaultdict(set)
    for tag, account in ConflictOfInterest.objects.values_list("tag", "account"):
        near_to[bytes(tag)].add(account)
    near: dict[UUID, set[UUID]] = defaultdict(set)
    about = Respondent.objects.filter(case__in=[case.pk for case in cases]).exclude(tag=None)
    for case, tag in about.values_list("case", "tag"):
        near[case] |= near_to[bytes(tag)]
    return near


def the_near_colleagues(case: Case) -> int:
    """How many colleagues of the case's team are kept from it for standing too near to somebody in it."""
    return len(set(_kept_away(case, case.team_id)))


@prepared
def _kept_away(case: Case, team: UUID) -> QuerySet:
    seats = Membership.objects.filter(team=team, role__in=[Role.HANDLER, Role.SUPERVISOR], account__is_active=True)
    tags = Respondent.objects.filter(case=case).exclude(tag=None).values("tag")
    return seats.filter(account__conflicts__tag__in=tags).values_list("account", flat=True)


def the_wallings(person: Person, *, since: datetime | None = None, limit: int = 500) -> list[Walling]:
    """Every time that a case of the teams whose data this person looks after was shut off, newest first; never one that they stand
    too near to themselves."""
    theirs = without_conflicts(Case.objects.filter(team__in=person.protected_teams), person)
    entries = TimelineEntry.objects.filter(kind=WALLED, case__in=theirs).select_related("case", "account").order_by("-at", "-id")
    if since is not None:
        entries = entries.filter(at__gte=since)
    found = list(entries[:limit])
    opens = who_opens({entry.case_id for entry in found})
    return [Walling(reference=entry.case.reference, at=entry.at, name=entry.account.name if entry.account else "",
                    named=entry.codes["people"], openers=len(opens[entry.case_id])) for entry in found]
