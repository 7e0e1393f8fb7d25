"""What waits for somebody today, over all their cases: urgent, due, who waits for us, who heard nothing, what others owe us.

Reads indexes as the work list does, through the same filter; a number of queries that doesn't grow with the cases. Opens nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.cases.access import Sight, parts_of, visible_cases, without_conflicts
from gehoor.domain.cases.actions.approving import may_decide
from gehoor.domain.cases.actions.tasks import REQUEST
from gehoor.domain.cases.models import Approval, Case, Glass, Task
from gehoor.domain.cases.places import END, NOT_URGENT, due_before
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

    after_end: Part
    urgent: Part
    due: Part
    waiting: Part
    silent: Part
    tasks: list[OnCase] = field(default_factory=list)
    asked: list[OnCase] = field(default_factory=list)
    approvals: list[OnCase] = field(default_factory=list)
    glass: list[OnCase] = field(default_factory=list)

    def __bool__(self) -> bool:
        parts = (self.after_end, self.urgent, self.due, self.waiting, self.silent)
        return any(part.cases for part in parts) or any((self.tasks, self.asked, self.approvals, self.glass))


def the_day(person: Person, *, silent_since: Mapping[UUID, datetime], at: datetime) -> Day:
    """What waits for this person, and for the absent colleagues whose work they do; what is urgent also where nobody has it yet.

    :param silent_since: of each team, the moment before which a reporter must have heard something.
    """
    sight, taken = Sight.of(person), set()
    mine, nobodys = _Cases.of(sight, "mine"), _Cases.of(sight, "nobody")
    _ahead, (start, end) = due_before(at + SOON)
    keys = {
        "after_end": _first_after_end(person, sight, taken),
        "urgent": _first([*mine.between(0, NOT_URGENT), *nobodys.between(0, NOT_URGENT)], taken),
        "due": _first(mine.between(start, end), taken),
        "waiting": _first(mine.between(NOT_URGENT, END, last_word_by="reporter"), taken),
        "silent": _first_silent(sight, mine.few, silent_since, taken),
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


@dataclass(frozen=True)
class _Few:
    """A case that somebody sees for being named, or for having opened it in need: there are few, so they are read once and sorted here."""

    place: int
    pk: UUID
    last_word_by: str
    last_told_at: datetime | None
    opened_at: datetime
    team: UUID


@dataclass(frozen=True)
class _Cases:
    """The open cases of one view: those that an index holds in parts, and the few others."""

    parts: list[QuerySet[Case]]
    few: list[_Few]

    @classmethod
    def of(cls, sight: Sight, whose: str) -> "_Cases":
        parts = [cases.filter(closed_at=None) for cases in parts_of(sight, whose)]
        indexed = len(sight.case_teams) * (1 + len(sight.covered) if whose == "mine" else 1)
        read = (cases.values_list("place", "pk", "last_word_by", "last_told_at", "opened_at", "team") for cases in parts[indexed:])
        return cls(parts[:indexed], [_Few(*row) for rows in read for row in rows])

    def between(self, start: int, end: int, **also: str) -> list[Iterable[tuple[int, UUID]]]:
        """The cases between two places, each part in the order of places."""
        parts = [cases.filter(place__gte=start, place__lt=end, **also).order_by("place") for cases in self.parts]
        few = sorted((one.place, one.pk) for one in self.few
                     if start <= one.place < end and all(getattr(one, name) == value for name, value in also.items()))
        return [*(cases.values_list("place", "pk") for cases in parts), few]


def _first(parts: list[Iterable[tuple[int, UUID]]], taken: set[UUID]) -> tuple[list[UUID], bool]:
    """The first cases of all parts by place that aren't taken yet, and whether there are more; they are taken now."""
    limit = SHOWN_AT_MOST + len(taken) + 1
    return _take((key for _place, key in merge(*(part[:limit] for part in parts))), taken)


def _first_after_end(person: Person, sight: Sight, taken: set[UUID]) -> tuple[list[UUID], bool]:
    """Closed cases to which the reporter wrote again, what is urgent first: nobody looks for those among the open ones."""
    wrote = visible_cases(person).filter(closed_at__isnull=False, last_word_by="reporter", last_heard_at__gt=F("closed_at"))
    theirs = Q(handler__in=[sight.id, *sight.covered]) | Q(handler=None) | Q(handler__is_active=False) | Q(is_confidential=True)
    found = wrote.filter(theirs, team__in=sight.case_teams).order_by("-is_urgent", "last_heard_at").values_list("pk", flat=True)
    return _take(iter(found[:SHOWN_AT_MOST + 1]), taken)


def _first_silent(sight: Sight, few: list[_Few], silent_since: Mapping[UUID, datetime], taken: set[UUID]) -> tuple[list[UUID], bool]:
    """Whoever heard nothing for longest first; who never heard anything, before all."""
    limit, streams = SHOWN_AT_MOST + len(taken) + 1, []
    for team, since in silent_since.items():
        untold = Q(last_told_at__lt=since) | Q(last_told_at=None, opened_at__lt=since)
        for handler in (sight.id, *sight.covered):
            cases = Case.objects.filter(untold, team=team, handler=handler, is_confidential=False, closed_at=None)
            cases = without_conflicts(cases, sight).order_by(F("last_told_at").asc(nulls_first=True), "opened_at")
            streams.append(cases.values_list("last_told_at", "opened_at", "pk")[:limit])
    others = [(one.last_told_at, one.opened_at, one.pk) for one in few
              if one.team in silent_since and (one.last_told_at or one.opened_at) < silent_since[one.team]]
    by_silence = merge(*streams, sorted(others, key=_silence), key=_silence)
    return _take((key for _told, _opened, key in by_silence), taken)


def _silence(one: tuple[datetime | None, datetime, UUID]) -> tuple:
    told, opened, _key = one
    return told is not None, told or opened, opened


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
