"""What a file consists of for who asks to see it: every part with its kind, its moment, its text and its class."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gehoor.domain.cases.actions.tasks import ACCESS
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.consent.queries import the_acts, the_consents, the_opposed, the_overrides
from gehoor.domain.inspection.deciding import Fragment, default_class
from gehoor.domain.inspection.queries import the_classes
from gehoor.domain.mediation.queries import OpenedMediation, the_opened_mediation
from gehoor.domain.services.law import the_access
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.vault.compartments import OpenCompartment

POINT = ("words", "reasons", "dropped")
"""What is sealed of a point: the point in words, the reasons of its finding, and why it was dropped."""


@dataclass(frozen=True)
class Part:
    """A part of the file as staff see it: what it is, when, by whom, and its text."""

    fragment: Fragment
    at: datetime
    by: str
    told: tuple[tuple[str, str], ...]
    is_default: bool
    row: object = None


def the_parts(opened: OpenedCase, *, staff_file: OpenCompartment, at: datetime) -> list[Part]:
    """Every part of an opened file, oldest first, each with its class: what somebody said, or what is declared for its kind.

    Own notes of who works here are no part of it, and neither is the question to see the file.
    """
    service = service_of_version(opened.case.version)
    file, classes = the_access(service, at.date()), the_classes(opened.case)
    teller = _the_only_child(opened)
    parts = []
    for kind, key, moment, by, told, row in (*_told(opened), *_worked(opened, staff_file)):
        said = classes.get(key)
        is_own = teller is not None and (kind != "person" or row.row.id == teller)
        if kind == "contact" and row.contact.reporter_role != opened.case.reporter_role:
            is_own = False
        code = said.code if said else default_class(file, kind=kind, told_by_child=is_own)
        fragment = Fragment(id=key, kind=kind, code=code, about=said.about_id if said else None)
        parts.append(Part(fragment, moment, by, tuple(told), said is None, row))
    return sorted(parts, key=lambda part: part.at)


def _the_only_child(opened: OpenedCase) -> UUID | None:
    """The one child of the case, where it and nobody else told the story: of several nobody knows unseen about whom a part is."""
    children = [known.row for known in opened.parties if known.row.is_child]
    tellers = {known.row.id for known in opened.parties if known.row.is_reporter}
    return children[0].id if len(children) == 1 and tellers == {children[0].id} else None


def _told(opened: OpenedCase) -> Iterator[tuple]:
    """What was told, sent and written down: kind, id, moment, by whom, text in pairs, row."""
    case = opened.case
    for told in opened.told:
        kind = "story" if told.is_first else "contact"
        yield kind, told.contact.id, told.contact.received_at, "reporter", [("words", str(told.said.get("words", "")))], told
    for message in opened.messages:
        kind = "message_in" if message.direction == "in" else "message_out"
        yield kind, message.id, message.at, message.name or "reporter", [("words", message.text)], message
    for file in (*opened.files, *(file for message in opened.messages for file in message.files)):
        yield "file", file.id, case.opened_at, "reporter", [("file", file.name)], file
    for known in opened.timeline:
        if known.said.get("text"):
            by = known.row.account.name if known.row.account else ""
            yield "note", known.row.id, known.row.at, by, [("words", known.said["text"])], known
    for known in opened.sheets:
        yield "sheet", known.row.id, known.row.filled_at, known.row.filled_by.name, [], known
    for known in opened.parties:
        yield "person", known.row.id, known.row.added_at, "", [], known
    for known in opened.items:
        yield "point", known.row.id, known.row.added_at, "", [("words", str(known.said.get(name) or "")) for name in POINT], known
    for known in opened.tested:
        yield "tested", known.row.id, known.row.at, known.row.account.name, [("words", str(known.said.get("reasons") or ""))], known
    if opened.summary:
        yield "summary", case.id, case.opened_at, "", [("words", opened.summary)], None


def _worked(opened: OpenedCase, staff_file: OpenCompartment) -> Iterator[tuple]:
    """What was decided, agreed and done about it, the same way."""
    case = opened.case
    for known in opened.relations:
        yield "relation", known.row.id, known.row.added_at, "", _bare(known.said.values()), known
    for known in opened.term_changes:
        yield "term", known.row.id, known.row.at, known.row.account.name, _bare(known.said.values()), known
    for row in the_consents(case):
        yield "consent", row.id, row.recorded_at, row.recorded_by.name, _bare(row.unsealed(staff_file).values()), row
    for row in the_acts(case):
        yield "outward", row.id, row.done_at or row.made_at, row.made_by.name, _bare(row.unsealed(staff_file).values()), row
    for row in the_overrides(case):
        said = row.unsealed(staff_file)
        answers = [(one["ask"], one["said"]) for one in said["answers"]]
        yield "override", row.id, row.asked_at, row.asked_by.name, [*answers, *_bare((said["told_why"], said["reasons"]))], row
    for row in the_opposed(case):
        yield "opposed", row.id, row.set_at, row.set_by.name, _bare(row.unsealed(staff_file).values()), row
    if opened.work:
        for to_do in (*opened.work.running, *opened.work.ended):
            if to_do.row.kind != ACCESS:
                yield "task", to_do.row.id, to_do.row.made_at, to_do.row.made_by.name, _bare((to_do.what, to_do.whom, to_do.why)), to_do
        for asked in opened.work.approvals:
            yield "approval", asked.row.id, asked.row.asked_at, asked.row.asked_by.name, _bare((asked.asked, asked.reasons)), asked
    for mediation in case.mediations.all():
        yield from _mediated(the_opened_mediation(mediation, staff_file))


def _mediated(opened: OpenedMediation) -> Iterator[tuple]:
    row = opened.row
    yield "mediation", row.id, row.began_at, row.began_by.name, _bare(opened.words.values()), opened
    for side in opened.sides:
        for said in side.said:
            yield "statement", said.row.id, said.row.at, side.name, _bare((said.text,)), said
    for one in opened.proposals:
        stands = [(taken.side.name, taken.words) for taken in one.stands if taken.words]
        yield "proposal", one.row.id, one.row.at, one.by.name if one.by else "", [*_bare((one.text, one.interest)), *stands], one


def _bare(values: Iterable) -> list[tuple[str, str]]:
    """Texts without a question, those that say something."""
    return [("", value) for value in values if isinstance(value, str) and value]
