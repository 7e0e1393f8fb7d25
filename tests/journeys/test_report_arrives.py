"""What follows when someone tells: raised but never lowered, kept word for word, counted once, contacted only after a clear yes."""

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.consent.queries import the_contact_consent
from gehoor.domain.contacts.actions import AlreadyArrived
from gehoor.domain.contacts.models import Contact
from gehoor.domain.figures.models import Fact
from gehoor.foundation.vault.models import Compartment, KeyHolder
from gehoor.foundation.vault.receipts import open_receipt, prepare_receipt
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.report_arrives import report_arrives
from tests import make, people


@pytest.mark.django_db
def test_a_story_is_kept_word_for_word(house):
    told = "  Ik weet 't niet…\r\n\tze zeiden <b>niks</b> 🐌  "
    noor = house.person(people.NOOR)
    case = make.a_report(house, story=told).case
    assert told in case_is_opened(person=noor, case=case, at=make.NOON).story.said["answers"].values()


@pytest.mark.django_db
def test_a_second_send_of_the_same_story_makes_nothing_twice(house):
    submission = make.a_submission(house)
    report_arrives(submission=submission, prepared=prepare_receipt(), at=make.NOON)
    with pytest.raises(AlreadyArrived):
        report_arrives(submission=submission, prepared=prepare_receipt(), at=make.NOON)
    assert (Contact.objects.count(), Case.objects.count()) == (1, 1)
    assert sorted(Fact.objects.values_list("unit", "count")) == [("case", 1), ("child_in_case", 1), ("contact", 1)]


@pytest.mark.django_db
def test_words_raise_a_report_and_a_person_still_decides(house):
    word = next(word for word in house.service.procedure.attention.words["nl"] if not word.endswith("*"))
    case = make.a_report(house, story=f"Het is zo dat {word} en verder niets.").case
    assert case.raised_by_words and not case.urgency_decided
    assert case.urgency == house.service.procedure.attention.raises_to


@pytest.mark.django_db
def test_words_never_lower_what_the_reporter_says(house):
    word = next(word for word in house.service.procedure.attention.words["nl"] if not word.endswith("*"))
    assert make.a_report(house, story=word, urgent="yes").case.urgency == house.service.procedure.urgencies[0].code


@pytest.mark.django_db
@pytest.mark.parametrize(("safe", "how", "address", "given"), [
    ("yes", "email", "amir@example.org", True), ("unknown", "email", "amir@example.org", False), ("no", "phone", "0470 00 00 00", False),
    ("yes", "none", "", False), (None, "email", "amir@example.org", False), ("yes", "email", "", False),
])
def test_only_a_clear_yes_with_an_address_is_a_consent_to_be_contacted(house, safe, how, address, given):
    told = {"contact_how": how, "contact_address": address} | ({"contact_safe": safe} if safe else {})
    assert the_contact_consent(make.a_report(house, **told).case).was_given is given


@pytest.mark.django_db
def test_the_receipt_opens_its_own_conversation_and_not_the_staff_file(house):
    one, other = make.a_report(house), make.a_report(house)
    keyring = open_receipt(one.code)
    assert keyring.may_open(one.case.conversation_compartment)
    assert not keyring.may_open(one.case.compartment_id)
    assert not keyring.may_open(other.case.conversation_compartment)


@pytest.mark.django_db
def test_a_report_that_fails_on_the_way_leaves_nothing(house, monkeypatch):
    before = KeyHolder.objects.count(), Compartment.objects.count()

    def full_disk(**_told):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gehoor.journeys.report_arrives.begin_conversation", full_disk)
    with pytest.raises(OSError):
        make.a_report(house)
    assert (KeyHolder.objects.count(), Compartment.objects.count()) == before
    assert not Contact.objects.exists() and not Fact.objects.exists()
