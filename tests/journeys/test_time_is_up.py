"""What the clock does by itself."""

import pytest

from gehoor.foundation.action import journey
from gehoor.foundation.vault.models import Compartment
from gehoor.journeys.case_moves_on import seal_anew
from gehoor.journeys.time_is_up import an_hour_passes
from tests import make, people


@pytest.mark.django_db(transaction=True)
def test_keys_from_before_a_wall_go_within_the_hour_when_the_server_fell_in_between():
    house = make.a_house()
    noor, case = house.person(people.NOOR), make.a_report(house).case
    before = [case.compartment_id, case.conversation_compartment]
    with journey("case.walled", at=make.NOON, actor=noor.account):
        seal_anew(person=noor, case=case, holders=[noor.id])
    assert noor.keyring.may_open(before[0])
    an_hour_passes(at=make.NOON + make.HOUR)
    assert not any(noor.keyring.may_open(one) for one in before)
    assert Compartment.objects.filter(id__in=before, erased_on=None).count() == 0
    assert noor.keyring.may_open(case.compartment_id)
