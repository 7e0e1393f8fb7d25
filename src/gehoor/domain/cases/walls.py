"""Walls: who can be asked to stand behind one, who can still open what is behind it, and what is told of it to who looks after data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, ConflictOfInterest
from gehoor.domain.cases.access import without_conflicts
from gehoor.domain.cases.models import Case, Named, Respondent, TimelineEntry
from gehoor.domain.cases.queries import the_candidates

WALLED = "confidential"


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
        return self.openers < 2


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
