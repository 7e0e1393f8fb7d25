"""How much work a team has, for who divides it: open, urgent and overdue cases of each person. Never how fast or how well somebody
works: what is found may not serve an appraisal (Bestuursdecreet art. II.86).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.accounts.queries import the_members_of
from gehoor.domain.cases.access import Sight, parts_of
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.places import NOT_URGENT, due_before

AT_ONCE = 200
"""How many cases can change hands at once."""


@dataclass(frozen=True)
class Load:
    """The open cases of one person (None: of nobody yet), as far as who looks may see them."""

    account: Account | None
    open: int = 0
    urgent: int = 0
    overdue: int = 0

    @property
    def has_left(self) -> bool:
        """Whether they work here no more, so that somebody else must see to their cases."""
        return self.account is not None and not self.account.is_active


def the_load(person: Person, team: Team, at: datetime) -> list[Load]:
    """Of each colleague of a team, those without cases too, and of nobody: how many cases are open, urgent, overdue. Nobody first, then
    who has left, then by name."""
    counted: dict[UUID | None, dict[str, int]] = {}
    late = reduce(or_, (Q(place__gte=start, place__lt=end) for start, end in due_before(at)))
    sums = {"open": Count("pk"), "urgent": Count("pk", filter=Q(place__lt=NOT_URGENT)), "overdue": Count("pk", filter=late)}
    for cases in _parts(person, team):
        for row in cases.filter(closed_at=None).values("handler").order_by("handler").annotate(**sums):
            known = counted.setdefault(row.pop("handler"), dict.fromkeys(sums, 0))
            for name, number in row.items():
                known[name] += number
    people = {one.pk: one for one in the_members_of([team.pk])} | Account.objects.in_bulk([key for key in counted if key])
    loads = [Load(people.get(key), **numbers) for key, numbers in counted.items()]
    loads += [Load(one) for key, one in people.items() if key not in counted]
    return sorted(loads, key=lambda load: (load.account is not None, not load.has_left, load.account.name if load.account else ""))


def the_cases_of(person: Person, team: Team, account: Account | None) -> QuerySet[Case]:
    """The open cases of one colleague (or of nobody) in a team that this person supervises, as the lists order them. Confidential ones
    are left out: those go by hand, because their keys do."""
    parts = parts_of(_sight_in(person, team), "")
    return parts[0].filter(closed_at=None, handler=account).select_related("team", "handler").order_by("place")


def _parts(person: Person, team: Team) -> Iterable[QuerySet[Case]]:
    """Those of nobody apart: the others stand in their index by person."""
    first, *others = parts_of(_sight_in(person, team), "")
    return (first.filter(handler=None), first.filter(handler__isnull=False), *others)


def _sight_in(person: Person, team: Team) -> Sight:
    seen = Sight.of(person)
    return Sight(seen.id, (team.pk,), (team.pk,) if team.pk in seen.supervised_teams else (), seen.conflict_tags, seen.covered,
                 seen.opened_in_need)
