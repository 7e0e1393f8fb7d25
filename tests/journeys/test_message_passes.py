"""Messages: word for word, read marks, a neutral line outside only after consent, and a withdrawal that stops it at once."""

import pytest
from django.core import mail

from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.queries import unread_by_reporter, what_passed
from gehoor.foundation.action import journey
from gehoor.foundation.outbox.delivery import deliver_due
from gehoor.foundation.outbox.models import OutboxItem
from gehoor.journeys.alerts import alert_duty_team, tell_people
from gehoor.journeys.message_passes import NothingSaid, reporter_reads, reporter_writes, staff_answers
from gehoor.journeys.person_can_be_reached import person_can_be_reached
from tests import make, people

REACHABLE = {"contact_how": "email", "contact_safe": "yes", "contact_address": "amir@example.org", "contact_name": "Sportclub"}


@pytest.mark.django_db
def test_an_answer_is_unread_until_the_reporter_comes_back(house):
    arrived = make.a_report(house)
    staff_answers(person=house.person(people.NOOR), case=arrived.case, text="Dag.", kind="answer", at=make.NOON)
    story = make.story_of(arrived)
    assert len(unread_by_reporter(story)) == 1
    reporter_reads(story=story, at=make.NOON + make.HOUR)
    assert not unread_by_reporter(story)
    assert what_passed(story.conversation, story.compartment)[0].read_at == make.NOON + make.HOUR


@pytest.mark.django_db
def test_without_consent_nothing_goes_out(house):
    staff_answers(person=house.person(people.NOOR), case=make.a_report(house).case, text="Dag.", kind="answer", at=make.NOON)
    assert not OutboxItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_with_consent_a_line_goes_out_that_tells_nothing():
    house = make.a_house()
    arrived = make.a_report(house, **REACHABLE)
    staff_answers(person=house.person(people.NOOR), case=arrived.case, text="Over de school.", kind="answer", at=make.NOON)
    deliver_due(at=make.NOON + make.HOUR)
    sent = mail.outbox[0]
    assert sent.to == ["amir@example.org"]
    telling = (house.service.about.name.text("nl"), house.service.reference, arrived.case.reference, "school", "klacht", "recht", "kind")
    assert not [word for word in telling if word.lower() in f"{sent.subject} {sent.body} {sent.from_email}".lower()]


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_stops_what_was_about_to_go_out_and_closes_nothing():
    house = make.a_house()
    arrived = make.a_report(house, **REACHABLE)
    staff_answers(person=house.person(people.NOOR), case=arrived.case, text="Dag.", kind="answer", at=make.NOON)
    reporter_writes(story=make.story_of(arrived), kind="withdrawal", text="", held_files=[], at=make.NOON)
    deliver_due(at=make.NOON + make.HOUR)
    assert mail.outbox == []
    assert Case.objects.get(pk=arrived.case.pk).closed_at is None


@pytest.mark.django_db
def test_an_empty_message_is_refused_in_words(house):
    arrived = make.a_report(house)
    with pytest.raises(NothingSaid):
        reporter_writes(story=make.story_of(arrived), kind="reply", text="  \n", held_files=[], at=make.NOON)
    with pytest.raises(NothingSaid):
        staff_answers(person=house.person(people.NOOR), case=arrived.case, text="", kind="answer", at=make.NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["geen adres", "amir@", "amir@example.org\nBcc: iemand@example.org", "@", "a" * 400 + "@example.org"])
def test_an_address_that_is_none_sends_nothing_and_the_answer_still_waits_behind_the_receipt(house, typed):
    arrived = make.a_report(house, **{**REACHABLE, "contact_address": typed})
    staff_answers(person=house.person(people.NOOR), case=arrived.case, text="Dag.", kind="answer", at=make.NOON)
    assert not OutboxItem.objects.exists()
    story = make.story_of(arrived)
    assert [passed.text for passed in what_passed(story.conversation, story.compartment)] == ["Dag."]


@pytest.mark.django_db(transaction=True)
def test_no_receipt_holds_back_the_alarm_of_who_told(settings):
    """Who found the receipt of a child in danger could else silence its own report while the mail server is slow; and a colleague's
    notice that somebody opened the case in need."""
    settings.GEHOOR_DUTY_ADDRESS = "wacht@dienst.example"
    house = make.a_house()
    arrived = make.a_report(house)
    Case.objects.filter(pk=arrived.case.pk).update(is_urgent=True)
    case, noor = Case.objects.get(pk=arrived.case.pk), house.person(people.NOOR)
    person_can_be_reached(account=noor.account, phone="", email="noor@dienst.example", by=noor.account, at=make.NOON)
    alert_duty_team(case=case, at=make.NOON)
    with journey("test.told", at=make.NOON):
        tell_people([noor.account], at=make.NOON)
    reporter_writes(story=make.story_of(arrived), kind="withdrawal", text="", held_files=[], at=make.NOON)
    deliver_due(at=make.NOON + make.HOUR)
    assert {"wacht@dienst.example", "noor@dienst.example"} <= {one.to[0] for one in mail.outbox}
