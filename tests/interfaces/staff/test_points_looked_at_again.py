"""After a point is found upheld, the words stand ready that tell the young person that somebody looks again."""

import pytest

from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.points import state_of
from gehoor.journeys.case_moves_on import the_moves
from gehoor.journeys.points_are_handled import item_is_added, item_is_found
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


def test_the_step_that_ends_names_the_points_without_a_finding_and_stops_nobody(house, desk):
    noor = house.person(people.NOOR)
    case = make.a_report(house, child_age=16).case
    for words in ("Geen antwoord", "Geen plek"):
        item_is_added(person=noor, case=case, point=Point(words=words, received_at=make.NOON), at=make.NOON)
    first = case.items.get(number=1)
    item_is_found(person=noor, case=case, number=1, finding="withdrawn", reasons=people.REASONS, seen=state_of(first), at=make.NOON)
    ends = next(one for one in the_moves(case, person=noor) if one.closes and not one.grounds)
    address = f"/werk/case/{case.reference}/move/{ends.code}/"
    page = desk(people.NOOR).page(address)
    assert "Nog zonder bevinding:" in page
    assert f"/werk/case/{case.reference}/do/find/2/" in page and f"/werk/case/{case.reference}/do/find/1/" not in page
    goes_on = next(one for one in the_moves(case, person=noor) if not one.closes)
    assert "Nog zonder bevinding:" not in desk(people.NOOR).page(f"/werk/case/{case.reference}/move/{goes_on.code}/")
