"""What a sheet says is counted: complaints and children apart, and what was decided; said anew, the newest holds."""

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
def its_service():
    return "akj"


def fill(house, noor, case, *, complaints: int, children: int, kinds=("sexual",), at=make.NOON) -> None:
    sheet_is_filled(person=noor, case=case, code="boundary", at=at,
                    answers={"kinds": list(kinds), "by_whom": ["staff"], "complaints": complaints, "children": children})


def by_kind(house, unit: str) -> dict:
    return the_cut(Cut(code="x", unit=unit, rows="violence", columns="by_whom"), service=house.service.code, year=2026)


def test_complaints_and_children_are_two_numbers_that_need_not_add_up(house, noor):
    case = access_case(noor, make.a_report(house).case.reference)
    fill(house, noor, case, complaints=1, children=3, kinds=("sexual", "physical"))
    assert by_kind(house, "complaint") == {("sexual", "staff"): 1, ("physical", "staff"): 1}
    assert by_kind(house, "child_supported") == {("sexual", "staff"): 3, ("physical", "staff"): 3}
    assert the_total(unit="child_supported", service=house.service.code, year=2026) == 3


def test_said_anew_the_newest_holds_and_the_old_one_is_taken_back(house, noor):
    case = access_case(noor, make.a_report(house).case.reference)
    fill(house, noor, case, complaints=1, children=3)
    fill(house, noor, case, complaints=1, children=2, kinds=("physical",), at=make.NOON + timedelta(hours=1))
    assert by_kind(house, "child_supported") == {("physical", "staff"): 2}
    fill(house, noor, case, complaints=0, children=0, at=make.NOON + timedelta(hours=2))
    assert by_kind(house, "child_supported") == by_kind(house, "complaint") == {}
    assert Fact.objects.filter(unit="child_supported").count() == 4, "corrected by later rows, never changed"


def test_small_numbers_of_children_stay_secret_as_others_do(house, noor):
    case = access_case(noor, make.a_report(house).case.reference)
    fill(house, noor, case, complaints=1, children=3)
    table = next(one for one in the_year(service=house.service, year=2026, language="nl").tables
                 if one.code == "children_by_violence_and_by_whom")
    assert table.unit == "child_supported"
    assert 3 not in [*table.cells.values(), *table.row_totals.values(), table.total]


@pytest.fixture
def centre(settings):
    """A centre that says at the end what became of four goals."""
    settings.GEHOOR_SERVICES = ("vk",)
    return make.a_house()


@pytest.fixture
def helpdesk(settings):
    """A helpdesk that decides what it can do for somebody."""
    settings.GEHOOR_SERVICES = ("dfc",)
    return make.a_house()


GOALS = {"detected": "yes", "stopped": "partly", "prevented": "no", "recovery": "none", "remarks": people.AMIRS_STORY}


def goals_of(centre, goal: str, columns: str = "") -> dict:
    return the_cut(Cut(code="x", unit="filled_in", rows=f"mission_goals.{goal}", columns=columns), service=centre.service.code, year=2026)


def test_v16_the_four_goals_of_a_file_are_counted_by_what_became_of_each(centre):
    noor = centre.person(people.NOOR)
    for number in range(2):
        case = access_case(noor, make.a_report(centre).case.reference)
        for moment, answer in enumerate(("no", "partly")):
            sheet_is_filled(person=noor, case=case, code="mission_goals", answers=GOALS | {"stopped": answer},
                            at=make.NOON + timedelta(hours=number + 2 * moment))
    assert goals_of(centre, "stopped") == {("partly", ""): 2}, "each file once, as its newest sheet says"
    assert goals_of(centre, "detected", "mission_goals.recovery") == {("yes", "none"): 2}
    table = next(one for one in the_year(service=centre.service, year=2026, language="nl").tables if one.by == ("mission_goals.stopped",))
    assert (table.unit, table.total, table.adds_up, table.how_to_add) == ("filled_in", 2, True, "")
    assert [row.label for row in table.rows] == ["Ja", "Deels", "Neen", "Niet van toepassing"]


def test_of_words_and_of_whose_they_are_nothing_is_counted(centre):
    noor = centre.person(people.NOOR)
    case = access_case(noor, make.a_report(centre).case.reference)
    sheet_is_filled(person=noor, case=case, code="mission_goals", answers=GOALS, at=make.NOON)
    counted = Fact.objects.filter(unit="filled_in").get()
    assert {mark.axis for mark in counted.marks.all()} == {f"mission_goals.{goal}" for goal in GOALS if goal != "remarks"}
    assert not {counted.theme, counted.kind, counted.child_age, counted.audience} - {""}
    assert counted.pk not in {case.fact, *case.parties.values_list("fact", flat=True)}, "nothing that is sealed becomes plain beside a case"


def test_d5_what_we_can_do_is_decided_on_its_sheet_and_counted_by_case(helpdesk):
    noor = helpdesk.person(people.NOOR)
    case = make.classify(helpdesk, noor, access_case(noor, make.a_report(helpdesk).case.reference))
    said = {"why": "…", "mandate": "nobody", "told": "yes"}
    for levels in (["level_1_information", "level_6_report"], ["level_2_short_advice", "level_6_report"]):
        sheet_is_filled(person=noor, case=case, code="what_we_can_do", answers=said | {"levels": levels}, at=make.NOON)
    by_level = the_cut(Cut(code="x", unit="case", rows="help_level", columns="theme"), service="dfc", year=2026)
    assert by_level == {("level_2_short_advice", case.theme): 1, ("level_6_report", case.theme): 1}
    assert the_total(unit="case", service="dfc", year=2026) == 1
    kept = case.classifications.filter(axis="help_level").values_list("code", flat=True)
    assert sorted(kept) == ["level_2_short_advice", "level_6_report"], "and lists filter by it"
