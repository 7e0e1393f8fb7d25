"""Every question about cases for lists and counts. Each of them starts from `visible_cases`: there is no other way in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, ConflictOfInterest, Role
from gehoor.domain.accounts.queries import the_colleagues
from gehoor.domain.cases.access import visible_cases, without_conflicts
from gehoor.domain.cases.models import Case, Classification, Seen
from gehoor.foundation.audit.models import AuditLine

PAGE = 50
COUNTED_TO = 1_000
SOON = timedelta(days=3)
READ = ("case.read", "file.read")
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


@dataclass(frozen=True)
class WorkPage:
    """One page of the work list, each case with what its row shows."""

    cases: list[Case]
    number: int
    has_next: bool


def the_view(person: Person, view: str, at: datetime) -> QuerySet[Case]:
    """The cases of one view of the work list: mine, nobody's, my teams', those that wait for others, closed this week."""
    cases = visible_cases(person)
    if view == "closed":
        return cases.filter(closed_at__gte=at - timedelta(days=7))
    cases = cases.filter(closed_at=None)
    if view == "mine":
        return cases.filter(handler=person.account)
    if view == "nobody":
        return cases.filter(handler=None)
    if view == "waiting":
        return cases.filter(last_word_by="us")
    return cases


def the_worklist(person: Person, *, view: str, filters: Filters, number: int, at: datetime) -> WorkPage:
    """One page of the work list: urgent first, each by its own clock, then by what is due. Never costs a query a row."""
    cases = narrowed(with_marks(the_view(person, view, at), person), filters, at)
    order = ("-closed_at",) if view == "closed" else ("-is_urgent", F("next_due_at").asc(nulls_last=True), "ordinal")
    start = (number - 1) * PAGE
    found = list(cases.select_related("handler").order_by(*order)[start:start + PAGE + 1])
    return WorkPage(cases=found[:PAGE], number=number, has_next=len(found) > PAGE)


def with_marks(cases: QuerySet[Case], person: Person) -> QuerySet[Case]:
    """Adds when this person last saw each case (`seen_at`), and its first failing."""
    seen = Seen.objects.filter(case=OuterRef("pk"), account=person.account).values("last_at")[:1]
    failing = Classification.objects.filter(case=OuterRef("pk"), axis="failing", is_main=True).values("code")[:1]
    return cases.annotate(seen_at=Subquery(seen), failing=Subquery(failing))


def narrowed(cases: QuerySet[Case], filters: Filters, at: datetime) -> QuerySet[Case]:
    """Applies the filters of the work list; `cases` carries the marks."""
    exact = {name: getattr(filters, name) for name in ("theme", "stage", "reporter_role", "urgency", "channel")}
    cases = cases.filter(**{name: code for name, code in exact.items() if code})
    if filters.due == "late":
        cases = cases.filter(next_due_at__lt=at)
    elif filters.due == "soon":
        cases = cases.filter(next_due_at__lt=at + SOON)
    if filters.unread:
        cases = cases.filter(Q(seen_at=None) | Q(seen_at__lt=F("last_word_at")), last_word_by="reporter")
    return cases


def the_counts(person: Person, at: datetime) -> dict[str, int]:
    """How many cases each view holds, counted to a thousand at most."""
    return {view: the_view(person, view, at).order_by()[:COUNTED_TO].count() for view in VIEWS}


def the_unindexed_count(person: Person) -> int:
    """How many open cases this person could find only after opening them once."""
    return visible_cases(person).filter(indexed_at=None).order_by()[:COUNTED_TO].count()


def by_ordinals(person: Person, ordinals: list[int]) -> list[Case]:
    """The visible ones of these cases, newest first, as rows of a list."""
    cases = with_marks(visible_cases(person).filter(ordinal__in=ordinals), person)
    return list(cases.select_related("handler").order_by("-ordinal"))


def the_candidates(case: Case) -> QuerySet[Account]:
    """Who may be given this case, named for it, or handed its keys: colleagues of its team who stand too near to nobody in it."""
    tags = [bytes(tag) for tag in case.respondents.exclude(tag=None).values_list("tag", flat=True)]
    colleagues = Account.objects.filter(id__in=[one.id for one in the_colleagues(case.team)])
    return colleagues.exclude(id__in=ConflictOfInterest.objects.filter(tag__in=tags).values("account"))


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


def readings_between(person: Person, *, since: datetime, until: datetime, limit: int = 500) -> list[tuple[Reading, str]]:
    """Who opened which case in a period, newest first: references, no content.

    The data-protection officer sees the readings of their teams' cases, a supervisor those of cases they may open; neither of
    cases that they stand too near to.
    """
    looked_after = [seat.team_id for seat in person.memberships if seat.role == Role.PROTECTION]
    lines = list(AuditLine.objects.filter(action__in=READ, at__range=(since, until)).order_by("-at", "-id")[:limit * 10])
    read = {line.object_id for line in lines}
    references = {
        str(key): reference
        for cases in (without_conflicts(Case.objects.filter(team__in=looked_after), person), visible_cases(person))
        for key, reference in cases.filter(id__in=read).values_list("id", "reference")
    }
    seen = [line for line in lines if line.object_id in references][:limit]
    names = dict(Account.objects.filter(id__in={line.actor_id for line in seen}).values_list("id", "name"))
    return [(Reading(at=line.at, name=names.get(line.actor_id, ""), action=line.action), references[line.object_id]) for line in seen]
