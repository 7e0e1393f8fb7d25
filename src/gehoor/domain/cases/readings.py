"""Who opened which case, for the data-protection officer and for supervisors: every line of a period, by case and by person.

References and names of people who work here, never content. Nothing falls out because others read a lot: a page goes on where the
last one ended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import visible_cases, without_conflicts
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.queries import READ, Reading
from gehoor.foundation.audit.models import AuditLine

PAGE = 500
_BATCH = 2_000


@dataclass(frozen=True)
class Readings:
    """A page of readings, newest first, each with the reference of its case; `before`: where older ones go on, or None."""

    found: list[tuple[Reading, str]]
    before: int | None


def readings_between(person: Person, *, since: datetime, until: datetime, reference: str = "", who: UUID | None = None,
                     before: int | None = None, limit: int = PAGE) -> Readings:
    """Who opened which case in a period.

    The data-protection officer sees the readings of their teams' cases, a supervisor those of cases they may open; neither of
    cases that they stand too near to.

    :param reference: only of this case.
    :param who: only by this person.
    :param before: only lines older than this one.
    """
    lines = AuditLine.objects.filter(action__in=READ, at__range=(since, until)).order_by("-id")
    if reference:
        known = Case.objects.filter(reference__iexact=reference).values_list("id", flat=True)
        lines = lines.filter(object_id__in=[str(key) for key in known])
    if who is not None:
        lines = lines.filter(actor_id=who)
    seen: list[tuple[AuditLine, str]] = []
    for line, of in _theirs(person, lines, before):
        seen.append((line, of))
        if len(seen) > limit:
            break
    shown, more = seen[:limit], len(seen) > limit
    names = dict(Account.objects.filter(id__in={line.actor_id for line, _of in shown}).values_list("id", "name"))
    found = [(Reading(at=line.at, name=names.get(line.actor_id, ""), action=line.action), of) for line, of in shown]
    return Readings(found, shown[-1][0].id if more else None)


def _theirs(person: Person, lines, before: int | None) -> Iterator[tuple[AuditLine, str]]:
    """The lines about cases whose log this person looks after, however many of others lie between."""
    looked_after = without_conflicts(Case.objects.filter(team__in=person.protected_teams), person)
    while batch := list((lines if before is None else lines.filter(id__lt=before))[:_BATCH]):
        read = {line.object_id for line in batch}
        references = {str(key): of for cases in (looked_after, visible_cases(person))
                      for key, of in cases.filter(id__in=read).values_list("id", "reference")}
        yield from ((line, references[line.object_id]) for line in batch if line.object_id in references)
        before = batch[-1].id


def who_reads(person: Person) -> list[Account]:
    """Whose readings this person may look for: everybody who has, or had, a seat or a case in a team that they look after."""
    teams = [*person.protected_teams, *person.supervised_teams]
    seated = Account.objects.filter(memberships__team__in=teams)
    return list((seated | Account.objects.filter(is_active=False, cases__team__in=teams)).distinct().order_by("name"))
