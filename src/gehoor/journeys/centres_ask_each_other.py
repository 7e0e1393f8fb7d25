"""One centre asks another whether it knows a child. Nothing is looked up between them: one asks, a person answers, both write it down.

What we ask goes through the same check as everything that leaves. What we are asked is compared with the names of the team by who holds
their key; whoever may not open a case that fits learns nothing of it, and the asker gets an answer, never a case.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.tasks import ANSWERED, REQUEST, end_task, make_task, who_sees_to_it
from gehoor.domain.cases.links import Alike, the_alike_by_tags
from gehoor.domain.cases.models import Case, Party
from gehoor.domain.cases.parties import CONCERNED, GROUP, what_may_leave
from gehoor.domain.centres import actions
from gehoor.domain.centres.models import KNOWN, MAY_NOT_SAY, NOT_KNOWN, Question, Received
from gehoor.domain.centres.queries import access_received, opened_for
from gehoor.domain.consent.models import OutwardAct, Recipient
from gehoor.domain.consent.outward import plan_act
from gehoor.domain.services.law import the_sharing
from gehoor.domain.services.registry import the_service
from gehoor.domain.services.schema.service import Centre
from gehoor.domain.services.schema.sharing import CentreQuestions
from gehoor.foundation.action import journey
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.foundation.ids import new_id
from gehoor.foundation.search.names import is_tellable, name_tags
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.keyring import NoKey
from gehoor.journeys.something_leaves import rest_anew, what_leaves
from gehoor.journeys.to_whom import ToWhom, recipient_in_words, recipient_of

NAME = "centres.ask"
WORDS = {
    KNOWN: gettext_lazy("kent dit kind"), NOT_KNOWN: gettext_lazy("vindt dit kind niet"), MAY_NOT_SAY: gettext_lazy("mag het niet zeggen"),
}
"""What a centre answers, after its name."""
DETAILS = {"name": gettext_lazy("Naam"), "born": gettext_lazy("Geboren"), "age": gettext_lazy("Leeftijd"), "address": gettext_lazy("Adres")}


class NotToThem(Refusal):
    """The service declares no such centre, or no way to ask."""

    message = gettext_lazy("Dit centrum staat niet in de lijst van centra aan wie we dit kunnen vragen.")


class NothingToRecogniseBy(Refusal):
    """Of that child nothing is known that may be said."""

    message = gettext_lazy("Van dit kind weten we niet wat een ander centrum nodig heeft om het te herkennen, of het mag niet weg.")


@dataclass(frozen=True)
class Compared:
    """What comparing names gave: the cases that this person may open. `is_possible` is False where they hold no key of the names."""

    alike: list[Alike]
    is_possible: bool = True


def the_centres(case: Case, at: datetime) -> list[Centre]:
    """The other centres that can be asked from a case today, whatever list it began with."""
    return the_service(case.service, at.date()).about.centres


def what_may_be_told(at: datetime) -> dict[str, list[str]]:
    """The data that may go along with a question, each with the details of the child in it."""
    return _rule(at).tells


def answers_by(at: datetime) -> str:
    """The outward act by which we say that a child is known."""
    rule = the_sharing(at.date()).centres
    return rule.answers if rule else ""


def who_can_be_asked_about(case: Case, staff_file: OpenCompartment) -> list[tuple[Party, dict]]:
    """The children of a case, and the young people and grown-ups who were one, each with what of them may leave; those without a name
    left out."""
    rows = [party for party in case.parties.all() if party.is_child or (party.role in CONCERNED and party.role != GROUP)]
    known = [(party, what_may_leave(party.unsealed(staff_file))) for party in rows]
    return [(party, said) for party, said in known if said.get("name")]


def centre_is_asked(*, person: Person, case: Case, centre: str, party: Party, data: Collection[str], why: str, at: datetime) -> Question:
    """Plan to ask another centre whether it knows a child. It waits for consent or a ground, like everything that is to leave.

    :param data: which of the data that may be told (`tells` in sharing.yaml).
    :raises NotToThem: no such centre is declared.
    :raises NothingToRecogniseBy: nothing of that is known, or it is secret.
    """
    rule, asked = _rule(at), _centre(the_centres(case, at), centre)
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        staff_file = person.keyring.open(case.compartment_id)
        details = [detail for code in rule.tells if code in data for detail in rule.tells[code]]
        if not _details_of(dict(who_can_be_asked_about(case, staff_file)).get(party, {}), details) or not set(data) <= set(rule.tells):
            raise NothingToRecogniseBy
        act = plan_act(person=person, case=case, staff_file=staff_file, kind=rule.asks, to=_recipient(case, asked, rule, staff_file, at),
                       purpose=rule.purpose, data=data, about=why, at=at)
        question = actions.plan_question(case=case, staff_file=staff_file, centre=centre, party=party, act=act, details=details, why=why)
        rest_anew(person, case, act, at=at)
    return question


def the_words(case: Case, question: Question, staff_file: OpenCompartment) -> str:
    """What is said to the other centre: what is needed to recognise the child as it is known today, and nothing else."""
    details = question.unsealed(staff_file)["details"]
    said = _details_of(what_may_leave(question.party.unsealed(staff_file)), details)
    return "\n".join([_("Kennen jullie dit kind? Wij vragen alleen of jullie het kennen."),
                      *(f"{DETAILS[detail]}: {value}" for detail, value in said.items())])


def question_is_put(*, person: Person, case: Case, question: Question, due_on: date | None, at: datetime) -> Question:
    """It is asked, in the words that are made for it; the answer is waited for as for any request.

    :raises NotPending: it was stopped or done meanwhile.
    :raises NotCovered: consent is missing; the try stays in the audit.
    """
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        staff_file = person.keyring.open(case.compartment_id)
        question = Question.objects.select_related("party", "act__to").get(case=case, pk=question.pk)
        words = the_words(case, question, staff_file)
        _act, refusal = what_leaves(person, case, question.act, said=words, at=at)
        if refusal is None:
            task = make_task(person=person, case=case, staff_file=staff_file, kind=REQUEST, what=_("Kent een ander centrum dit kind?"),
                             whom=recipient_in_words(question.act.to, staff_file), account=who_sees_to_it(person, case, at=at),
                             due_on=due_on, remind_on=due_on, at=at)
            question = actions.note_put(question=question, staff_file=staff_file, said=words, task=task)
    if refusal:
        raise refusal
    return question


def answer_is_noted(*, person: Person, case: Case, question: Question, answer: str, who: str, words: str, on: date,
                    at: datetime) -> Question:
    """Write down what the other centre answered; what waited for it is answered too.

    :raises AlreadyAnswered: a colleague wrote it down, or it was never asked.
    """
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        staff_file = person.keyring.open(case.compartment_id)
        question = Question.objects.select_related("act__to", "task").get(case=case, pk=question.pk)
        if question.act.done_at is None:
            raise actions.AlreadyAnswered
        told = f"{recipient_in_words(question.act.to, staff_file)} {WORDS[answer]}. {words}".strip()
        question = actions.note_answer(person=person, case=case, question=question, staff_file=staff_file, answer=answer, who=who,
                                       words=words, told=told, on=on, at=at)
        if question.task and question.task.done_at is None:
            end_task(person=person, case=case, staff_file=staff_file, task_id=question.task_id, ended_as=ANSWERED, at=at)
    return question


def question_is_received(*, person: Person, teams: Iterable[Team], centre: str, name: str, born: str, who: str, why: str,
                         at: datetime) -> list[Received]:
    """Another centre asks us whether we know a child: registered once for each team that must look.

    :raises NotToThem: no such centre is declared.
    :raises TooLittleToRecognise: a name that fits everybody fits nobody.
    """
    teams = list(teams)
    for team in teams:
        _centre(the_service(team.service, at.date()).about.centres, centre)
    if not is_tellable(name, born):
        raise actions.TooLittleToRecognise
    said = {"name": name, "born": born, "who": who, "why": why}
    with journey(NAME, at=at, actor=person.account):
        return [actions.receive_question(received_id=new_id(), person=person, team=team, centre=centre, said=said, at=at)
                for team in teams]


def names_are_compared(person: Person, received: Received) -> Compared:
    """The cases of the team in which somebody has the name that another centre asks about, as far as this person may open them."""
    try:
        key = person.keyring.open(received.team.search_compartment).key
    except NoKey:
        return Compared([], is_possible=False)
    said = opened_for(person, received)
    tags = name_tags(key=key, index_id=received.team_id, name=said["name"], born=said["born"])
    return Compared(the_alike_by_tags(person, received.team_id, tags))


def no_is_answered(*, person: Person, received: Received, answer: str, reasons: str, at: datetime) -> Received:
    """We don't find the child, or may not say: told without any case.

    :raises AlreadyAnswered: a colleague was faster.
    :raises WhyIsMissing: we may not say, and nobody says why.
    :raises OnlySupervisorFindsNobody: who doesn't see the cases of the whole team says that the child isn't there.
    """
    if answer not in (NOT_KNOWN, MAY_NOT_SAY):
        raise NotAllowed
    with journey(NAME, at=at, actor=person.account):
        held = access_received(person, received.pk)
        if held is None:
            raise NotAllowed
        return actions.answer_question(person=person, received=held, compartment=person.keyring.open(held.compartment_id), answer=answer,
                                       reasons=reasons, at=at)


def yes_is_prepared(*, person: Person, case: Case, received: Received, at: datetime) -> OutwardAct:
    """From a case of the team somebody prepares to say that the child is known. That it is known is told as little as anything else
    without consent or a ground.

    :raises AlreadyAnswered: a colleague answered meanwhile.
    """
    rule = _rule(at)
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        held = access_received(person, received.pk)
        if held is None or held.team_id != case.team_id:
            raise NotAllowed
        if held.answered_at:
            raise actions.AlreadyAnswered
        if waiting := OutwardAct.objects.filter(case=case, state="pending", centre_answer__received=held).first():
            return waiting
        staff_file = person.keyring.open(case.compartment_id)
        asker, said = _centre(the_centres(case, at), held.centre), opened_for(person, held)
        about = _("%(centre)s vraagt of wij %(name)s kennen. Waarom: %(why)s") % {
            "centre": asker.name.text("nl"), "name": said["name"], "why": said["why"]}
        act = plan_act(person=person, case=case, staff_file=staff_file, kind=rule.answers, data=[rule.known],
                       to=_recipient(case, asker, rule, staff_file, at), purpose=rule.purpose, about=about, at=at)
        actions.prepare_answer(received=held, act=act)
        rest_anew(person, case, act, at=at)
    return act


def yes_is_answered(*, person: Person, case: Case, act: OutwardAct, reasons: str, at: datetime) -> OutwardAct:
    """We say that the child is known here, and nothing else of the case.

    :raises AlreadyAnswered: a colleague answered meanwhile.
    :raises NotPending: it was stopped or done meanwhile.
    :raises NotCovered: consent is missing; the try stays in the audit.
    """
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        held = Received.objects.select_for_update(of=("self",)).filter(prepared__act=act, prepared__act__case=case).first()
        if held is None:
            raise NotAllowed
        if held.answered_at:
            raise actions.AlreadyAnswered
        act, refusal = what_leaves(person, case, act, said=_("Ja, wij kennen dit kind."), at=at)
        if refusal is None:
            actions.answer_question(person=person, received=held, compartment=person.keyring.open(held.compartment_id), answer=KNOWN,
                                    reasons=reasons, at=at)
    if refusal:
        raise refusal
    return act


def _rule(at: datetime) -> CentreQuestions:
    rule = the_sharing(at.date()).centres
    if rule is None:
        raise NotToThem
    return rule


def _centre(centres: Iterable[Centre], code: str) -> Centre:
    found = next((one for one in centres if one.code == code), None)
    if found is None:
        raise NotToThem
    return found


def _recipient(case: Case, centre: Centre, rule: CentreQuestions, staff_file: OpenCompartment, at: datetime) -> Recipient:
    """The centre as a recipient of this case, named once: what somebody agreed to holds for the next question too."""
    words = centre.name.text("nl")
    known = next((one for one in Recipient.objects.filter(case=case, kind=rule.recipient)
                  if one.unsealed(staff_file)["words"] == words), None)
    return recipient_of(ToWhom(kind=rule.recipient, words=words, known=known, is_outside=True), case=case, staff_file=staff_file, at=at)


def _details_of(said: dict, details: Collection[str]) -> dict[str, str]:
    """What is known of these details, in their order; nothing where the name isn't."""
    found = {detail: str(said[detail]) for detail in DETAILS if detail in details and said.get(detail)}
    return found if "name" in found else {}
