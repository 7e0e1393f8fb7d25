"""What people decide about the terms of a case: longer, at a standstill, running on, or counted from another day of receipt.

Each is a row that stays, with the reasons sealed under the staff file, a line on the timeline and one in the audit. The row says what
was decided; when a term ends is computed from it anew each time.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import models

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import NEVER, ChangedMeanwhile
from gehoor.domain.cases.models import Case, TermChange, TimelineEntry
from gehoor.domain.services.deadlines import BY_CONSENT, EXTENDED, RECEIVED_ON, RUNS_ON, STANDS_STILL
from gehoor.foundation.action import action
from gehoor.foundation.vault.compartments import OpenCompartment

RECEIPT = "received"
"""Stands as the term of a change that is about all terms which count from receipt."""
_TIMED = ("version", "urgency", "is_urgent", "stage", "ordinal", "compartment_id", "opened_at", "first_seen_at", "admitted_at",
          "stage_entered_at", "answered_at", "last_heard_at", "last_told_at", "closed_at", "next_due", "next_due_at")


def the_last_change(case: Case) -> str:
    """What tells one state of a case's terms from the next: the newest change."""
    last = case.term_changes.order_by("-at", "-id").values_list("id", flat=True).first()
    return str(last) if last else NEVER


@action("term.extended")
def extend_term(*, person: Person, case: Case, staff_file: OpenCompartment, term: str, until: date, span: str, reasons: str,
                told: list[str], seen: str | None, at: datetime) -> TermChange:
    """Make a term longer, as its rule allows; who was told and why is sealed.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(person, case, staff_file, kind=EXTENDED, term=term, on=until, span=span, seen=seen, at=at,
                   said={"reasons": reasons, "told": told}, told=told)


@action("term.extended_by_consent")
def extend_by_consent(*, person: Person, case: Case, staff_file: OpenCompartment, term: str, until: date, reasons: str, consent: dict,
                      seen: str | None, at: datetime) -> TermChange:
    """Make a term longer than its rule allows, because the complainant agreed; when and how they agreed is sealed.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(person, case, staff_file, kind=BY_CONSENT, term=term, on=until, seen=seen, at=at,
                   said={"reasons": reasons, "consent": consent})


@action("term.stood_still")
def let_term_stand_still(*, person: Person, case: Case, staff_file: OpenCompartment, term: str, because: str, since: date, reasons: str,
                         seen: str | None, at: datetime) -> TermChange:
    """Let a term stand still for a declared cause, until somebody lets it run on.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(person, case, staff_file, kind=STANDS_STILL, term=term, on=since, seen=seen, at=at,
                   said={"reasons": reasons, "because": because}, because=because)


@action("term.ran_on")
def let_term_run_on(*, person: Person, case: Case, staff_file: OpenCompartment, term: str, since: date, reasons: str, seen: str | None,
                    at: datetime) -> TermChange:
    """Let a term run on from a day.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(person, case, staff_file, kind=RUNS_ON, term=term, on=since, seen=seen, at=at, said={"reasons": reasons})


@action("receipt.corrected")
def correct_receipt(*, person: Person, case: Case, staff_file: OpenCompartment, day: date, reasons: str, seen: str | None,
                    at: datetime) -> TermChange:
    """Say on which day it was received in truth; the moment at which the case was opened stays as it is.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(person, case, staff_file, kind=RECEIVED_ON, term=RECEIPT, on=day, seen=seen, at=at, said={"reasons": reasons})


@action("terms.computed_anew")
def move_next_dues(*, moved: Sequence[tuple[Case, str, datetime]], at: datetime) -> int:
    """Keep other ends of the nearest terms, because the list of holidays or a rule is another than when they were kept. Says how many.

    A line on the timeline tells of a term that ends on another day; one for each case, in one statement.
    """
    told = []
    for case, code, due_at in moved:
        if case.next_due == code and case.next_due_at:
            codes = {"term": code, "from": case.next_due_at.isoformat(), "on": due_at.isoformat()}
            told.append(TimelineEntry(case=case, kind="term_moved", at=at, codes=codes, compartment_id=case.compartment_id, sealed=b""))
        place = case.place_with(next_due_at=due_at)
        Case.objects.filter(pk=case.pk).update(next_due=code, next_due_at=due_at, place=place)
    TimelineEntry.objects.bulk_create(told)
    return len(moved)


def open_cases() -> models.QuerySet[Case]:
    """The cases that run, with what their terms follow from and nothing sealed."""
    return Case.objects.filter(closed_at=None).only(*_TIMED).order_by("pk")


def changes_of(cases: Sequence[Case]) -> dict[UUID, list[TermChange]]:
    """What was decided about the terms of these cases, by case; one question for all of them."""
    found: dict[UUID, list[TermChange]] = {}
    for row in TermChange.objects.filter(case__in=[case.pk for case in cases]).defer("sealed"):
        found.setdefault(row.case_id, []).append(row)
    return found


def _change(person: Person, case: Case, staff_file: OpenCompartment, *, kind: str, term: str, on: date, said: dict, seen: str | None,
            at: datetime, span: str = "", **codes) -> TermChange:
    if seen is not None and seen != the_last_change(case):
        raise ChangedMeanwhile
    change = TermChange(case=case, term=term, kind=kind, at=at, on_day=on, span=span, account=person.account)
    change.seal(staff_file, said)
    change.save(force_insert=True)
    write_timeline(case=case, kind=f"term_{kind}", at=at, account=person.account, codes={"term": term, "on": on.isoformat(), **codes},
                   text=said["reasons"], staff_file=staff_file)
    return change
