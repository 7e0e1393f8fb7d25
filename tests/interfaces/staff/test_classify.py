"""Saying what a case is about: the form offers the lists of the service, and the page tells them in words."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.working import mark
from gehoor.foundation.action import journey
from gehoor.journeys.case_moves_on import case_is_assigned
from tests import make, people
from tests.wide import wide

__all__ = ["wide"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wide")]


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def case(house, noor):
    case = access_case(noor.person, make.a_report(house).case.reference)
    return case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)


def at(case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def test_the_form_has_a_section_for_each_list_and_the_page_tells_what_was_chosen(noor, case):
    form = noor.page(at(case, "do/classify/"))
    for section in ("Soort geweld", "Door wie", "Soort instelling", "Maatregelen die vrijheid beperken", "Crisis of gebeurtenis",
                    "Wat wij kunnen doen", "Hoe zeker"):
        assert section in form
    assert "Zonder papieren" not in form
    noor.send(at(case, "do/classify/"), 302, kind="complaint", theme="school", mark_violence=["hitting", "scolding"],
              mark_tag=["flood"])
    page = noor.page(at(case))
    assert "Slaan, Schelden" in page
    assert "zei waarover het gaat: Klacht; Thema: Onderwijs; Soort geweld: Slaan, Schelden; Crisis of gebeurtenis: Overstroming." in page
    again = noor.page(at(case, "do/classify/"))
    assert again.count(" checked") == 3


def test_the_tag_of_a_crisis_that_passed_is_offered_only_where_it_stands(noor, case):
    assert "Storm" not in noor.page(at(case, "do/classify/"))
    with journey("test.tagged", at=make.NOON):
        mark(case=case, marks={"tag": ["storm"]})
    assert "Storm" in noor.page(at(case, "do/classify/"))
    noor.send(at(case, "do/classify/"), 422, kind="complaint", theme="school", mark_tag=["hail"])


def test_a_kind_without_names_is_refused_with_the_reason_where_somebody_is_named(noor, case):
    noor.send(at(case, "do/party/"), 302, role="child", name="Emma", age="12")
    page = noor.send(at(case, "do/classify/"), 422, kind="consult", theme="school")
    assert "hier wordt wel iemand genoemd: bij de mensen" in page
