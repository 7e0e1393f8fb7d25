"""What the Bestuursdecreet asks beside days: who may handle a complaint, what silence means, and what a signal is."""

from datetime import date, datetime, timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.models import Case
from gehoor.domain.services.registry import the_service
from gehoor.journeys import case_moves_on as moving
from gehoor.journeys.message_passes import reporter_writes
from gehoor.journeys.terms_run import the_terms
from gehoor.journeys.time_is_up import an_hour_passes
from tests import make, people

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE, LATER = timedelta(minutes=1), make.NOON + make.HOUR
OF_A_COMPLAINT = {"acknowledge", "refuse", "answer"}


@pytest.fixture
def house(settings) -> make.House:
    settings.GEHOOR_SERVICES = ("kg",)
    return make.a_house()


@pytest.fixture
def arrived(house):
    return make.a_report(house, audience="parent", child_name="Ella")


def walked(house: make.House, person, case: Case, *moves: str) -> Case:
    case = access_case(person, case.reference)
    case = moving.case_is_assigned(person=person, case=case, to=person.account, expected=case.handler, at=make.NOON)
    at = make.NOON
    for move in moves:
        met(house, person, case, move, at=at)
        at += MINUTE
        case = moving.case_moves_on(person=person, case=case, move=move, expected=case.stage, message=make.ONWARD, at=at)
        at += MINUTE
    return case


def met(house: make.House, person, case: Case, move: str, *, at: datetime) -> None:
    for code in next(one for one in moving.the_moves(case, person=person) if one.code == move).missing:
        make.meet(house, person, case, code, at=at)


def running(house: make.House, case: Case) -> dict:
    return {term.code: term for term in the_terms(case, house.service)}


def test_no_judgement_is_drawn_up_by_who_was_involved_and_the_step_says_so(house, arrived):
    """Art. II.81: never by somebody who was involved in it before."""
    noor = house.person(people.NOOR)
    case = walked(house, noor, arrived.case, "take", "assess", "admit")
    met(house, noor, case, "conclude", at=LATER)
    heard = {"respondent_side": "Het was anders.", "not_involved": "no"}
    moving.sheet_is_filled(person=noor, case=case, code="sides_heard", answers=heard, at=LATER)
    concluding = {"person": noor, "case": case, "move": "conclude", "expected": case.stage, "message": make.ONWARD, "at": LATER + MINUTE}
    with pytest.raises(NotYet, match="buiten de feiten"):
        moving.case_moves_on(**concluding)
    moving.sheet_is_filled(person=noor, case=case, code="sides_heard", answers=heard | {"not_involved": "yes"}, at=LATER)
    assert moving.case_moves_on(**concluding).stage == "judgement"


def test_who_keeps_silent_on_an_offer_to_mediate_is_waited_for_until_a_day_and_nothing_closes(house, arrived):
    """Art. II.82. Offered on Tuesday 10 March 2026: ten working days end on 24 March, a promise that the service must still confirm."""
    noor = house.person(people.NOOR)
    case = walked(house, noor, arrived.case, "take", "assess", "admit", "offer_mediation")
    reply = running(house, case)["mediation_reply"]
    assert (house.service.day_of(reply.due_at), reply.to_be_confirmed) == (date(2026, 3, 24), True)
    an_hour_passes(at=make.NOON + timedelta(days=60))
    assert Case.objects.get().stage == "mediation"
    met(house, noor, case, "resume", at=make.NOON + timedelta(days=59))
    assert moving.case_moves_on(person=noor, case=case, move="resume", expected=case.stage, message=make.ONWARD,
                                at=make.NOON + timedelta(days=60)).stage == "investigation"


def test_a_reply_meets_that_term(house, arrived):
    noor = house.person(people.NOOR)
    case = walked(house, noor, arrived.case, "take", "assess", "admit", "offer_mediation")
    reporter_writes(story=make.story_of(arrived), kind="message", text="Ja, graag.", held_files=[], at=make.NOON + make.HOUR)
    assert running(house, Case.objects.get(pk=case.pk))["mediation_reply"].met_at


def test_a_signal_has_a_position_within_a_reasonable_time_and_none_of_the_terms_of_a_complaint(house, arrived):
    """Art. II.88."""
    noor = house.person(people.NOOR)
    case = access_case(noor, arrived.case.reference)
    assert set(running(house, case)) >= OF_A_COMPLAINT
    assert "position" not in running(house, case)
    case = moving.case_is_classified(person=noor, case=case, kind="signal", theme=house.themes[0], themes=[],
                                     failings=[house.service.axes.failings[0].code], at=make.NOON)
    assert not set(running(house, case)) & OF_A_COMPLAINT
    assert house.service.day_of(running(house, case)["position"].due_at) == date(2026, 4, 9)


def test_where_several_services_are_concerned_it_can_be_said_which_one_coordinates(settings):
    """Art. II.78."""
    settings.GEHOOR_SERVICES = ("kg",)
    sheet = the_service("kg", make.a_day()).procedure.sheet("admissibility")
    assert sheet.field("coordinator").kind == "institution"
