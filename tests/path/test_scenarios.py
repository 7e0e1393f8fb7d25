"""Acceptance scenarios of the field, as far as telling, seeing, answering, closing and counting go. A lawyer can read them."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.queries import the_worklist
from gehoor.domain.conversations.queries import how_many_read, what_passed
from gehoor.domain.figures.models import Fact
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned, case_is_classified, case_moves_on, the_moves, what_is_met
from gehoor.journeys.message_passes import reporter_reads, reporter_writes, staff_answers
from tests import make, people

PUPIL = {"story": people.AMIRS_STORY, "child_age": 15, "reporter_name": "Amir", "urgent": "yes"}


@pytest.fixture
def house():
    return make.a_house()


@pytest.mark.django_db
def test_s5_an_excluded_pupil_is_on_top_of_the_list_and_a_party_of_his_own(house):
    """S-5. KRC: pupil of 15 excluded from school, urgent."""
    noor = house.person(people.NOOR)
    older = make.a_report(house, at=make.NOON - 3 * make.DAY).case
    case = make.a_report(house, **PUPIL).case
    listed = the_worklist(noor, view="nobody", at=make.NOON).cases
    assert [one.reference for one in listed] == [case.reference, older.reference]
    child = next(known for known in case_is_opened(person=noor, case=case, at=make.NOON).parties if known.row.is_child)
    assert child.row.is_reporter
    assert (child.said["name"], child.said["age"]) == ("Amir", "15")


@pytest.mark.django_db
def test_s5_his_case_does_not_close_before_it_says_whether_he_was_heard(house):
    """S-5 and K9: "child heard: yes, how, or no, because" is asked before any end that isn't "nothing was reported"."""
    noor = house.person(people.NOOR)
    case = access_case(noor, make.a_report(house, **PUPIL).case.reference)
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    make.classify(house, noor, case)
    step = next(move for move in the_moves(case) if not move.closes and not move.missing)
    case = case_moves_on(person=noor, case=case, move=step.code, expected=case.stage, at=make.NOON)
    staff_answers(person=noor, case=case, text="Dit mag de school niet zomaar.", kind="answer", at=make.NOON)
    ends = [move for move in the_moves(case) if move.closes and "sheet.child_heard" in move.missing]
    assert ends
    assert "sheet.child_heard" not in what_is_met(case)
    with pytest.raises(NotYet):
        case_moves_on(person=noor, case=case, move=ends[0].code, expected=case.stage, outcome=ends[0].outcomes[0].code, at=make.NOON)
    make.meet(house, noor, case, "sheet.child_heard", at=make.NOON)
    for code in next(move for move in the_moves(case) if move.code == ends[0].code).missing:
        make.meet(house, noor, case, code, at=make.NOON)
    closed = case_moves_on(person=noor, case=case, move=ends[0].code, expected=case.stage, outcome=ends[0].outcomes[0].code,
                           at=make.NOON + make.DAY)
    assert closed.is_closed
    assert Fact.objects.filter(unit="case", outcome=closed.outcome, count=1).exists()


@pytest.mark.django_db
def test_s6_a_teacher_reports_a_rule_and_no_child_is_asked_for(house):
    """S-6. KRC: teacher reports an unclear rule on pupils' transport, no child named."""
    noor = house.person(people.NOOR)
    door = next(one.code for one in house.service.about.audiences if "teacher" in one.roles)
    case = make.a_report(house, audience=door, reporter_role="teacher", story="Niemand weet welke regel over het busje gaat.").case
    opened = case_is_opened(person=noor, case=case, at=make.NOON)
    assert not [known for known in opened.parties if known.row.is_child]
    make.meet(house, noor, case, "respondent_named", at=make.NOON)
    case_is_classified(person=noor, case=case, kind=case.kind, theme="mobility", themes=[], failings=["regulation"], at=make.NOON)
    assert {"respondent_named", "theme_chosen", "failing_chosen"} <= what_is_met(case)
    assert case.respondents.get().kind == "rule"


@pytest.mark.django_db
def test_s12_a_child_that_had_to_leave_comes_back_with_the_code_and_goes_on(house):
    """S-12, without the live chat: the conversation is kept, the same person answers, and the child sees how many have read."""
    noor = house.person(people.NOOR)
    arrived = make.a_report(house, story="Mijn stiefvader komt de kamer in", child_age=13)
    case_is_opened(person=noor, case=access_case(noor, arrived.case.reference), at=make.NOON)
    staff_answers(person=noor, case=arrived.case, text="Fijn dat je er bent. Ben je nu veilig?", kind="question", at=make.NOON)
    story = make.story_of(arrived)
    reporter_reads(story=story, at=make.NOON + make.DAY)
    reporter_writes(story=story, kind="reply", text="ja nu wel", held_files=[], at=make.NOON + make.DAY)
    assert [(one.direction, one.text) for one in what_passed(story.conversation, story.compartment)] == [
        ("out", "Fijn dat je er bent. Ben je nu veilig?"), ("in", "ja nu wel")]
    assert how_many_read(arrived.case) == 1
