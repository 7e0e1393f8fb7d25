"""Complaints and children of one case are counted apart, from the sheet that asks both; said anew, the newest holds."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.figures.models import Fact
from gehoor.domain.figures.queries import Cut, the_cut, the_total
from gehoor.journeys.case_moves_on import sheet_is_filled
from gehoor.journeys.year_is_counted import the_year
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings):
    settings.GEHOOR_SERVICES = ("akj",)
    return make.a_house()


@pytest.fixture
def noor(house):
    return house.person(people.NOOR)


def fill(house, noor, case, *, complaints: int, children: int, kinds=("sexual",), at=make.NOON) -> None:
    sheet_is_filled(person=noor, case=case, code="boundary", at=at,
                    answers={"kinds": list(kinds), "by_whom": ["staff"], "complaints": complaints, "children": children})


def by_kind(house, unit: str) -> dict:
    return the_cut(Cut(code="x", unit=unit, rows="violence", columns="by_whom"), service=house.service.code, year=2026)


def test_complaints_and_children_are_two_numbers_that_need_not_add_up(house, noor):
    case = access_case(noor, make.a_report(house).case.reference)
    fill(house, noor, case, complaints=1, children=3, kinds=("sexual", "physical"))
    assert by_kind(house, "complaint") == {("sexual", "staff"): 1, ("physical", "staff"): 1}
    assert by_kind(house, "child_in_case") == {("sexual", "staff"): 3, ("physical", "staff"): 3}
    assert the_total(unit="child_in_case", service=house.service.code, year=2026) == 3


def test_said_anew_the_newest_holds_and_the_old_one_is_taken_back(house, noor):
    case = access_case(noor, make.a_report(house).case.reference)
    fill(house, noor, case, complaints=1, children=3)
    fill(house, noor, case, complaints=1, children=2, kinds=("physical",), at=make.NOON + timedelta(hours=1))
    assert by_kind(house, "child_in_case") == {("physical", "staff"): 2}
    fill(house, noor, case, complaints=0, children=0, at=make.NOON + timedelta(hours=2))
    assert by_kind(house, "child_in_case") == by_kind(house, "complaint") == {}
    assert Fact.objects.filter(unit="child_in_case").count() == 4, "corrected by later rows, never changed"


def test_small_numbers_of_children_stay_secret_as_others_do(house, noor):
    case = access_case(noor, make.a_report(house).case.reference)
    fill(house, noor, case, complaints=1, children=3)
    table = next(one for one in the_year(service=house.service, year=2026, language="nl").tables
                 if one.code == "children_by_violence_and_by_whom")
    assert table.unit == "child_in_case"
    assert 3 not in [*table.cells.values(), *table.row_totals.values(), table.total]
