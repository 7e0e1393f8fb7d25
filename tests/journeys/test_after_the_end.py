"""What somebody writes after their case was closed is seen, and words that raise do so in every message."""

import pytest

from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.day import the_day
from gehoor.journeys.case_moves_on import case_is_assigned, urgency_is_decided
from gehoor.journeys.message_passes import NothingWaits, message_rests, reporter_writes, staff_answers
from tests import make, people
from tests.make import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db
DANGER = "Het gebeurt weer. Hij slaat mij."


@pytest.fixture
def arrived(house, noor):
    """A case of Noor's that is closed."""
    arrived = make.a_report(house)
    case_is_assigned(person=noor, case=arrived.case, to=noor.account, expected=None, at=NOON)
    make.close(house, noor, arrived.case, at=NOON + HOUR)
    return arrived


def writes(arrived, text: str, *, at=NOON + DAY):
    reporter_writes(story=make.story_of(arrived), kind="reply", text=text, held_files=[], at=at)
    arrived.case.refresh_from_db()


def on_the_day(person) -> list:
    return the_day(person, silent_since={}, at=NOON + DAY).after_end.cases


def test_a_message_into_a_closed_case_stands_on_the_day_of_its_handler_until_it_is_answered(noor, arrived):
    assert on_the_day(noor) == []
    writes(arrived, "Het gebeurt toch weer.")
    assert on_the_day(noor) == [arrived.case]
    staff_answers(person=noor, case=arrived.case, text="Vertel eens.", kind="question", at=NOON + DAY)
    assert on_the_day(noor) == []


def test_a_word_of_thanks_may_rest_once_it_is_read_and_the_next_message_wakes_it(noor, arrived):
    writes(arrived, "Dank je wel!")
    seen = arrived.case.last_heard_at.isoformat()
    message_rests(person=noor, case=arrived.case, seen=seen, at=NOON + DAY)
    assert on_the_day(noor) == []
    with pytest.raises(NothingWaits):
        message_rests(person=noor, case=arrived.case, seen=seen, at=NOON + DAY)
    writes(arrived, "Nog iets.", at=NOON + DAY + HOUR)
    assert on_the_day(noor) == [arrived.case]


def test_a_message_that_came_while_an_earlier_one_was_read_is_not_laid_to_rest_with_it(noor, arrived):
    writes(arrived, "Dank je wel!")
    seen = arrived.case.last_heard_at.isoformat()
    writes(arrived, DANGER, at=NOON + DAY + HOUR)
    with pytest.raises(ChangedMeanwhile):
        message_rests(person=noor, case=arrived.case, seen=seen, at=NOON + DAY + HOUR)
    assert on_the_day(noor) == [arrived.case]


def test_where_its_handler_left_it_stands_on_the_day_of_whoever_may_open_it(house, noor, arrived):
    ilias = house.person(people.ILIAS)
    writes(arrived, "Het gebeurt toch weer.")
    assert on_the_day(ilias) == []
    noor.account.is_active = False
    noor.account.save(update_fields=["is_active"])
    assert on_the_day(ilias) == [arrived.case]


def test_words_that_raise_do_so_in_a_later_message_and_a_person_decides_again(house, noor):
    arrived = make.a_report(house)
    case, usual = arrived.case, house.service.procedure.urgencies[-1].code
    urgency_is_decided(person=noor, case=case, urgency=usual, at=NOON)
    writes(arrived, DANGER)
    assert case.urgency == house.service.procedure.attention.raises_to
    assert case.is_urgent
    assert not case.urgency_decided
    assert case.timeline.filter(kind="raised").count() == 1


def test_words_never_lower_and_other_words_change_nothing(house, noor):
    arrived = make.a_report(house)
    case, highest = arrived.case, house.service.procedure.urgencies[0].code
    urgency_is_decided(person=noor, case=case, urgency=highest, at=NOON)
    writes(arrived, DANGER)
    assert (case.urgency, case.urgency_decided) == (highest, True)
    calm = make.a_report(house)
    urgency_is_decided(person=noor, case=calm.case, urgency=house.service.procedure.urgencies[-1].code, at=NOON)
    writes(calm, "Dank je, het gaat goed.")
    assert calm.case.urgency_decided


def test_danger_after_the_end_is_urgent_at_the_top_of_the_day(house, noor, arrived):
    other = make.a_report(house)
    case_is_assigned(person=noor, case=other.case, to=noor.account, expected=None, at=NOON)
    make.close(house, noor, other.case, at=NOON + HOUR)
    writes(other, "Dank je wel!", at=NOON + DAY)
    writes(arrived, DANGER, at=NOON + DAY + HOUR)
    assert on_the_day(noor) == [arrived.case, other.case]


def test_what_came_after_the_end_has_a_day_by_which_somebody_reads_it(house, noor, arrived):
    case = arrived.case
    assert case.next_due == ""
    writes(arrived, "Dank je wel.")
    assert case.next_due == "after_end"
    assert case.next_due_at > NOON + DAY
    staff_answers(person=noor, case=case, text="Graag gedaan.", kind="answer", at=NOON + 2 * DAY)
    case.refresh_from_db()
    assert case.next_due == "", "answered, nothing waits any more"
    writes(arrived, "Nog iets.", at=NOON + 3 * DAY)
    message_rests(person=noor, case=case, seen=case.last_heard_at.isoformat(), at=NOON + 3 * DAY)
    case.refresh_from_db()
    assert (case.next_due, case.is_closed) == ("", True), "let rest, and closed as before"


def test_a_message_from_before_the_end_that_nobody_answered_gets_no_such_day(house, noor):
    arrived = make.a_report(house)
    make.close(house, noor, arrived.case, at=NOON + HOUR)
    arrived.case.refresh_from_db()
    assert arrived.case.next_due != "after_end"
