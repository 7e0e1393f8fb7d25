"""Somebody asks to see a file: the parts are classed, the declared matrix decides, and exactly what they may see is put together.

Called by the pages of a case. Every time that a file is put together is a line in the audit, with what was shown and what was not.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.tasks import ACCESS, make_task, meet_task, who_sees_to_it
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Party
from gehoor.domain.cases.parties import CONCERNED
from gehoor.domain.consent.covering import the_age
from gehoor.domain.consent.queries import is_opposed
from gehoor.domain.inspection.actions import LookFirst, ask_access, class_fragments, produce
from gehoor.domain.inspection.deciding import (
    Asking,
    Decision,
    NobodyKnowsTheAge,
    decide,
    depends_on_minor,
    unlooked,
)
from gehoor.domain.inspection.models import AccessRequest
from gehoor.domain.inspection.queries import the_classes
from gehoor.domain.services.law import the_access, the_access_regime, the_sharing
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.access import AccessRegime, Asker
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.service import Service
from gehoor.foundation.action import journey
from gehoor.foundation.calendars import add
from gehoor.foundation.errors import Refusal
from gehoor.journeys.parts_of_a_file import Part
from gehoor.journeys.to_whom import by_relation, is_parent

_NOON = time(12)
REMIND_BEFORE = timedelta(days=7)
"""So long before the last day of a request somebody is reminded: parts of a file are looked at one by one."""


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


class NotThatAsker(Refusal):
    """Who asks is somebody else than the person of the case that was chosen: the row of one would show the part of another."""

    message = _("Wie het vraagt, past niet bij de persoon die je koos. Een minderjarige vraagt het eigen dossier, een ouder vraagt het als "
                "ouder. Kijk beide na.")


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
    :raises NotThatAsker: the person of the case is the minor and somebody else asks, or the other way round; or a parent asks as confidant.
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
        _refuse_misfit(declared, party, minor, case, at)
        age = the_age(minor.unsealed(staff_file), at.date()) if minor else None
        if is_able is None and age is None and regime.presumed_able_from:
            raise AgeNeeded
        presumed = age is None or age >= regime.presumed_able_from
        deviates = is_able is not None and (age is None or is_able != presumed)
        if deviates and not reasons.strip():
            raise ReasonsNeeded
        if declared.checks and not is_checked:
            raise NotChecked
        alarm = make_task(person=person, case=case, staff_file=staff_file, kind=ACCESS, account=who_sees_to_it(person, case, at=at),
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
    is_able = request.is_able
    if request.is_presumed and age is not None:
        # Who became old enough since it was asked decides itself, whoever asked in its place.
        is_able = age >= regime.presumed_able_from
    others = frozenset(case.parties.filter(is_child=True).exclude(pk=request.minor_id).values_list("pk", flat=True))
    asking = Asking(asker=request.asker, age=age, is_able=is_able, party=request.party_id, is_agreed=request.is_agreed,
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


def _refuse_misfit(asker: Asker, party: Party | None, minor: Party | None, case: Case, at: datetime) -> None:
    if party is None:
        return
    is_the_minor = party.pk == minor.pk if minor else party.role in CONCERNED
    sharing = the_sharing(at.date())
    is_a_parent = party.pk in by_relation(case, sharing) or is_parent(party, service_of_version(case.version), sharing)
    if (asker.is_minor != is_the_minor if asker.is_minor or minor else False) or (asker.needs_mandate and is_a_parent):
        raise NotThatAsker


def _due(service: Service, regime: AccessRegime, received_on: date) -> date:
    start = datetime.combine(received_on, _NOON, tzinfo=service.calendar.zone)
    return add(regime.within, start, service.calendar).date()
