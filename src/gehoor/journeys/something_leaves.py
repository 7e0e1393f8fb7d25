"""Something leaves the house: a call, a letter, a request, a referral, an export, sharing. Planned, covered or not, done or stopped.

Nothing leaves that consent doesn't cover, unless two people decided so on a legal ground. A try that was refused stays in the audit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.tasks import REQUEST, make_task, who_sees_to_it
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.actions import BY_HAND, show
from gehoor.domain.consent.covering import Cover, Wanted, cover, in_words
from gehoor.domain.consent.models import PENDING, OutwardAct, Override
from gehoor.domain.consent.outward import NotCovered, NotPending, do_act, plan_act, rest_on, stop_act
from gehoor.domain.consent.overriding import the_agreed, the_override_of
from gehoor.domain.consent.queries import is_opposed, the_people, what_was_said
from gehoor.domain.services.law import the_consent_rule, the_sharing
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.foundation import audit
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.journeys.to_whom import Parents, ToWhom, is_read_by_a_parent, recipient_in_words, recipient_of


class GoesByItsOwnForm(Refusal):
    """What goes between centres says what is needed to recognise a child, and not a word more."""

    message = gettext_lazy("Dit gaat naar een ander centrum. Daarvoor is er een eigen formulier, dat niet meer zegt dan nodig is.")


class AnswerIsPast(Refusal):
    """Nobody is asked to answer by a day that has been."""

    message = gettext_lazy("Deze dag is al voorbij. Vraag het antwoord tegen vandaag of later.")


@dataclass(frozen=True)
class Carried:
    """Whether an act may leave: the consents or the override that carry it, or what is missing, in words."""

    cover: Cover
    override: Override | None
    missing: list[str]

    @property
    def holds(self) -> bool:
        return self.override is not None or self.cover.holds


def the_carried(person: Person, case: Case, acts: Collection[OutwardAct], *, at: datetime) -> dict:
    """What carries each of these acts now, by its id; a number of queries that doesn't grow with what was agreed."""
    service = service_of_version(case.version)
    sharing = the_sharing(at.date())
    staff_file = person.keyring.open(case.compartment_id)
    known = {one: one.unsealed(staff_file) for one in case.parties.all()}
    said, opposed, rule = what_was_said(case), is_opposed(case), the_consent_rule(service, at.date())
    labels = {one.code: one.label.text(get_language() or SOURCE_LANGUAGE) for one in sharing.data}
    agreed = the_agreed(case)
    parents = Parents.of(case, known, service, staff_file, sharing) if opposed else None
    people = the_people(known, {one.id: words for one, words in known.items()}, at=at, nameless=_("iemand zonder naam"),
                        parents=parents.parties if parents else ())
    carried = {}
    for act in acts:
        wanted = Wanted(to=act.to_id, purpose=act.purpose, data=frozenset(act.data),
                        to_parent=parents is not None and parents.receive(act.to),
                        to_anybody=parents is not None and parents.may_receive(act.to))
        found = cover(wanted, said=said, people=people, rule=rule, sharing=sharing, opposed=opposed, at=at)
        carried[act.id] = Carried(found, the_override_of(act, agreed, at=at), [in_words(one, labels) for one in found.missing])
    return carried


def act_is_planned(*, person: Person, case: Case, to: ToWhom, kind: str, purpose: str, data: Collection[str], about: str,
                   answer_by: date | None = None, at: datetime) -> OutwardAct:
    """Plan something that is to leave, and note what it rests on where that is agreed already.

    :param answer_by: the day by which it asks for an answer.
    :raises AnswerIsPast: that day has been.
    """
    with journey("outward.is_planned", at=at, actor=person.account):
        hold_case(person, case)
        _refuse_past(case, answer_by, at)
        staff_file = person.keyring.open(case.compartment_id)
        recipient = recipient_of(to, case=case, staff_file=staff_file, at=at)
        act = plan_act(person=person, case=case, staff_file=staff_file, kind=kind, to=recipient, purpose=purpose, data=data, about=about,
                       answer_by=answer_by, at=at)
        rest_anew(person, case, act, at=at)
    return act


def act_is_done(*, person: Person, case: Case, act: OutwardAct, said: str, answer_by: date | None = None, at: datetime) -> OutwardAct:
    """It leaves: only while consent covers it, or an override does. What it asks by a day waits from then on, as every request does. The
    reporter sees that it left, unless an override says that the child was not
    told, or the reporter is a parent whose interest and the child's oppose each other: whom we spoke to would tell where the child is.

    :raises GoesByItsOwnForm: it goes between centres, where nobody writes the words.
    :raises AnswerIsPast: the day by which it asks for an answer has been.
    :raises NotPending: it was stopped or done meanwhile.
    :raises NotCovered: consent is missing; the try stays in the audit.
    """
    if act.kind not in {one.code for one in the_sharing(at.date()).acts_by_hand}:
        raise GoesByItsOwnForm
    with journey("outward.is_done", at=at, actor=person.account):
        hold_case(person, case)
        _refuse_past(case, answer_by, at)
        act, refusal = what_leaves(person, case, act, said=said, at=at)
        if answer_by and refusal is None:
            _wait_for_answer(person, case, act, answer_by, at)
    if refusal:
        raise refusal
    return act


def _refuse_past(case: Case, answer_by: date | None, at: datetime) -> None:
    if answer_by and answer_by < service_of_version(case.version).day_of(at):
        raise AnswerIsPast


def _wait_for_answer(person: Person, case: Case, act: OutwardAct, by: date, at: datetime) -> None:
    staff_file = person.keyring.open(case.compartment_id)
    about = str(act.unsealed(staff_file)["about"]).strip() or _("Antwoord op wat wij stuurden")
    make_task(person=person, case=case, staff_file=staff_file, kind=REQUEST, what=about,
              whom=recipient_in_words(act.to, staff_file) or _("aan wie wij schreven"), account=who_sees_to_it(person, case, at=at),
              due_on=by, remind_on=by, at=at)


def what_leaves(person: Person, case: Case, act: OutwardAct, *, said: str, at: datetime) -> tuple[OutwardAct, Refusal | None]:
    """Let an act leave while it is covered, as part of a journey; else say why not.

    The refusal is for raising once the journey has ended: inside it would take its line in the audit away.
    """
    act = OutwardAct.objects.select_for_update(of=("self",)).select_related("to__party").get(case=case, pk=act.pk)
    carried = the_carried(person, case, [act], at=at)[act.id]
    if act.state == PENDING and carried.holds:
        override = None if carried.cover.holds else carried.override
        rest_on(act=act, consents=carried.cover.rests_on)
        staff_file = person.keyring.open(case.compartment_id)
        kept = is_opposed(case) and is_read_by_a_parent(case, service_of_version(case.version), the_sharing(at.date()))
        shown = not kept and (override is None or override.is_child_told)
        act = do_act(person=person, case=case, act=act, staff_file=staff_file, said=said, override=override, is_shown=shown, at=at)
        if shown:
            show(case=case, conversation=person.keyring.open(case.conversation_compartment), act=act,
                 words=recipient_in_words(act.to, staff_file))
        return act, None
    audit.record(action="outward.refused", actor_kind="person", actor_id=person.id, at=at, object_kind="cases.case",
                 object_id=case.id, detail={"act": str(act.id), "state": act.state})
    return act, NotPending(act.state) if act.state != PENDING else NotCovered(carried.missing)


def act_is_stopped(*, person: Person, case: Case, act: OutwardAct, at: datetime) -> OutwardAct:
    """Somebody holds it back.

    :raises NotPending: it was done or stopped meanwhile.
    """
    with journey("outward.is_stopped", at=at, actor=person.account):
        hold_case(person, case)
        return stop_act(person=person, case=case, act=act, because=BY_HAND, at=at)


def rest_anew(person: Person, case: Case, act: OutwardAct, *, at: datetime) -> None:
    """Note on what a pending act rests, as far as it was agreed; part of a journey."""
    found = the_carried(person, case, [act], at=at)[act.id].cover
    rest_on(act=act, consents=found.rests_on)
