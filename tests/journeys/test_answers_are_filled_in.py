"""What was still to be asked and is filled in later stands with the people of the case too, and writes over nobody's words."""

import pytest

from gehoor.domain.cases.points import state_of
from gehoor.journeys.answers_are_filled_in import answers_are_filled_in
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.people_are_known import party_is_added, party_is_changed
from tests import make
from tests.wide import wide

__all__ = ["wide"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wide")]


@pytest.fixture
def case(house):
    return make.a_report(house, audience="adult", reporter_role="parent", contact_kind="complaint").case


def fill_in(noor, case, **answers):
    answers_are_filled_in(person=noor, case=case, answers=answers, at=make.NOON)


def children(noor, case) -> list[dict]:
    return [known.said for known in case_is_opened(person=noor, case=case, at=make.NOON).parties if known.row.is_child]


def test_a_child_of_whom_nobody_spoke_becomes_a_person_of_the_case(noor, case):
    fill_in(noor, case, who="Emma De Wit")
    assert [said["name"] for said in children(noor, case)] == ["Emma De Wit"]


def test_what_was_lacking_of_a_child_is_added_to_what_stands_there(noor, case):
    party_is_added(person=noor, case=case, role="child", about={"name": "", "age": "12", "pseudonym": "E."}, at=make.NOON)
    fill_in(noor, case, who="Emma")
    assert children(noor, case) == [{"name": "Emma", "age": "12", "pseudonym": "E."}]


def test_an_answer_that_is_mended_is_mended_with_the_people_but_what_a_colleague_wrote_there_stays(noor, case):
    fill_in(noor, case, who="Ema")
    fill_in(noor, case, who="Emma")
    assert [said["name"] for said in children(noor, case)] == ["Emma"]
    fill_in(noor, case, who="Emma")
    child = case.parties.get(is_child=True)
    party_is_changed(person=noor, case=case, party=child.id, role="child", about={"name": "Emma-Lou"}, seen=state_of(child), at=make.NOON)
    fill_in(noor, case, who="Em")
    assert [said["name"] for said in children(noor, case)] == ["Emma-Lou"]


def test_of_two_children_nobody_but_a_person_says_which_one_was_meant(noor, case):
    for name in ("Yusuf", ""):
        party_is_added(person=noor, case=case, role="child", about={"name": name}, at=make.NOON)
    fill_in(noor, case, who="Aya")
    assert sorted(said["name"] for said in children(noor, case)) == ["", "Yusuf"]


def test_whom_it_is_about_becomes_a_respondent_where_nobody_was_named(noor, case):
    fill_in(noor, case, places=["Opvang De Wolk"])
    fill_in(noor, case, places=["Opvang De Zon"])
    opened = case_is_opened(person=noor, case=case, at=make.NOON)
    assert [known.said["words"] for known in opened.respondents] == ["Opvang De Wolk"]
