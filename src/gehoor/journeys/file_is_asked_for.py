"""Somebody asks to see a file: the parts are classed, the declared matrix decides, and exactly what they may see is put together.

Called by the pages of a case. Every time that a file is put together is a line in the audit, with what was shown and what was not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.tasks import ACCESS, make_task, meet_task
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Party
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.consent.covering import the_age
from gehoor.domain.consent.queries import is_opposed
from gehoor.domain.inspection.actions import LookFirst, ask_access, class_fragments, produce
from gehoor.domain.inspection.deciding import (
    Asking,
    Decision,
    Fragment,
    NobodyKnowsTheAge,
    decide,
    default_class,
    depends_on_minor,
    unlooked,
)
from gehoor.domain.inspection.models import AccessRequest
from gehoor.domain.inspection.queries import the_classes
from gehoor.domain.services.law import the_access, the_access_regime
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.access import AccessRegime
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.service import Service
from gehoor.foundation.action import journey
from gehoor.foundation.calendars import add
from gehoor.foundation.errors import Refusal

_NOON = time(12)
REMIND_BEFORE = timedelta(days=7)
"""So long before the last day of a request somebody is reminded: parts of a file are looked at one by one."""
POINT = ("words", "reasons", "dropped")
"""What is sealed of a point: the point in words, the reasons of its finding, and why it was dropped."""


class AgeNeeded(Refusal):
    """The law asks how old the minor is."""

    message = _("Wie dit mag zien, hangt af van de leeftijd van de minderjarige. Schrijf die eerst bij de persoon.")


class WhichMinor(Refusal):
    """Of several children, or of one that isn't named, nobody knows whose file it is."""

    message = _("Kies over welke minderjarige het gaat.")


class ReasonsNeeded(Refusal):
    """A deviation from what the law presumes has reasons, or it doesn't exist."""

    message = _("Je wijkt af van de leeftijd die de wet vermoedt. Schrijf waarom.")


class NotChecked(Refusal):
    """Somebody who acts for a minor is checked first."""

    message = _("Kijk eerst alles na wat de wet van deze persoon vraagt.")


@dataclass(frozen=True)
class Part:
    """A part of the file as staff see it: what it is, when, by whom, and its text."""

    fragment: Fragment
    at: datetime
    by: str
    told: tuple[tuple[str, str], ...]
    is_default: bool
    row: object = None


def the_parts(opened: OpenedCase, *, at: datetime) -> list[Part]:
    """Every part of an opened file, oldest first, each with its class: what somebody said, or what is declared for its kind."""
    service = service_of_version(opened.case.version)
    file, classes = the_access(service, at.date()), the_classes(opened.case)
    teller = _the_only_child(opened)
    parts = []
    for kind, key, moment, by, told, row in _rows(opened):
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


def fragments_are_classed(*, person: Person, case: Case, said: Mapping[UUID, tuple[str, str, Party | None]], at: datetime) -> None:
    """Say of which class parts of the file are."""
    with journey("file.is_classed", at=at, actor=person.account):
        hold_case(person, case)
        class_fragments(person=person, case=case, said=said, at=at)


def file_is_asked_for(*, person: Person, case: Case, regime: AccessRegime, asker: str, party: Party | None, minor: Party | None,
                      is_able: bool | None, is_agreed: bool, is_checked: bool, words: str, reasons: str, received_on: date,
                      at: datetime) -> AccessRequest:
    """Record the request, with its term.

    :param is_able: whether the minor can judge this; None: as the law presumes at its age.
    :raises WhichMinor: there is a child in the case, what is seen depends on it, and none is named.
    :raises AgeNeeded: nobody knows how old the minor is.
    :raises ReasonsNeeded: it deviates from what the law presumes, or the law has nothing to presume from, without reasons.
    :raises NotChecked: who acts for the minor was not checked.
    """
    service = service_of_version(case.version)
    declared = next(one for one in the_access(service, at.date()).askers if one.code == asker)
    due_on = _due(service, regime, received_on)
    with journey("file.is_asked_for", at=at, actor=person.account):
        hold_case(person, case)
        staff_file = person.keyring.open(case.compartment_id)
        if minor is None and depends_on_minor(regime, asker) and case.parties.filter(is_child=True).exists():
            raise WhichMinor
        if minor:
            minor.refresh_from_db()
        age = the_age(minor.unsealed(staff_file), at.date()) if minor else None
        if is_able is None and age is None and regime.presumed_able_from:
            raise AgeNeeded
        presumed = age is None or age >= regime.presumed_able_from
        deviates = is_able is not None and (age is None or is_able != presumed)
        if deviates and not reasons.strip():
            raise ReasonsNeeded
        if declared.checks and not is_checked:
            raise NotChecked
        alarm = make_task(person=person, case=case, staff_file=staff_file, kind=ACCESS, account=case.handler or person.account,
                          what=f"{declared.label.text(SOURCE_LANGUAGE)}: {words}", due_on=due_on, at=at,
                          remind_on=max(service.day_of(at), due_on - REMIND_BEFORE))
        return ask_access(
            person=person, case=case, staff_file=staff_file, regime=regime.code, asker=asker, party=party, minor=minor,
            is_able=presumed if is_able is None else is_able, is_presumed=not deviates, is_agreed=is_agreed,
            words=words, reasons=reasons, received_on=received_on, due_on=due_on, task=alarm, at=at)


def the_decisions(person: Person, request: AccessRequest, parts: list[Part], *, at: datetime) -> list[Decision]:
    """For each part whether who asked may see it.

    :raises AgeNeeded: nobody knows how old the minor is.
    """
    case, service = request.case, service_of_version(request.case.version)
    regime = the_access(service, request.received_on).regime(request.regime)
    age = the_age(request.minor.unsealed(person.keyring.open(case.compartment_id)), at.date()) if request.minor else None
    others = frozenset(case.parties.filter(is_child=True).exclude(pk=request.minor_id).values_list("pk", flat=True))
    asking = Asking(asker=request.asker, age=age, is_able=request.is_able, party=request.party_id, is_agreed=request.is_agreed,
                    opposed=is_opposed(case), other_minors=others)
    try:
        return decide(regime, asking, [part.fragment for part in parts])
    except NobodyKnowsTheAge as unknown:
        raise AgeNeeded from unknown


def file_is_shown(*, person: Person, case: Case, request: AccessRequest, parts: list[Part], at: datetime) -> list[Decision]:
    """Put together exactly what who asked may see, and keep what was shown and what was not.

    :raises LookFirst: parts that nobody looked at.
    :raises AlreadyRefused: the request was refused meanwhile.
    :raises ChangedMeanwhile: a colleague classed a part otherwise since it was read.
    """
    if left := unlooked(part.fragment for part in parts):
        raise LookFirst(len(left))
    with journey("file.is_shown", at=at, actor=person.account):
        hold_case(person, case)
        classes = the_classes(case)
        if any((said.code, said.about_id) != (part.fragment.code, part.fragment.about)
               for part in parts if (said := classes.get(part.fragment.id))):
            raise ChangedMeanwhile
        request = AccessRequest.objects.select_related("case", "minor", "task").get(pk=request.pk, case=case)
        decisions = the_decisions(person, request, parts, at=at)
        produce(person=person, case=case, request=request, staff_file=person.keyring.open(case.compartment_id), at=at,
                decisions=[{"fragment": str(one.fragment.id), "kind": one.fragment.kind, "class": one.fragment.code, "shown": one.is_shown,
                            "why": one.why, "source": one.source} for one in decisions])
        if request.task:
            meet_task(person=person, task=request.task, at=at)
    return decisions


def offered_regimes(service: Service, on: date) -> list[AccessRegime]:
    """The laws under which a file of this service can be asked for; its own first."""
    own = the_access_regime(service, on)
    return [own, *(one for one in the_access(service, on).regimes if one.code != own.code)]


def _due(service: Service, regime: AccessRegime, received_on: date) -> date:
    start = datetime.combine(received_on, _NOON, tzinfo=service.calendar.zone)
    return add(regime.within, start, service.calendar).date()


def _rows(opened: OpenedCase) -> Iterator[tuple]:
    """Every part: its kind, id, moment, by whom, its text in pairs, and its row."""
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
