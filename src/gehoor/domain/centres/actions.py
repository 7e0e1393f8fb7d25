"""Every change to questions between centres. Whether something may leave the journey has asked before (room `consent`)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.tasks import WhyIsMissing
from gehoor.domain.cases.models import Case, Party, Task
from gehoor.domain.centres.models import ANSWERS, MAY_NOT_SAY, NOT_KNOWN, Prepared, Question, Received
from gehoor.domain.consent.models import OutwardAct
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment, create_compartment


class AlreadyAnswered(Refusal):
    """A colleague was faster."""

    message = _("Deze vraag is intussen al beantwoord. Wat jij besliste, is niet bewaard.")


class OnlySupervisorFindsNobody(Refusal):
    """Whoever sees a part of the cases can't say for all of them that a child isn't there."""

    message = _("Dat wij een kind niet vinden, zegt een leidinggevende: jij ziet niet alle zaken van het team.")


class TooLittleToRecognise(Refusal):
    """Nobody can recognise a child by nothing."""

    message = _("Schrijf de naam van het kind, voornaam en familienaam. Zonder naam kan niemand een kind herkennen.")


@action("centre.question_planned")
def plan_question(*, case: Case, staff_file: OpenCompartment, centre: str, party: Party, act: OutwardAct, details: Collection[str],
                  why: str) -> Question:
    """Write down what we want to ask another centre. Nothing leaves by this.

    :param details: which details of the child go along: `name`, `born`, `age`, `address`.
    """
    question = Question(case=case, centre=centre, party=party, act=act)
    question.seal(staff_file, {"details": sorted(details), "why": why, "said": "", "answer": "", "who": "", "words": ""})
    question.save(force_insert=True)
    return question


@action("centre.question_put")
def note_put(*, question: Question, staff_file: OpenCompartment, said: str, task: Task) -> Question:
    """It was asked, in these words; from now on an answer is waited for."""
    question.seal(staff_file, {**question.unsealed(staff_file), "said": said})
    question.task = task
    question.save(update_fields=["sealed", "task"])
    return question


@action("centre.answer_noted")
def note_answer(*, person: Person, case: Case, question: Question, staff_file: OpenCompartment, answer: str, who: str, words: str,
                told: str, on: date, at: datetime) -> Question:
    """Write down what the other centre answered: whether it knows the child, who said so, and when.

    :param told: the answer in a sentence, for the timeline; sealed.
    :raises AlreadyAnswered: a colleague wrote it down.
    """
    held = Question.objects.select_for_update().filter(case=case, pk=question.pk).first()
    if held is None or held.recorded_at or answer not in ANSWERS:
        raise AlreadyAnswered
    held.seal(staff_file, {**held.unsealed(staff_file), "answer": answer, "who": who, "words": words})
    held.answered_on, held.recorded_by, held.recorded_at = on, person.account, at
    held.save(update_fields=["sealed", "answered_on", "recorded_by", "recorded_at"])
    write_timeline(case=case, kind="centre_answered", at=at, account=person.account, codes={"centre": held.centre}, text=told,
                   staff_file=staff_file)
    return held


@action("centre.question_received")
def receive_question(*, received_id: UUID, person: Person, team: Team, centre: str, said: dict, at: datetime) -> Received:
    """Register what another centre asks, under a key that the team holds.

    :param said: `name`, `born`, `who` asks, `why`; all sealed.
    """
    received = Received(id=received_id, team=team, centre=centre, received_at=at, registered_by=person.account)
    compartment = create_compartment(kind="staff", about=received_id, holders=[team.id])
    received.seal(compartment, {**said, "answer": "", "reasons": ""})
    received.save(force_insert=True)
    return received


@action("centre.answer_prepared")
def prepare_answer(*, received: Received, act: OutwardAct) -> Prepared:
    """From a case somebody prepares to say that the child is known here."""
    return Prepared.objects.create(received=received, act=act)


@action("centre.answered")
def answer_question(*, person: Person, received: Received, compartment: OpenCompartment, answer: str, reasons: str,
                    at: datetime) -> Received:
    """Keep what we answered, sealed, with the reasons; plain is only that somebody did.

    :raises AlreadyAnswered: a colleague was faster.
    :raises WhyIsMissing: we say no, and nobody says why.
    :raises OnlySupervisorFindsNobody: who doesn't see the cases of the whole team says that the child isn't there.
    """
    held = Received.objects.select_for_update().filter(pk=received.pk).first()
    if held is None or held.answered_at:
        raise AlreadyAnswered
    if answer == MAY_NOT_SAY and not reasons.strip():
        raise WhyIsMissing
    if answer == NOT_KNOWN and held.team_id not in person.supervised_teams:
        raise OnlySupervisorFindsNobody
    held.seal(compartment, {**held.unsealed(compartment), "answer": answer, "reasons": reasons})
    held.answered_at, held.answered_by = at, person.account
    held.save(update_fields=["sealed", "answered_at", "answered_by"])
    return held
