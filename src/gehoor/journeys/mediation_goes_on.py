"""Mediating between the sides of a case: begun, answered, spoken, cleared, proposed, agreed or not, and ended.

Whether violence is recorded is asked of the case and of what the procedure declares, at every step that brings sides together:
nobody has to remember it.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.models import Case
from gehoor.domain.figures.actions import count
from gehoor.domain.mediation import actions
from gehoor.domain.mediation.models import Mediation, Proposal, Side, Stand, Statement
from gehoor.domain.mediation.queries import OpenedMediation, the_mediation, the_opened_mediation
from gehoor.domain.mediation.states import AGREED, PARTLY
from gehoor.domain.services.answers import answers_that_block
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.needed import Needed
from gehoor.foundation.action import journey
from gehoor.foundation.errors import NotAllowed
from gehoor.journeys.what_is_met import the_answers

NAME = "mediation.goes_on"


def what_blocks(person: Person, case: Case) -> list[tuple[str, str]]:
    """What is recorded in the case that keeps from mediating, by what its procedure declares: as (dimension, code) of what it was
    classified as, and as the answer with nothing after it of what stands on a sheet."""
    procedure = service_of_version(case.version).procedure
    if procedure.mediation is None:
        return []
    blocked_by, said = procedure.mediation.blocked_by, case.classifications.values_list("axis", "code")
    found = [(axis, code) for axis, code in said if axis in blocked_by or f"{axis}.{code}" in blocked_by]
    asked = answers_that_block(procedure)
    answers = the_answers(case, person) if asked else {}
    return found + [(word, "") for word in asked if Needed.of(word).stands_in(answers)]


def is_offered(case: Case) -> bool:
    """Whether the procedure knows mediation where the case stands."""
    declared = service_of_version(case.version).procedure.mediation
    return declared is not None and case.stage in declared.stages


def the_mediation_opened(person: Person, case: Case) -> OpenedMediation | None:
    """The newest mediation of a case, opened."""
    mediation = the_mediation(case)
    return the_opened_mediation(mediation, person.keyring.open(case.compartment_id)) if mediation else None


def mediation_begins(*, person: Person, case: Case, form: str, why: str, chairs: Iterable[str], override: str = "",
                     at: datetime) -> Mediation:
    """Begin to mediate. Where violence is recorded only a supervisor of the team may, with the reasons.

    :raises NotAllowed: the procedure doesn't know mediation where the case stands.
    """
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        if not is_offered(case):
            raise NotAllowed
        known = {f"party:{one}" for one in case.parties.values_list("id", flat=True)}
        known |= {f"respondent:{one}" for one in case.respondents.exclude(kind="rule").values_list("id", flat=True)}
        return actions.begin(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), form=form, why=why,
                             chairs=[chair for chair in chairs if chair in known], is_blocked=bool(what_blocks(person, case)),
                             override=override, at=at)


def side_answers(*, person: Person, case: Case, side_id: UUID, takes_part: bool, conditions: str, at: datetime) -> Side:
    """A side says whether it takes part."""
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        side = _side(case, side_id)
        if takes_part:
            _refuse_blocked(person, case, side.mediation)
        return actions.answer(mediation=side.mediation, side=side, staff_file=person.keyring.open(case.compartment_id),
                              takes_part=takes_part, conditions=conditions, at=at)


def side_speaks(*, person: Person, case: Case, side_id: UUID, text: str, at: datetime) -> Statement:
    """A side tells the mediator something; it stays there until that side clears it for another."""
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        side = _side(case, side_id)
        return actions.note_statement(person=person, mediation=side.mediation, side=side, text=text, at=at,
                                      staff_file=person.keyring.open(case.compartment_id))


def words_are_cleared(*, person: Person, case: Case, statement_id: UUID, for_sides: Iterable[UUID], at: datetime) -> Statement:
    """The side that said something says who else may hear it: these, and no others."""
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        statement = Statement.objects.select_related("side__mediation").filter(id=statement_id, side__mediation__case=case).first()
        if statement is None:
            raise NotAllowed
        sides = list(statement.side.mediation.sides.filter(id__in=list(for_sides)))
        if sides:
            _refuse_blocked(person, case, statement.side.mediation)
        return actions.clear(person=person, mediation=statement.side.mediation, statement=statement, for_sides=sides, at=at)


def proposal_is_made(*, person: Person, case: Case, side_id: UUID | None, text: str, interest: str, at: datetime) -> Proposal:
    """A side, or the mediator, proposes something, with a paragraph on what it means for the child.

    :raises NoInterestSaid: there is no such paragraph.
    """
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        side = _side(case, side_id) if side_id else None
        mediation = side.mediation if side else the_mediation(case)
        if mediation is None:
            raise NotAllowed
        _refuse_blocked(person, case, mediation)
        return actions.propose(person=person, mediation=mediation, side=side, text=text, interest=interest, at=at,
                               staff_file=person.keyring.open(case.compartment_id))


def side_takes_stand(*, person: Person, case: Case, proposal_id: UUID, side_id: UUID, status: str, words: str, at: datetime) -> Stand:
    """A side accepts, refuses, or accepts on conditions."""
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        side = _side(case, side_id)
        _refuse_blocked(person, case, side.mediation)
        proposal = side.mediation.proposals.filter(id=proposal_id).first()
        if proposal is None:
            raise NotAllowed
        return actions.take_stand(person=person, mediation=side.mediation, proposal=proposal, side=side, status=status, words=words,
                                  at=at, staff_file=person.keyring.open(case.compartment_id))


def mediation_ends(*, person: Person, case: Case, ended_as: str, interest: str, words: str, at: datetime) -> Mediation:
    """End the mediation that goes on; the paragraph about the child is never left out."""
    with journey(NAME, at=at, actor=person.account):
        hold_case(person, case)
        opened = the_mediation_opened(person, case)
        if opened is None:
            raise NotAllowed
        if ended_as in (AGREED, PARTLY):
            _refuse_blocked(person, case, opened.row)
        service = service_of_version(case.version)
        count(unit="mediation", service=service.code, on=service.day_of(at), marks={"mediation": [ended_as]}, standing=case.standing)
        return actions.end(person=person, case=case, opened=opened, staff_file=person.keyring.open(case.compartment_id),
                           ended_as=ended_as, interest=interest, words=words, at=at)


def _refuse_blocked(person: Person, case: Case, mediation: Mediation) -> None:
    """:raises BlockedMeanwhile: something that keeps from mediating was recorded since, and no supervisor has decided on it."""
    if mediation.ended_at is None and mediation.overridden_by_id is None and what_blocks(person, case):
        raise actions.BlockedMeanwhile


def _side(case: Case, side_id: UUID) -> Side:
    side = Side.objects.select_related("mediation").filter(id=side_id, mediation__case=case).first()
    if side is None:
        raise NotAllowed
    return side
