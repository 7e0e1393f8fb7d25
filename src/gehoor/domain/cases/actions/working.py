"""The work on a case: who has it, how soon, what it is about, our own words beside the reporter's, notes and sheets."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import refuse_in_need
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.models import Case, Classification, Sheet, TimelineEntry
from gehoor.domain.services.names import NobodyIsNamedHere, every_question, is_without_names, naming_answers
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same thing between reading and writing."""

    message = _("Een collega heeft deze zaak intussen veranderd. Bekijk de zaak opnieuw. Wat je schreef staat er nog.")


Marks = Mapping[str, Sequence[str]]
"""Codes by dimension, of dimensions on which a case can have several: MARKS in services/schema/axes.py."""
SUMMARISED, CLASSIFIED = "summarised", "classified"
NEVER = "never"
ASKED_LATER = "_asked_later"
"""Code of the sheet with answers that came later; no service can declare one of that name."""


def the_mark(case: Case, kind: str) -> str:
    """What tells one state of a summary or a classification from the next: the line on the timeline that wrote it."""
    last = case.timeline.filter(kind=kind).order_by("-at", "-id").values_list("id", flat=True).first()
    return str(last) if last else NEVER


@action("case.assigned")
def assign_case(*, person: Person, case: Case, to: Account | None, expected: Account | None, at: datetime) -> Case:
    """Give the case to a handler, or to nobody. What was due from the one who had it is due from the other now.

    :param expected: the handler that the person saw when they decided.
    :raises ChangedMeanwhile: a colleague was faster.
    :raises OnlyInNeed: the person opened the case in need, and sees it for no other reason.
    """
    refuse_in_need(person, case)
    unchanged = Case.objects.filter(pk=case.pk, handler=expected)
    if not unchanged.update(handler=to):
        raise ChangedMeanwhile
    case.handler = to
    case.tasks.filter(account=expected, done_at=None).update(account=to)
    write_timeline(case=case, kind="assigned", at=at, account=person.account, codes={"to": to.name if to else ""})
    return case


@action("case.urgency_decided")
def set_urgency(*, person: Person, case: Case, urgency: str, is_urgent: bool, at: datetime) -> Case:
    """Decide how soon somebody must look. Only a person does this; words in a story can raise it but never lower it."""
    case.urgency, case.is_urgent, case.urgency_decided = urgency, is_urgent, True
    case.save(update_fields=["urgency", "is_urgent", "urgency_decided"])
    write_timeline(case=case, kind="urgency", at=at, account=person.account, codes={"urgency": urgency})
    return case


@action("case.classified")
def classify(*, person: Person, case: Case, kind: str, theme: str, themes: list[str], failings: list[str], at: datetime,
             marks: Marks | None = None, seen: str | None = None) -> Case:
    """Say what the case is about, in the declared lists: one main theme, further themes, failings, and marks on other lists.

    The timeline tells what was said, except what makes somebody vulnerable: a line stays when such a mark is taken off.

    :param marks: codes by dimension; the dimensions named here are said anew, others stay.
    :param seen: `the_mark` of what stood before the person; None where nothing did.
    :raises ChangedMeanwhile: a colleague said it first.
    """
    _refuse_when_changed(case, CLASSIFIED, seen)
    case.kind, case.theme = kind, theme
    case.save(update_fields=["kind", "theme"])
    case.classifications.filter(axis__in=["theme", "failing", *(marks or {})]).delete()
    chosen = [("theme", code, code == theme) for code in dict.fromkeys([theme, *themes]) if code]
    chosen += [("failing", code, number == 0) for number, code in enumerate(dict.fromkeys(failings))]
    Classification.objects.bulk_create(
        Classification(case=case, axis=axis, code=code, is_main=is_main) for axis, code, is_main in chosen)
    mark(case=case, marks=marks or {})
    told = {axis: list(codes) for axis, codes in (marks or {}).items() if codes}
    write_timeline(case=case, kind=CLASSIFIED, at=at, account=person.account,
                   codes={"kind": kind, "theme": theme, "themes": themes, "failings": failings, "marks": told})
    return case


def mark(*, case: Case, marks: Marks) -> None:
    """Give a case codes of which it can have several, beside those that it has; part of opening and of classifying it."""
    Classification.objects.bulk_create(
        Classification(case=case, axis=axis, code=code) for axis, codes in marks.items() for code in dict.fromkeys(codes))


def mark_anew(*, case: Case, marks: Marks) -> None:
    """Say the codes of a case on these dimensions anew, and on no others; part of filling in the sheet that asks them."""
    case.classifications.filter(axis__in=list(marks)).delete()
    mark(case=case, marks=marks)


@action("case.summarised")
def summarise(*, person: Person, case: Case, staff_file: OpenCompartment, title: str, summary: str, at: datetime,
              seen: str | None = None) -> Case:
    """Write our own title and summary, beside the story and never over it.

    :param seen: `the_mark` of what stood before the person; None where nothing did.
    :raises ChangedMeanwhile: a colleague wrote one first.
    """
    _refuse_when_changed(case, SUMMARISED, seen)
    case.seal(staff_file, {"title": title, "summary": summary})
    case.has_summary = bool(summary.strip())
    case.save(update_fields=["sealed", "seal_version", "has_summary"])
    write_timeline(case=case, kind=SUMMARISED, at=at, account=person.account)
    return case


@action("case.noted")
def add_note(*, person: Person, case: Case, staff_file: OpenCompartment, text: str, at: datetime) -> TimelineEntry:
    """Add an internal note: colleagues on the case read it, the reporter never does."""
    return write_timeline(case=case, kind="note", at=at, account=person.account, text=text, staff_file=staff_file)


@action("sheet.filled")
def fill_sheet(*, person: Person, case: Case, staff_file: OpenCompartment, code: str, answers: dict, at: datetime) -> Sheet:
    """Fill in a declared form. An older one of the same code stays: the newest counts.

    :raises NobodyIsNamedHere: an answer says who somebody is, in a case of a kind without names.
    """
    service = service_of_version(case.version)
    if is_without_names(service, case.kind) and naming_answers(service.procedure.sheet(code).fields, answers):
        raise NobodyIsNamedHere
    sheet = Sheet(case=case, code=code, version=case.version, filled_at=at, filled_by=person.account)
    sheet.seal(staff_file, {"answers": answers})
    sheet.save(force_insert=True)
    write_timeline(case=case, kind="sheet", at=at, account=person.account, codes={"sheet": code})
    return sheet


@action("answers.filled_in")
def fill_in(*, person: Person, case: Case, staff_file: OpenCompartment, answers: dict, at: datetime) -> Sheet:
    """Keep answers that came later to questions which the reporter left open: beside the story, as a sheet of ours.

    :raises NobodyIsNamedHere: an answer says who somebody is, in a case of a kind without names.
    """
    service = service_of_version(case.version)
    if is_without_names(service, case.kind) and naming_answers(every_question(service), answers):
        raise NobodyIsNamedHere
    sheet = Sheet(case=case, code=ASKED_LATER, version=case.version, filled_at=at, filled_by=person.account)
    sheet.seal(staff_file, {"answers": answers})
    sheet.save(force_insert=True)
    write_timeline(case=case, kind="filled_in", at=at, account=person.account)
    return sheet


def _refuse_when_changed(case: Case, kind: str, seen: str | None) -> None:
    """Of two who write the same thing at once, the second is told. The journey holds the case meanwhile."""
    if seen is not None and seen != the_mark(case, kind):
        raise ChangedMeanwhile
