"""A talk on one screen: a one-off counts and opens no case; pranks are counted apart; a case gives the caller a code."""

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.figures.queries import the_total
from gehoor.foundation.vault.receipts import open_receipt, prepare_receipt
from gehoor.journeys.contact_is_registered import NoCaseForThis, Registration, case_is_registered, one_off_is_registered
from tests import make, people


def a_talk(house, **more) -> Registration:
    channel = next(one.code for one in house.service.about.channels if one.core == "phone")
    return Registration(service=house.service, team=house.team, channel=channel, kind=house.service.procedure.counts_as,
                        reporter_role="", words="Ik bel over mijn buurjongen.", **more)


@pytest.mark.django_db
def test_a_one_off_counts_and_opens_no_case(house):
    one_off_is_registered(person=house.person(people.NOOR), said=a_talk(house, minutes=12), at=make.NOON)
    assert the_total(unit="contact", service=house.service.code, year=2026) == 1
    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("standing", ["prank", "abusive", "silent", "test"])
def test_what_is_no_real_contact_is_counted_apart_and_opens_no_case(house, standing):
    noor, said = house.person(people.NOOR), a_talk(house, standing=standing)
    one_off_is_registered(person=noor, said=said, at=make.NOON)
    assert the_total(unit="contact", service=house.service.code, year=2026) == 0
    assert the_total(unit="contact", service=house.service.code, year=2026, standing=standing) == 1
    with pytest.raises(NoCaseForThis):
        case_is_registered(person=noor, said=said, prepared=prepare_receipt(), at=make.NOON)


@pytest.mark.django_db
def test_a_case_from_a_talk_is_in_the_hands_of_who_took_the_call_and_the_caller_can_come_back(house):
    noor = house.person(people.NOOR)
    done = case_is_registered(person=noor, said=a_talk(house, did="Uitgelegd wat wij doen."), prepared=prepare_receipt(), at=make.NOON)
    assert done.case.handler == noor.account
    assert open_receipt(done.code).may_open(done.case.conversation_compartment)
