"""What waits for somebody today, over all their cases: urgent, due, who waits for us, who heard nothing, what others owe us.

Reads indexes as the work list does, through the same filter; a number of queries that doesn't grow with the cases. Opens nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.cases.access import Sight, parts_of, visible_cases
from gehoor.domain.cases.actions.approving import may_decide
from gehoor.domain.cases.actions.tasks import REQUEST
from gehoor.domain.cases.models import Approval, Case, Glass, Task
from gehoor.domain.cases.places import NOT_URGENT, due_before
from gehoor.domain.cases.queries import SHOWN, SOON, WEEK, with_marks
from gehoor.domain.services.approvals import the_wanted
from gehoor.domain.services.registry import service_of_version

SHOWN_AT_MOST = 15
TASKS_AT_MOST = 100
ALSO = ("urgency_decided", "opened_at", "last_told_at", "team", "service")


@dataclass(frozen=True)
class Part:
    """Cases of one kind, the first few of them; `more`: whether there are others, in the work list."""

    cases: list[Case]
    more: bool = False


@dataclass(frozen=True)
class OnCase:
    """A row that hangs on a case, with that case as a list shows it."""

    row: Task | Approval | Glass
    case: Case


@dataclass
class Day:
    """A day's work, each case in the first part that it fits."""

    urgent: Part
    due: Part
    waiting: Part
    silent: Part
    tasks: list[OnCase] = field(default_factory=list)
    asked: list[OnCase] = field(default_factory=list)
    approvals: list[OnCase] = field(default_factory=list)
    glass: list[OnCase] = field(default_factory=list)

    def __bool__(self) -> bool:
        parts = (self.urgent, self.due, self.waiting, self.silent)
        return any(part.cases for part in parts) or any((self.tasks, self.asked, self.approvals, self.glass))


def the_day(person: Person, *, silent_since: Mapping[UUID, datetime], at: datetime) -> Day:
    """What waits for this person, and for the absent colleagues whose work they do; what is urgent also where nobody has it yet.

    :param silent_since: of each team, the moment before which a reporter must have heard something.
    """
    sight, taken = Sight.of(person), set()
    mine = [cases.filter(closed_at=None) for cases in parts_of(sight, "mine")]
    nobodys = [cases.filter(closed_at=None) for cases in parts_of(sight, "nobody")]
    keys = {
        "urgent": _first([cases.filter(place__lt=NOT_URGENT) for cases in (*mine, *nobodys)], taken),
        "due": _first([cases.filter(place__gte=start, place__lt=end) for cases in mine for start, end in due_before(at + SOON)[1:]], taken),
        "waiting": _first([cases.filter(last_word_by="reporter", place__gte=NOT_URGENT) for cases in mine], taken),
        "silent": _first_silent(sight, silent_since, taken),
    }
    tasks, approvals, glass = _tasks(person, sight, at), _approvals(person), _glass(person, at)
    hanging = {row.case_id for row in (*tasks, *approvals, *glass)}
    cases = _by_key(person, taken | hanging)
    today = the_day_of(at)
    late = [task for task in tasks if task.kind == REQUEST and task.is_late(today)]
    ours = [task for task in tasks if task.kind != REQUEST or (task.remind_on and task.remind_on <= today and not task.is_late(today))]
    parts = {name: Part([cases[key] for key in found if key in cases], more) for name, (found, more) in keys.items()}
    return Day(**parts, tasks=_on(ours, cases), asked=_on(late, cases),
               approvals=[one for one in _on(approvals, cases) if _is_theirs(person, one)], glass=_on(glass, cases))


def _first(parts: list[QuerySet[Case]], taken: set[UUID]) -> tuple[list[UUID], bool]:
    """The first cases of all parts by place that aren't taken yet, and whether there are more; they are taken now."""
    limit = SHOWN_AT_MOST + len(taken) + 1
    streams = [cases.order_by("place").values_list("place", "pk")[:limit] for cases in parts]
    return _take((key for _place, key in merge(*streams)), taken)


def _first_silent(sight: Sight, silent_since: Mapping[UUID, datetime], taken: set[UUID]) -> tuple[list[UUID], bool]:
    """Whoever heard nothing for longest first; who never heard anything, before all."""
    limit, streams = SHOWN_AT_MOST + len(taken) + 1, []
    for team, since in silent_since.items():
        untold = Q(last_told_at__lt=since) | Q(last_told_at=None, opened_at__lt=since)
        for cases in parts_of(replace(sight, case_teams=(team,)), "mine"):
            found = cases.filter(untold, closed_at=None).order_by(F("last_told_at").asc(nulls_first=True), "opened_at")
            streams.append(found.values_list("last_told_at", "opened_at", "pk")[:limit])
    by_silence = merge(*streams, key=lambda one: (one[0] is not None, one[0] or one[1], one[1]))
    return _take((key for _told, _opened, key in by_silence), taken)


def _take(keys: Iterator[UUID], taken: set[UUID]) -> tuple[list[UUID], bool]:
    found = list(islice((key for key in keys if key not in taken), SHOWN_AT_MOST + 1))
    taken.update(found[:SHOWN_AT_MOST])
    return found[:SHOWN_AT_MOST], len(found) > SHOWN_AT_MOST


def _tasks(person: Person, sight: Sight, at: datetime) -> list[Task]:
    """What is due from this person soon or was to be reminded of, earliest first."""
    today = the_day_of(at)
    near = Q(due_on__lte=today + SOON) | Q(remind_on__lte=today)
    rows = Task.objects.filter(near, account__in=[person.id, *sight.covered], done_at=None).order_by(F("due_on").asc(nulls_last=True))
    return list(rows.defer("sealed")[:TASKS_AT_MOST])


def _approvals(person: Person) -> list[Approval]:
    rows = Approval.objects.filter(verdict="", case__team__in=person.case_teams).exclude(asked_by=person.account)
    return list(rows.select_related("asked_by").order_by("asked_at").defer("sealed")[:TASKS_AT_MOST])


def _glass(person: Person, at: datetime) -> list[Glass]:
    """Cases of this person that somebody opened in need this week, and those of their teams at which no supervisor has looked."""
    theirs = Q(case__handler=person.account, broken_at__gte=at - WEEK) | Q(looked_at=None, case__team__in=person.supervised_teams)
    rows = Glass.objects.filter(theirs).exclude(account=person.account).select_related("account")
    return list(rows.order_by("-broken_at").defer("sealed")[:TASKS_AT_MOST])


def _is_theirs(person: Person, waiting: OnCase) -> bool:
    procedure = service_of_version(waiting.case.version).procedure
    wanted = the_wanted(procedure, waiting.case.stage).get(waiting.row.of)
    return wanted is not None and may_decide(person, waiting.case, waiting.row, wanted)


def _by_key(person: Person, keys: set[UUID]) -> dict[UUID, Case]:
    rows = with_marks(visible_cases(person).filter(pk__in=keys), person).only(*SHOWN, *ALSO)
    return {case.pk: case for case in rows}


def _on(rows: list, cases: dict[UUID, Case]) -> list[OnCase]:
    return [OnCase(row, cases[row.case_id]) for row in rows if row.case_id in cases]


def silent_days(case: Case, at: datetime) -> int:
    """For how many days its reporter has heard nothing."""
    return (at - (case.last_told_at or case.opened_at)) // timedelta(days=1)
