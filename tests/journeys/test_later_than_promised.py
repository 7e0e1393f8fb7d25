"""A case that becomes less urgent puts off what the reporter was promised: they are told, with both days, where somebody wants that."""

from datetime import date

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case, Task
from gehoor.domain.conversations.queries import the_conversation, what_passed
from gehoor.journeys.case_moves_on import urgency_is_decided
from gehoor.journeys.later_than_promised import what_is_put_off
from gehoor.journeys.message_passes import DayIsPast, NothingSaid, staff_answers
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def kg(settings):
    settings.GEHOOR_SERVICES = ("kg",)
    house = make.a_house()
    noor = house.person(people.NOOR)
    case = make.a_report(house, child_name="Ella").case
    Case.objects.filter(pk=case.pk).update(urgency="urgent")
    return house, noor, access_case(noor, case.reference)


def words(noor, case) -> list[str]:
    conversation = the_conversation(case)
    return [one.text for one in what_passed(conversation, noor.keyring.open(conversation.compartment_id))]


def test_what_was_promised_for_tomorrow_would_come_next_week(kg):
    """Tuesday 10 March 2026: read within a working day and answered within one; normally two and five."""
    _house, _noor, case = kg
    put_off = what_is_put_off(case, "normal")
    assert [(one.was_at.date(), one.due_at.date()) for one in put_off] == [
        (date(2026, 3, 11), date(2026, 3, 12)), (date(2026, 3, 11), date(2026, 3, 17))]
    assert what_is_put_off(case, "urgent") == what_is_put_off(case, "acute") == []


def test_the_reporter_reads_both_days_and_that_is_no_answer(kg):
    _house, noor, case = kg
    urgency_is_decided(person=noor, case=case, urgency="normal", message="Wij antwoorden later.", at=make.NOON)
    [told] = words(noor, case)
    assert told.startswith("Wij antwoorden later.\n\n")
    assert "ten laatste op 17 maart 2026. Eerst was dat 11 maart 2026." in told
    case.refresh_from_db()
    assert case.answered_at is None
    assert the_conversation(case).messages.get().kind == "notice"


@pytest.mark.parametrize(("urgency", "message"), [("acute", "Wij antwoorden later."), ("normal", " ")], ids=["sooner", "said otherwise"])
def test_nothing_goes_out_where_nothing_becomes_later_or_nobody_wrote(kg, urgency, message):
    _house, noor, case = kg
    urgency_is_decided(person=noor, case=case, urgency=urgency, message=message, at=make.NOON)
    assert words(noor, case) == []


def test_what_was_kept_already_is_not_put_off(kg):
    _house, noor, case = kg
    staff_answers(person=noor, case=case, text="Wij hebben het gelezen.", kind="answer", at=make.NOON)
    Case.objects.filter(pk=case.pk).update(first_seen_at=make.NOON)
    case.refresh_from_db()
    assert what_is_put_off(case, "normal") == []


def test_what_a_message_promises_becomes_a_task_of_that_day(kg):
    _house, noor, case = kg
    by = date(2026, 3, 20)
    staff_answers(person=noor, case=case, text="Wij antwoorden tegen 20 maart.", kind="answer", promised_by=by, at=make.NOON)
    task = Task.objects.get()
    assert (task.due_on, task.remind_on, task.account) == (by, by, noor.account)
    assert task.unsealed(noor.keyring.open(case.compartment_id))["what"] == "Doen wat we de melder beloofden"
    staff_answers(person=noor, case=case, text="En wij bellen de school.", kind="answer", promised_by=by, promised="De school bellen",
                  at=make.NOON)
    assert {one.unsealed(noor.keyring.open(case.compartment_id))["what"] for one in Task.objects.all()} == {
        "Doen wat we de melder beloofden", "De school bellen"}


def test_a_message_that_can_not_be_sent_promises_nothing(kg):
    _house, noor, case = kg
    with pytest.raises(DayIsPast):
        staff_answers(person=noor, case=case, text="Gisteren.", kind="answer", promised_by=date(2026, 3, 9), at=make.NOON)
    with pytest.raises(NothingSaid):
        staff_answers(person=noor, case=case, text=" ", kind="answer", promised_by=date(2026, 3, 20), at=make.NOON)
    assert not Task.objects.exists()
    assert words(noor, case) == []
