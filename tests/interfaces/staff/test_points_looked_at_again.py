"""After a point is found upheld, the words stand ready that tell the young person that somebody looks again."""

import pytest

from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.points import state_of
from gehoor.journeys.points_are_handled import item_is_added
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings):
    settings.GEHOOR_SERVICES = ("dfc",)
    return make.a_house()


def test_a_point_that_is_upheld_leads_to_the_words_for_who_told_it(house, desk):
    noor = house.person(people.NOOR)
    case = make.a_report(house, child_age=16).case
    item = item_is_added(person=noor, case=case, point=Point(words="Geen antwoord", received_at=make.NOON), at=make.NOON)
    said = {"finding": "upheld", "reasons": people.REASONS, "told": "", "seen": state_of(item)}
    answer = desk(people.NOOR).post(f"/werk/case/{case.reference}/do/find/1/", said)
    assert answer["Location"] == f"/werk/case/{case.reference}/do/answer/?block=looking_on"
    assert case.tasks.filter(kind="follow_up").count() == 1
