"""What a questionnaire may mean beyond a story: the kind, marks, several places, a team by theme, and what contact needs."""

import pytest

from gehoor.domain.cases.models import Classification
from gehoor.domain.consent.queries import the_contact_consent
from gehoor.domain.figures.models import Fact
from tests import make, people
from tests.wide import wide, wide_house

__all__ = ["wide", "wide_house"]
pytestmark = pytest.mark.django_db


def report(house, **told):
    return make.a_report(house, audience="adult", reporter_role="parent", **told).case


def test_a_report_begins_as_the_kind_that_was_chosen_and_is_counted_so(wide_house):
    case = report(wide_house, contact_kind="consult")
    assert case.kind == "consult"
    assert set(Fact.objects.values_list("kind", flat=True)) == {"consult"}
    assert report(wide_house).kind == "complaint"


def test_what_was_chosen_from_the_lists_stands_on_the_case_and_in_the_facts_but_for_what_makes_vulnerable(wide_house):
    case = report(wide_house, violence=["hitting", "scolding"], by_whom="parent", marker=["undocumented"], theme=["school", "family"])
    found = set(Classification.objects.filter(case=case).values_list("axis", "code"))
    assert found == {("violence", "hitting"), ("violence", "scolding"), ("by_whom", "parent")}, "what makes vulnerable stays an answer"
    for unit in ("case", "contact"):
        marks = set(Fact.objects.get(unit=unit).marks.values_list("axis", "code"))
        assert marks == {*found, ("theme", "school"), ("theme", "family")}


def test_several_places_are_respondents_of_their_own_each_with_its_tag(wide_house):
    school, home = make.an_institution("Atheneum De Brug", place="Mechelen"), make.an_institution("Leefgroep Zuid", place="Gent")
    case = report(wide_house, respondent=[str(school), str(home), "het internaat"])
    assert {bytes(one.tag) if one.tag else None for one in case.respondents.all()} == {school.tag, home.tag, None}


def test_the_main_theme_leads_to_its_team_and_another_theme_to_that_of_the_audience(wide_house):
    assert report(wide_house, theme=["family", "school"]).team.code == "homes"
    assert report(wide_house, theme=["school", "family"]).team.code == "line"


def test_a_region_is_counted_by_its_code(wide_house):
    report(wide_house, region="brussels")
    assert set(Fact.objects.values_list("region", flat=True)) == {"brussels"}


def test_what_contact_needs_is_sealed_with_the_contact_wish(wide_house):
    case = report(wide_house, spoken_language="Tigrinya", child_agrees="no")
    how = the_contact_consent(case).unsealed(wide_house.person(people.NOOR).keyring.open(case.compartment_id))
    assert (how["language"], how["child_agrees"], how["child_knows"]) == ("Tigrinya", "no", "")
