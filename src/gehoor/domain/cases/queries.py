"""Every question about cases for lists and counts. Each of them starts from `visible_cases`: there is no other way in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from uuid import UUID

from django.db import connections
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, ConflictOfInterest, Role, Team
from gehoor.domain.accounts.queries import the_colleagues
from gehoor.domain.cases.access import Sight, parts_of, visible_cases
from gehoor.domain.cases.models import Case, Classification, Seen
from gehoor.domain.cases.places import END, closed_since, due_before
from gehoor.foundation.asking import prepared
from gehoor.foundation.audit.models import AuditLine

PAGE = 50
COUNTED_TO = 1_000
SOON, WEEK = timedelta(days=3), timedelta(days=7)
DUE = {"late": timedelta(0), "soon": SOON}
READ = ("case.read", "file.read")
# What a row shows of a case; reading it whole takes twice as long.
SHOWN = ("reference", "ordinal", "version", "theme", "reporter_role", "channel", "stage", "urgency", "is_urgent", "next_due",
         "next_due_at", "next_due_point", "next_due_regime", "closed_at", "outcome", "last_word_at", "last_word_by", "place",
         "handler__name")
VIEWS = ("mine", "nobody", "team", "waiting", "closed")


@dataclass(frozen=True)
class Filters:
    """What the work list is narrowed to; an empty code narrows nothing."""

    theme: str = ""
    stage: str = ""
    reporter_role: str = ""
    urgency: str = ""
    channel: str = ""
    due: str = ""
    unread: bool = False

    @property
    def codes(self) -> list[str | None]:
        """What must be the same as a column of that name, in the order of `NARROWED`."""
        return [getattr(self, name) or None for name in NARROWED]


NARROWED = ("theme", "stage", "reporter_role", "urgency", "channel")
NO_FILTERS = Filters()


@dataclass(frozen=True)
class WorkPage:
    """One page of the work list, each case with what its row shows; `has_previous` and `has_next`: whether there is more either way."""

    cases: list[Case]
    has_previous: bool
    has_next: bool

    @property
    def first(self) -> int:
        """The place where it begins; another page can end before it."""
        return self.cases[0].place

    @property
    def last(self) -> int:
        """The place where it ends; another page can begin after it."""
        return self.cases[-1].place


def the_worklist(person: Person, *, view: str, filters: Filters = NO_FILTERS, after: int | None = None, before: int | None = None,
                 at: datetime) -> WorkPage:
    """One page of the work list: urgent first, each by its own clock, then by what is due. Never costs a query a row.

    A page has no number: it goes on after a case's place, or ends before it, so that the last page costs what the first one does.
    """
    backwards, since = before is not None, _week_before(at)
    until = at + DUE[filters.due] if filters.due in DUE else None
    ends = min(before if backwards else END, closed_since(since) if view == "closed" else END)
    found = _places(Sight.of(person), after or 0, ends, since, (until, due_before(until)) if until else None, filters.codes,
                    view=view, unread=filters.unread, backwards=backwards)
    # No part was read further than a page: the first of all parts together, and one more.
    found = sorted(found, reverse=backwards)[:PAGE + 1]
    more, keys = len(found) > PAGE, [key for _place, key in found[:PAGE]]
    cases = sorted(_shown(keys, person.id), key=lambda case: case.place)
    return WorkPage(cases=cases, has_previous=more if backwards else bool(after), has_next=more or backwards)


def _of_view(sight: Sight, view: str, since: datetime, *, after: int = 0, before: int = END) -> list[QuerySet[Case]]:
    """The cases of one view between two places, in parts: mine, nobody's, my teams', those that wait for others, closed lately."""
    parts = parts_of(sight, view if view in ("mine", "nobody") else "")
    if view == "unindexed":
        return [cases.filter(indexed_at=None) for cases in parts]
    if view == "closed":
        return [cases.filter(closed_at__isnull=False, closed_at__gte=since, place__gt=after, place__lt=before) for cases in parts]
    parts = [cases.filter(closed_at=None, place__gt=after, place__lt=before) for cases in parts]
    return [cases.filter(last_word_by="us") for cases in parts] if view == "waiting" else parts


@prepared
def _places(sight: Sight, after: int, before: int, since: datetime, due: tuple | None, codes: list[str | None], *, view: str, unread: bool,
            backwards: bool) -> list[QuerySet]:
    """Of each part of a view the first places and keys between two places, in their order.

    :param due: the moment before which something must be due, and between which places such cases stand.
    """
    parts = _of_view(sight, view, since, after=after, before=before)
    if exact := {name: code for name, code in zip(NARROWED, codes, strict=True) if code}:
        parts = [cases.filter(**exact) for cases in parts]
    if due:
        until, windows = due
        parts = [cases.filter(next_due_at__lt=until, place__gte=start, place__lt=end) for cases in parts for start, end in windows]
    if unread:
        read = Exists(Seen.objects.filter(case=OuterRef("pk"), account=sight.id, last_at__gte=OuterRef("last_word_at")))
        parts = [cases.filter(~read, last_word_by="reporter") for cases in parts]
    return [cases.order_by("-place" if backwards else "place").values_list("place", "pk")[:PAGE + 1] for cases in parts]


@prepared
def _shown(keys: list[UUID], reader: UUID) -> QuerySet[Case]:
    return _marked(Case.objects.filter(pk__in=keys), reader)


def with_marks(cases: QuerySet[Case], person: Person | Sight) -> QuerySet[Case]:
    """What a row shows of these cases: with it when this person last saw each (`seen_at`), and its first failing."""
    return _marked(cases, person.id)


def _marked(cases: QuerySet[Case], reader: UUID) -> QuerySet[Case]:
    seen = Seen.objects.filter(case=OuterRef("pk"), account=reader).values("last_at")[:1]
    failing = Classification.objects.filter(case=OuterRef("pk"), axis="failing", is_main=True).values("code")[:1]
    return cases.annotate(seen_at=Subquery(seen), failing=Subquery(failing)).select_related("handler").only(*SHOWN)


def _week_before(at: datetime) -> datetime:
    """Whole hours, so that the statement that counts stays the same for as long."""
    return (at - WEEK).replace(minute=0, second=0, microsecond=0)


def the_counts(person: Person, at: datetime) -> dict[str, int]:
    """How many cases each view holds, counted to a thousand at most."""
    return _counted(*_statement(Sight.of(person), VIEWS, _week_before(at)))


def the_unindexed_count(person: Person) -> int:
    """How many cases this person could find only after opening them once, counted to a thousand at most."""
    return _counted(*_statement(Sight.of(person), ("unindexed",), None))["unindexed"]


@lru_cache(maxsize=256)
def _statement(sight: Sight, views: tuple[str, ...], since: datetime | None) -> tuple[dict[str, int], str, list]:
    """One statement that counts all parts of these views: how many parts of each, its text, and its values.

    Putting it together takes ten times as long as answering it, and it only changes when somebody's work does.
    """
    parts = {view: _of_view(sight, view, since, before=closed_since(since) if view == "closed" else END) for view in views}
    limited = [cases.values("place").order_by()[:COUNTED_TO].query for some in parts.values() for cases in some]
    asked = [query.get_compiler(Case.objects.db).as_sql() for query in limited]
    columns = ", ".join(f"(SELECT COUNT(*) FROM ({statement}) AS part)" for statement, _values in asked)
    return {view: len(some) for view, some in parts.items()}, f"SELECT {columns}", [value for _, values in asked for value in values]


def _counted(parts: dict[str, int], statement: str, values: list) -> dict[str, int]:
    if not any(parts.values()):
        return dict.fromkeys(parts, 0)
    with connections[Case.objects.db].cursor() as cursor:
        cursor.execute(statement, values)
        counts = iter(cursor.fetchone())
    return {view: min(sum(islice(counts, number)), COUNTED_TO) for view, number in parts.items()}


def by_ordinals(person: Person, ordinals: list[int]) -> list[Case]:
    """The visible ones of these cases, newest first, as rows of a list."""
    return _by_ordinals(Sight.of(person), ordinals)


@prepared
def _by_ordinals(sight: Sight, ordinals: list[int]) -> QuerySet[Case]:
    return with_marks(visible_cases(sight).filter(ordinal__in=ordinals), sight).order_by("-ordinal")


def the_candidates(case: Case, team: Team | None = None) -> QuerySet[Account]:
    """Who may be given this case, named for it, or handed its keys: colleagues of its team who stand too near to nobody in it.

    :param team: another team, to know who there could have it.
    """
    tags = [bytes(tag) for tag in case.respondents.exclude(tag=None).values_list("tag", flat=True)]
    colleagues = Account.objects.filter(id__in=[one.id for one in the_colleagues(team or case.team)])
    return colleagues.exclude(id__in=ConflictOfInterest.objects.filter(tag__in=tags).values("account"))


def the_seers(case: Case, *, day: date) -> QuerySet[Account]:
    """The colleagues who may open this case on a day, as `visible_cases` has it of each of them."""
    able, named = the_candidates(case), Q(named_for__case=case)
    if case.is_confidential:
        return able.filter(named).distinct()
    if case.handler_id is None:
        return able
    covers = Q(covers__account=case.handler_id, covers__from_day__lte=day, covers__until_day__gte=day)
    supervises = Q(memberships__team=case.team_id, memberships__role=Role.SUPERVISOR)
    return able.filter(named | covers | supervises | Q(pk=case.handler_id)).distinct()


@dataclass(frozen=True)
class Reading:
    """Somebody opened a case."""

    at: datetime
    name: str
    action: str


def the_readings(case: Case, limit: int = 500) -> list[Reading]:
    """Who opened this case or a file of it, newest first, as the audit has it."""
    lines = list(AuditLine.objects.filter(object_id=str(case.id), action__in=READ).order_by("-at", "-id")[:limit])
    names = dict(Account.objects.filter(id__in={line.actor_id for line in lines}).values_list("id", "name"))
    return [Reading(at=line.at, name=names.get(line.actor_id, ""), action=line.action) for line in lines]
