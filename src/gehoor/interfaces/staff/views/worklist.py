"""The work list: what waits for somebody, urgent first; and what a search finds."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import drop_filter
from gehoor.domain.accounts.actions import save_filter as keep_filter
from gehoor.domain.accounts.models import Role
from gehoor.domain.accounts.queries import the_saved_filters
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.queries import COUNTED_TO, VIEWS, Filters, the_counts, the_unindexed_count, the_worklist
from gehoor.foundation.action import journey
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.doors import on_cases, works_here
from gehoor.interfaces.staff.saying import CaseRow, choices_for, rows_of
from gehoor.journeys.case_is_found import case_is_found

OFFERED = {"theme": _("Thema"), "stage": _("Stap"), "reporter_role": _("Wie meldt"), "urgency": _("Hoe dringend"),
           "channel": _("Hoe kwam het binnen")}
FILTERS = (*OFFERED, "due")
# A page begins after a case's place, or ends before it.
TURNS = ("after", "before")
REFERENCE = re.compile(r"(?P<prefix>[^\W\d_]+-\d{4}-)?(?P<number>\d{1,6})")
CODE = re.compile(r"[a-z0-9_]{1,40}")


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    code: str
    rows: list[CaseRow]


@works_here()
def home(request: HttpRequest) -> HttpResponse:
    """Where somebody lands: what waits for them today, the figures or the log, as their role is."""
    if request.person.has_role(Role.HANDLER, Role.SUPERVISOR):
        return redirect("staff:day")
    return redirect("staff:figures" if request.person.has_role(Role.ADVISER) else "staff:readings")


@on_cases
def worklist(request: HttpRequest) -> HttpResponse:
    """One page of a view, narrowed by the filters in the address."""
    at = now()
    view = request.GET.get("view", "mine")
    view = view if view in VIEWS else "mine"
    filters = Filters(**{name: request.GET.get(name, "")[:40] for name in FILTERS}, unread=request.GET.get("unread") == "1")
    start = {name: _number(request.GET.get(name, "")) for name in TURNS}
    page = the_worklist(request.person, view=view, filters=filters, **start, at=at)
    rows = rows_of(page.cases, at)
    kept = request.GET.copy()
    for name in TURNS:
        kept.pop(name, None)
    return render(request, "staff/worklist.html", {
        "view": view, "views": [(code, count, count >= COUNTED_TO) for code, count in the_counts(request.person, at).items()],
        "filters": filters, "offered": _offered(request.person, filters, at), "groups": _groups(rows, view), "shown": len(rows),
        "page": page,
        "unindexed": the_unindexed_count(request.person), "kept": kept.urlencode(), "at": at,
        "saved": [(row.id, request.person.keyring.open_draft(bytes(row.sealed)).decode(), row.query)
                  for row in the_saved_filters(request.person.account)],
    })


@on_cases
def search(request: HttpRequest) -> HttpResponse:
    """What stands in the cases that this person may open. The words go in the body, so that no address or log keeps them."""
    at = now()
    query = request.POST.get("q", "").strip()[:200]
    if request.method != "POST" or not query:
        return redirect("staff:worklist")
    if named := _named(request.person, query):
        return redirect("staff:case", named.reference)
    before = request.POST.get("before", "")
    found = case_is_found(person=request.person, query=query, before=_number(before), at=at)
    return render(request, "staff/search.html", {
        "q": query, "rows": rows_of(found.cases, at), "before": found.before, "unindexed": found.unindexed, "at": at})


def _named(person: Person, query: str) -> Case | None:
    """The case whose reference was typed, whole or only its number; of the same number in several years the newest."""
    if not (said := REFERENCE.fullmatch(query)):
        return None
    known = Q(reference__iexact=query) if said["prefix"] else Q(reference__endswith=f"-{int(said['number']):05}")
    return visible_cases(person).filter(known).order_by("-ordinal").first()


@require_POST
@on_cases
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep this view under a name, or drop a kept one."""
    account, query = request.person.account, _codes_only(request.POST.get("query", ""))
    if dropped := request.POST.get("drop"):
        try:
            dropped = UUID(dropped)
        except ValueError:
            raise NotAllowed from None
    with journey("filter.saved", at=now(), actor=account):
        if dropped:
            drop_filter(account=account, filter_id=dropped)
        elif name := request.POST.get("name", "").strip()[:60]:
            keep_filter(account=account, name=name, query=query)
    return redirect(f"{reverse('staff:worklist')}?{query}")


def _codes_only(query: str) -> str:
    """A kept view is known by its codes: nothing that anybody could have written goes with it."""
    said = QueryDict(query[:1_000])
    return urlencode({name: said[name] for name in ("view", *FILTERS, "unread") if CODE.fullmatch(said.get(name, ""))})


def _offered(person: Person, filters: Filters, at: datetime) -> list[tuple[str, str, dict, str]]:
    """What the list can be narrowed to: name, label, choices and what is chosen."""
    choices = choices_for(person.services, at)
    return [(name, label, choices[name], getattr(filters, name)) for name, label in OFFERED.items()]


def _groups(rows: list[CaseRow], view: str) -> list[Group]:
    """Urgent; late or due soon; later. A view of closed cases is one group."""
    groups: dict[str, list[CaseRow]] = {"closed": []} if view == "closed" else {"urgent": [], "soon": [], "later": []}
    for row in rows:
        groups["closed" if view == "closed" else row["group"]].append(row)
    return [Group(code, found) for code, found in groups.items() if found]


def _number(said: str) -> int | None:
    """What somebody put in an address or a hidden field, if it is a number that a list can have."""
    return int(said) if said.isdecimal() and len(said) < 20 and int(said) < 2**63 else None
