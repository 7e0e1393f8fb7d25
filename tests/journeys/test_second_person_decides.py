"""What nobody decides alone: asked by one, decided by another, overtaken by what happens meanwhile."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.approving import AlreadyAsked, DecidedMeanwhile, NotTheirsToDecide
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.actions.tasks import WhyIsMissing
from gehoor.domain.cases.models import Approval, Task
from gehoor.journeys.case_moves_on import case_is_assigned, case_is_classified, case_moves_on, sheet_is_filled, the_moves
from gehoor.journeys.message_passes import staff_answers
from gehoor.journeys.second_person_decides import NobodyToAsk, NothingToApprove, approval_is_asked, approval_is_decided
from gehoor.journeys.work_is_done import task_is_ended
from tests import make, people
from tests.second import second_house  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
ADMIT = {"move": "admit", "expected": "received", "at": make.NOON}


@pytest.fixture
def house(second_house):  # noqa: F811 - the fixture of that name
    return second_house


@pytest.fixture
def cast(house):
    return {one.username: house.person(one) for one in (people.NOOR, people.ILIAS, people.LIEN)}


@pytest.fixture
def case(house, cast):
    noor = cast["noor"]
    case = make.a_report(house).case
    case = case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    return case_is_classified(person=noor, case=case, kind=house.service.procedure.counts_as, theme=house.themes[0], themes=[],
                              failings=[], at=make.NOON)


def ask(cast, case, of="move.admit", *, reasons="Ik twijfel niet.", by="noor", at=make.NOON, **how) -> Approval:
    return approval_is_asked(person=cast[by], case=case, of=of, reasons=reasons, at=at, **how)


def decide(cast, case, approval, *, by="ilias", verdict="approved", reasons="", at=make.NOON) -> Approval:
    return approval_is_decided(person=cast[by], case=access_case(cast[by], case.reference), approval_id=approval.pk, verdict=verdict,
                               reasons=reasons, at=at)


def test_a_step_waits_until_a_supervisor_agreed(cast, case):
    with pytest.raises(NotYet, match="het akkoord van een leidinggevende"):
        case_moves_on(person=cast["noor"], case=case, **ADMIT)
    decide(cast, case, ask(cast, case))
    assert case_moves_on(person=cast["noor"], case=case, **ADMIT).stage == "admitted"


def test_a_refusal_says_why_and_opens_nothing(cast, case):
    approval = ask(cast, case)
    with pytest.raises(WhyIsMissing):
        decide(cast, case, approval, verdict="refused")
    decided = decide(cast, case, approval, verdict="refused", reasons="Vraag eerst de naam van de school.")
    said = decided.unsealed(cast["noor"].keyring.open(case.compartment_id))
    assert said == {"asked": "Ik twijfel niet.", "reasons": "Vraag eerst de naam van de school.", "whom": "Ilias"}
    with pytest.raises(NotYet):
        case_moves_on(person=cast["noor"], case=case, **ADMIT)
    assert ask(cast, case).pk != approval.pk, "it may be asked again"


def test_nobody_agrees_with_themselves_and_a_handler_is_no_supervisor(house, cast, case):
    approval = ask(cast, case)
    with pytest.raises(NotTheirsToDecide):
        decide(cast, case, approval, by="noor")
    case_is_assigned(person=cast["noor"], case=case, to=cast["lien"].account, expected=cast["noor"].account, at=make.NOON)
    with pytest.raises(NotTheirsToDecide):
        decide(cast, case, approval, by="lien")


def test_a_supervisor_who_asks_needs_another_supervisor(cast, case):
    with pytest.raises(NobodyToAsk):
        ask(cast, case, by="ilias")


def test_of_two_who_decide_the_second_is_told_what_the_first_decided(cast, case):
    approval = ask(cast, case)
    decide(cast, case, approval, verdict="refused", reasons="Nog niet.")
    with pytest.raises(DecidedMeanwhile, match="Ilias weigerde dit intussen al"):
        decide(cast, case, approval)
    assert Approval.objects.get().verdict == "refused"


def test_it_is_asked_once_with_reasons_and_only_where_the_procedure_asks_for_it(cast, case):
    with pytest.raises(WhyIsMissing):
        ask(cast, case, reasons=" ")
    with pytest.raises(NothingToApprove):
        ask(cast, case, of="move.refuse")
    with pytest.raises(NothingToApprove):
        ask(cast, case, of="sheet.child_heard", colleague=cast["lien"].account)  # nobody filled it in
    ask(cast, case)
    with pytest.raises(AlreadyAsked):
        ask(cast, case)


def test_a_colleague_who_is_asked_is_let_in_and_a_new_sheet_needs_a_new_agreement(house, cast, case):
    noor, lien = cast["noor"], cast["lien"]
    fill = {"person": noor, "case": case, "code": "child_heard", "answers": {"heard": "yes"}, "at": make.NOON}
    sheet_is_filled(**fill)
    approval = ask(cast, case, of="sheet.child_heard", colleague=lien.account)
    assert access_case(house.person(people.LIEN), case.reference)
    sheet_is_filled(**fill | {"answers": {"heard": "no"}})
    with pytest.raises(DecidedMeanwhile):
        decide(cast, case, approval, by="lien")
    assert Approval.objects.get(pk=approval.pk).verdict == "overtaken"
    decide(cast, case, ask(cast, case, of="sheet.child_heard", colleague=lien.account), by="lien")
    decide(cast, case, ask(cast, case))
    case_moves_on(person=noor, case=case, **ADMIT)
    assert "approval.sheet.child_heard" not in the_moves(case)[0].missing


def test_who_filled_in_a_sheet_is_not_the_second_person_because_a_colleague_asks(cast, case):
    noor, ilias = cast["noor"], cast["ilias"]
    sheet_is_filled(person=noor, case=case, code="child_heard", answers={"heard": "yes"}, at=make.NOON)
    approval = ask(cast, case, of="sheet.child_heard", by="ilias", colleague=noor.account)
    with pytest.raises(NotTheirsToDecide):
        decide(cast, case, approval, by="noor")
    assert ilias.account == approval.asked_by


def admitted(cast, case):
    """Admitted, the child heard, the reporter answered."""
    noor = cast["noor"]
    decide(cast, case, ask(cast, case))
    case_moves_on(person=noor, case=case, **ADMIT)
    staff_answers(person=noor, case=case, text="We hebben het bekeken.", kind="answer", at=make.NOON)
    sheet_is_filled(person=noor, case=case, code="child_heard", answers={"heard": "yes"}, at=make.NOON)
    decide(cast, case, ask(cast, case, of="sheet.child_heard", colleague=cast["lien"].account), by="lien")
    return case


CLOSE = {"move": "close", "expected": "admitted"}


def test_what_was_agreed_counts_only_in_the_stage_where_it_was_asked(cast, case):
    noor, case = cast["noor"], admitted(cast, case)
    decide(cast, case, ask(cast, case, of="outcome.solved"))
    case_moves_on(person=noor, case=case, **CLOSE, outcome="advised", at=make.NOON + make.HOUR)
    case_moves_on(person=noor, case=case, move="reopen", expected="closed", at=make.NOON + 2 * make.HOUR)
    with pytest.raises(NotYet, match="leidinggevende"):
        case_moves_on(person=noor, case=case, **CLOSE, outcome="solved", at=make.NOON + 3 * make.HOUR)
    assert "approval.sheet.child_heard" not in the_moves(case)[0].missing, "the sheet is the same"


def test_what_waits_is_overtaken_when_the_case_moves_on(cast, case):
    noor, case = cast["noor"], admitted(cast, case)
    waiting = ask(cast, case, of="outcome.solved")
    case_moves_on(person=noor, case=case, **CLOSE, outcome="advised", at=make.NOON)
    with pytest.raises(DecidedMeanwhile, match="niets meer te beslissen"):
        decide(cast, case, waiting)


def test_what_was_solved_is_looked_at_again(cast, case):
    noor, case = cast["noor"], admitted(cast, case)
    decide(cast, case, ask(cast, case, of="outcome.solved"))
    case_moves_on(person=noor, case=case, **CLOSE, outcome="solved", at=make.NOON)
    follow_up = Task.objects.get()
    assert (follow_up.kind, follow_up.account, follow_up.due_on.isoformat()) == ("follow_up", noor.account, "2026-04-09")
    with pytest.raises(WhyIsMissing):
        task_is_ended(person=noor, case=case, task_id=follow_up.pk, ended_as="not_done", at=make.NOON)
    task_is_ended(person=noor, case=case, task_id=follow_up.pk, ended_as="not_done", why="De school deed niets.", at=make.NOON)
    assert case.is_closed, "a follow-up opens nothing by itself"
