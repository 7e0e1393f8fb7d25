"""What waits for somebody today: each row leads to the page where it is done. The first page of who works on cases."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.actions.tasks import ACCESS
from gehoor.domain.cases.day import Day, OnCase, Part, silent_days, the_day
from gehoor.domain.cases.models import Case
from gehoor.domain.centres.queries import the_received_waiting
from gehoor.domain.conversations.queries import those_to_stop
from gehoor.domain.services.registry import service_of_version, the_service
from gehoor.domain.services.silence import silent_since
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.asking_centres import centre_in_words, the_centres_of
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.saying import CaseRow, rows_of
from gehoor.interfaces.staff.waiting import waiting_on_day
from gehoor.interfaces.staff.working import said_of


@dataclass(frozen=True)
class Line:
    """A case of the day: its row, what is to be done now, and the page where."""

    row: CaseRow
    to_do: str
    address: str


@dataclass(frozen=True)
class Block:
    """Lines under one heading; `more` leads to the rest in the work list."""

    code: str
    lines: list[Line]
    more: str = ""


@on_cases
def day(request: HttpRequest) -> HttpResponse:
    """Show today's work. Codes and days only: what a task is stands in its case."""
    at, person = now(), request.person
    today = the_day_of(at)
    since = {seat.team_id: silent_since(the_service(seat.team.service, today), at) for seat in person.memberships
             if seat.team_id in person.case_teams}
    found, centres = the_day(person, silent_since=since, at=at), the_centres_of(person, at)
    between = waiting_on_day(person, at)
    received = [(one, centre_in_words(centres, one.centre)) for one in the_received_waiting(person)]
    return render(request, "staff/day.html", {
        "at": at, "day": found, "blocks": _blocks(found, at), "between": between, "is_empty": not (found or received or between),
        "received": received, "has_centres": bool(centres),
        "covered": Account.objects.filter(pk__in=person.covered) if person.covered else [],
        "approvals": [(one, said_of(service_of_version(one.case.version).procedure, one.row.of)) for one in found.approvals],
        "tasks": [_on_task(one, today) for one in found.tasks], "asked": [_on_task(one, today) for one in found.asked],
    })


def _on_task(one: OnCase, today) -> dict:
    return {"task": one.row, "case": one.case, "is_late": one.row.is_late(today),
            "address": reverse("staff:inspection", args=[one.case.reference]) if one.row.kind == ACCESS
            else reverse("staff:act_on", args=[one.case.reference, "end_task", one.row.pk])}


def _blocks(found: Day, at: datetime) -> list[Block]:
    """The cases under their headings, those without a line left out."""
    views = reverse("staff:worklist")
    parts: list[tuple[str, Part, str]] = [
        ("after_end", found.after_end, f"{views}?view=closed"), ("urgent", found.urgent, views),
        ("due", found.due, f"{views}?view=mine&due=soon"), ("waiting", found.waiting, views),
        ("silent", found.silent, views)]
    stopping = those_to_stop(case.pk for _code, part, _more in parts for case in part.cases)
    return [Block(code, _lines(code, part.cases, stopping, at), more if part.more else "") for code, part, more in parts if part.cases]


def _lines(code: str, cases: list[Case], stopping: Collection[UUID], at: datetime) -> list[Line]:
    return [Line(row, *_to_do(code, case, row, at, wants_to_stop=case.pk in stopping))
            for case, row in zip(cases, rows_of(cases, at), strict=True)]


def _to_do(code: str, case: Case, row: CaseRow, at: datetime, *, wants_to_stop: bool) -> tuple[str, str]:
    """What is to be done, in words, and where."""
    if code == "urgent" and not case.urgency_decided:
        return _("Lees en beslis"), reverse("staff:act", args=[case.reference, "read"])
    if wants_to_stop:
        return _("De melder wil stoppen"), reverse("staff:case", args=[case.reference])
    if code == "after_end":
        return _("Lees wat er kwam"), reverse("staff:case", args=[case.reference])
    if code == "waiting" or (code == "urgent" and case.last_word_by == "reporter"):
        return _("Antwoord de melder"), reverse("staff:act", args=[case.reference, "answer"])
    if code == "silent":
        said = _("Laat iets weten: %(days)s dagen stil") % {"days": silent_days(case, at)}
        return said, reverse("staff:act", args=[case.reference, "answer"])
    return row["to_do"], row["address"]
