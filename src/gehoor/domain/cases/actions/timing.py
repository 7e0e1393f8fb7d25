"""What people decide about the terms of a case and of its points: longer, at a standstill, running on, in another case of their rule, or
counted from another day of receipt.

Each is a row that stays, with the reasons sealed under the staff file, a line on the timeline and one in the audit. The row says what
was decided; when a term ends is computed from it anew each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import models

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import NEVER, ChangedMeanwhile
from gehoor.domain.cases.models import Case, Item, Respondent, TermChange, TimelineEntry
from gehoor.domain.cases.nearest import KEPT, Nearest
from gehoor.domain.services.deadlines import APPOINTED, BY_CONSENT, EXTENDED, HAPPENED, RECEIVED_ON, RUNS_ON, STANDS_STILL, VARIANT
from gehoor.foundation.action import action
from gehoor.foundation.adding import add, change
from gehoor.foundation.vault.compartments import OpenCompartment

RECEIPT = "received"
"""Stands as the term of a change that is about all terms which count from receipt."""
_TIMED = ("version", "kind", "urgency", "is_urgent", "stage", "ordinal", "compartment_id", "opened_at", "first_seen_at", "admitted_at",
          "stage_entered_at", "answered_at", "last_heard_at", "last_told_at", "closed_at", *KEPT)


def the_last_change(case: Case) -> str:
    """What tells one state of a case's terms from the next: the newest change."""
    last = case.term_changes.order_by("-at", "-id").values_list("id", flat=True).first()
    return str(last) if last else NEVER


@dataclass(frozen=True)
class Decided:
    """Who decides what about which term, why, and what stood before them. `item`: the point whose term it is; none: one of the case."""

    person: Person
    case: Case
    staff_file: OpenCompartment
    term: str
    reasons: str
    at: datetime
    item: Item | None = None
    seen: str | None = None


@action("term.extended")
def extend_term(*, decided: Decided, until: date, span: str, told: list[str], was: date, how: dict[str, dict[str, str]]) -> TermChange:
    """Make a term longer, as its rule allows; who was told, how and why is sealed.

    :param how: of each who was told by others than a message here: by which act or in which words, and on which day.
    :param was: its last day until now.
    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(decided, EXTENDED, on=until, span=span, said={"told": told, "how": how, "was": was.isoformat()}, told=told)


@action("term.extended_by_consent")
def extend_by_consent(*, decided: Decided, until: date, consent: dict, rests_on: UUID | None, was: date) -> TermChange:
    """Make a term longer than its rule allows, because the complainant agreed; who agreed, when and how is sealed.

    :param rests_on: the recorded consent, where there is one.
    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(decided, BY_CONSENT, on=until, said={"consent": consent, "was": was.isoformat()}, consent=rests_on)


@action("term.stood_still")
def let_term_stand_still(*, decided: Decided, because: str, since: date) -> TermChange:
    """Let a term stand still for a declared cause, until somebody lets it run on.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(decided, STANDS_STILL, on=since, said={"because": because}, because=because)


@action("term.ran_on")
def let_term_run_on(*, decided: Decided, since: date) -> TermChange:
    """Let a term run on from a day.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(decided, RUNS_ON, on=since)


@action("receipt.corrected")
def correct_receipt(*, decided: Decided, day: date, moment: datetime) -> TermChange:
    """Say on which day it was received in truth: a point, which was filed with that, or the whole case, whose opening stays as it was.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    change = _change(decided, RECEIVED_ON, on=day)
    if decided.item:
        decided.item.received_at, decided.item.is_filed = moment, True
        decided.item.save(update_fields=["received_at", "is_filed"])
    return change


@action("term.put_in_case")
def put_in_case(*, decided: Decided, variant: str, since: date) -> TermChange:
    """Say that a case of its rule holds for a term, such as a committee that advises; or, with an empty code, that none holds any more.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    change = _change(decided, VARIANT, on=since, span=variant, variant=variant)
    if decided.item:
        decided.item.variant = variant
        decided.item.save(update_fields=["variant"])
    return change


@action("term.was_done")
def note_done(*, decided: Decided, on: date | None) -> TermChange:
    """Say on which day something was done that a term of a point asked, so that what counts from it begins; without a day it wasn't.

    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    return _change(decided, HAPPENED, on=on)


@action("day.appointed")
def appoint_day(*, person: Person, case: Case, staff_file: OpenCompartment, answer: str, day: date | None, at: datetime) -> TermChange:
    """Keep the day that an answer of a sheet gives, so that terms can be counted without a key; None: it gives none any more.

    :param answer: `<sheet>.<question>`. The sheet has its own line on the timeline.
    """
    row = TermChange(case=case, term=answer, kind=APPOINTED, at=at, on_day=day, account=person.account)
    row.seal(staff_file, {"reasons": ""})
    row.save(force_insert=True)
    return row


def the_appointed(case: Case) -> dict[str, date | None]:
    """The days that answers of sheets gave last, by `<sheet>.<question>`."""
    return dict(case.term_changes.filter(kind=APPOINTED).order_by("at", "id").values_list("term", "on_day"))


@action("terms.computed_anew")
def move_next_dues(*, moved: Sequence[tuple[Case, Nearest]], at: datetime) -> int:
    """Keep other ends of the nearest terms, because the list of holidays or a rule is another than when they were kept. Says how many.

    A line on the timeline tells of a term that ends on another day; one for each case, in one statement.
    """
    told = []
    for case, nearest in moved:
        if nearest.due_at and case.next_due_at and nearest == replace(kept_nearest(case), due_at=nearest.due_at):
            codes = {"term": nearest.code, "from": case.next_due_at.isoformat(), "on": nearest.due_at.isoformat()}
            codes |= {"number": nearest.point, "regime": nearest.regime} if nearest.point else {}
            told.append(TimelineEntry(case=case, kind="term_moved", at=at, codes=codes, compartment_id=case.compartment_id, sealed=b""))
        for name, value in nearest.fields().items():
            setattr(case, name, value)
        case.place = case.place_with()
    if told:
        add(*told)
    if moved:
        change(*(case for case, _nearest in moved), fields=(*KEPT, "place"))
    return len(moved)


def kept_nearest(case: Case) -> Nearest:
    """What the case keeps as its nearest term."""
    return Nearest(code=case.next_due, due_at=case.next_due_at, point=case.next_due_point, regime=case.next_due_regime)


def open_cases() -> models.QuerySet[Case]:
    """The cases that run, with what their terms follow from and nothing sealed."""
    return Case.objects.filter(closed_at=None).only(*_TIMED).order_by("pk")


def what_terms_follow_from(case: Case, decided: Sequence[TermChange], items: Sequence[Item]) -> tuple:
    """All that the terms of a case and its points follow from, but for what institutions set themselves: moments, what stands under
    which law, and what was decided, of which nothing is ever changed."""
    points = ((item.pk, item.number, item.regime, item.variant, item.received_at, item.is_filed) for item in items)
    return case.pk, *(getattr(case, name) for name in _TIMED), *(row.pk for row in decided), *points


def changes_of(cases: Sequence[Case]) -> dict[UUID, list[TermChange]]:
    """What was decided about the terms of these cases, by case; one question for all of them."""
    found: dict[UUID, list[TermChange]] = {}
    for row in TermChange.objects.filter(case__in=[case.pk for case in cases]).defer("sealed"):
        found.setdefault(row.case_id, []).append(row)
    return found


def tags_of(cases: Sequence[Case]) -> dict[UUID, list[bytes]]:
    """The tags of the institutions that cases are about, by case; one question for all of them."""
    found: dict[UUID, list[bytes]] = {}
    rows = Respondent.objects.filter(case__in=[case.pk for case in cases]).exclude(tag=None)
    for case, tag in rows.values_list("case", "tag"):
        found.setdefault(case, []).append(bytes(tag))
    return found


def points_under_a_law(case: Case) -> list[Item]:
    """The points of a case whose terms run by a law of their own, with nothing sealed."""
    return list(_points_under_a_law().filter(case=case))


def points_of(cases: Sequence[Case]) -> dict[UUID, list[Item]]:
    """The same for many cases, by case; one question for all of them."""
    found: dict[UUID, list[Item]] = {}
    for item in _points_under_a_law().filter(case__in=[case.pk for case in cases]):
        found.setdefault(item.case_id, []).append(item)
    return found


def _points_under_a_law() -> models.QuerySet[Item]:
    waiting = Item.objects.filter(dropped_at=None, answered_at=None, found_at=None).exclude(regime="")
    return waiting.select_related("respondent").defer("sealed", "respondent__sealed")


def _change(decided: Decided, kind: str, *, on: date | None, said: dict | None = None, span: str = "", consent: UUID | None = None,
            **codes) -> TermChange:
    case, item = decided.case, decided.item
    if decided.seen is not None and decided.seen != the_last_change(case):
        raise ChangedMeanwhile
    change = TermChange(case=case, item=item, term=decided.term, kind=kind, at=decided.at, on_day=on, span=span, consent=consent,
                        account=decided.person.account)
    change.seal(decided.staff_file, {"reasons": decided.reasons, **(said or {})})
    change.save(force_insert=True)
    whose = {"number": item.number, "regime": item.regime} if item else {}
    write_timeline(case=case, kind=f"term_{kind}", at=decided.at, account=decided.person.account, text=decided.reasons,
                   codes={"term": decided.term, "on": on.isoformat() if on else "", **whose, **codes}, staff_file=decided.staff_file)
    return change
