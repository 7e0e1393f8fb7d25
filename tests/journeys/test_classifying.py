"""What a case is about: codes of the lists that its service declares, on the case, in its timeline, and in the figures."""

import pytest

from gehoor.domain.cases.models import Classification
from gehoor.domain.figures.models import FactMark
from gehoor.domain.services.labels import NotDeclared
from gehoor.journeys.case_moves_on import case_is_classified
from gehoor.journeys.names_are_kept import NamesStandThere
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.year_is_counted import the_year
from tests import make, people
from tests.wide import wide, wide_house

__all__ = ["wide", "wide_house"]
pytestmark = pytest.mark.django_db


def classify(house, case, *, kind="complaint", theme="school", **said):
    return case_is_classified(person=house.person(people.NOOR), case=case, kind=kind, theme=theme, themes=[],
                              failings=said.pop("failings", []), at=make.NOON, **said)


def codes(case, axis: str) -> set[str]:
    return set(Classification.objects.filter(case=case, axis=axis).values_list("code", flat=True))


def test_marks_stand_on_the_case_and_a_list_that_is_not_named_stays_as_it_is(wide_house):
    case = make.a_report(wide_house).case
    classify(wide_house, case, marks={"violence": ["hitting", "scolding"], "tag": ["flood"]})
    classify(wide_house, case, marks={"violence": ["hitting"]})
    assert (codes(case, "violence"), codes(case, "tag")) == ({"hitting"}, {"flood"})
    classify(wide_house, case)
    assert codes(case, "violence") == {"hitting"}
    classify(wide_house, case, marks={"violence": []})
    assert codes(case, "violence") == set()


@pytest.mark.parametrize("said", [
    {"marks": {"violence": ["kicking"]}}, {"marks": {"failing": ["waiting"]}}, {"marks": {"colour": ["red"]}}, {"theme": "sport"},
    {"kind": "gossip"}, {"failings": ["bad"]},
])
def test_a_code_that_the_service_does_not_declare_is_refused_and_nothing_is_kept(wide_house, said):
    case = make.a_report(wide_house).case
    with pytest.raises(NotDeclared):
        classify(wide_house, case, **said)
    assert not case.classifications.exists()


def test_the_figures_follow_every_mark(wide_house):
    case = make.a_report(wide_house).case
    classify(wide_house, case, failings=["waiting", "no_access"], marks={"violence": ["hitting", "scolding"]})
    table = next(one for one in the_year(service=wide_house.service, year=2026, language="nl").tables if one.code == "violence")
    assert (table.row_total("hitting"), table.row_total("scolding"), table.total, table.adds_up) == (1, 1, 1, False)
    assert set(FactMark.objects.values_list("axis", "code")) >= {("failing", "waiting"), ("failing", "no_access"), ("theme", "school")}
    classify(wide_house, case, marks={"violence": ["scolding"]})
    table = next(one for one in the_year(service=wide_house.service, year=2026, language="nl").tables if one.code == "violence")
    assert (table.row_total("hitting"), table.row_total("scolding")) == (0, 1)


def test_the_timeline_keeps_what_was_said(wide_house):
    case = make.a_report(wide_house).case
    classify(wide_house, case, marks={"violence": ["hitting"], "tag": []})
    entry = case.timeline.filter(kind="classified").get()
    assert entry.codes == {"kind": "complaint", "theme": "school", "themes": [], "failings": [], "marks": {"violence": ["hitting"]}}


def test_what_makes_somebody_vulnerable_is_no_mark_of_a_case(wide_house):
    case = make.a_report(wide_house).case
    with pytest.raises(NotDeclared):
        classify(wide_house, case, marks={"marker": ["undocumented"]})
    assert not case.classifications.filter(axis="marker").exists()


def test_a_case_with_names_does_not_become_one_without(wide_house):
    case = make.a_report(wide_house).case
    classify(wide_house, case, kind="consult")
    classify(wide_house, case, kind="complaint")
    party_is_added(person=wide_house.person(people.NOOR), case=case, role="child", about=people.AMIR, is_child=True, at=make.NOON)
    with pytest.raises(NamesStandThere, match="bij de mensen"):
        classify(wide_house, case, kind="consult")
    case.refresh_from_db()
    assert case.kind == "complaint"
