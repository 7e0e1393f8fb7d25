"""Each child in a case is counted once, however it got there, by what its case is about and by its own age."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Party
from gehoor.domain.cases.points import state_of
from gehoor.domain.figures.queries import Cut, the_cut, the_total
from gehoor.foundation.vault.receipts import prepare_receipt
from gehoor.journeys.answers_are_filled_in import answers_are_filled_in
from gehoor.journeys.case_moves_on import case_is_classified
from gehoor.journeys.contact_is_registered import Registration, case_is_registered
from gehoor.journeys.people_are_known import party_is_added, party_is_changed
from tests import make, people

pytestmark = pytest.mark.django_db
LATER = make.NOON + timedelta(hours=1)


@pytest.fixture
def its_service():
    return "vk"


def children(house, rows: str = "", columns: str = "") -> dict:
    return the_cut(Cut(code="x", unit="child_in_case", rows=rows, columns=columns), service=house.service.code, year=2026)


def many(house) -> int:
    return the_total(unit="child_in_case", service=house.service.code, year=2026)


def change(noor, party: Party, *, role: str = "child", **about) -> None:
    party.refresh_from_db()
    party_is_changed(person=noor, case=party.case, party=party.pk, role=role, about=about, seen=state_of(party), at=LATER)


@pytest.fixture
def case(house, noor):
    """A case of which nobody said yet which child it is about."""
    return access_case(noor, make.a_report(house, audience="parent").case.reference)


def test_a_child_that_tells_is_counted_with_its_case(house):
    make.a_report(house, audience="child", child_age=12)
    assert children(house, "child_age") == {("a12_13", ""): 1}


def test_a_caller_who_names_a_child_has_it_counted(house, noor):
    said = Registration(service=house.service, team=house.team, channel="phone", kind=house.service.procedure.counts_as,
                        reporter_role="neighbour", words=people.AMIRS_STORY, child={"name": people.AMIR["name"], "age": "7 jaar"})
    case_is_registered(person=noor, said=said, prepared=prepare_receipt(), at=make.NOON)
    assert children(house, "child_age") == {("a06_11", ""): 1}


def test_two_siblings_in_one_case_are_two_children_and_one_case(house, noor, case):
    for born in ("11-09-2014", "02-01-2024"):
        party_is_added(person=noor, case=case, role="child", about={"born": born}, at=make.NOON)
    party_is_added(person=noor, case=case, role="parent", about={}, at=make.NOON)
    assert children(house, "child_age") == {("a06_11", ""): 1, ("a00_02", ""): 1}
    assert the_total(unit="case", service=house.service.code, year=2026) == 1


def test_said_anew_it_is_the_same_child(house, noor, case):
    child = party_is_added(person=noor, case=case, role="child", about={"age": "7"}, at=make.NOON)
    change(noor, child, age="8")
    change(noor, child, age="13")
    change(noor, child, age="13", mind="stil")
    assert children(house, "child_age") == {("a12_13", ""): 1}
    assert many(house) == 1


def test_who_turns_out_to_be_no_child_is_counted_no_longer_and_the_other_way_round(house, noor, case):
    somebody = party_is_added(person=noor, case=case, role="child", about={"age": "17"}, at=make.NOON)
    change(noor, somebody, role="parent")
    assert many(house) == 0
    change(noor, somebody, role="child")
    assert many(house) == 1


def test_a_group_is_no_child_that_is_counted(house, noor, case):
    party_is_added(person=noor, case=case, role="group", about={"number": "40"}, at=make.NOON)
    assert many(house) == 0


def test_what_the_case_is_about_is_said_of_its_children_too_also_when_it_is_corrected(house, noor, case):
    party_is_added(person=noor, case=case, role="child", about={"age": "7"}, at=make.NOON)
    said = {"person": noor, "case": case, "theme": house.themes[0], "themes": [], "failings": [], "at": LATER}
    case_is_classified(**said, kind="concern_report", marks={"violence": ["physical_abuse", "emotional_abuse"], "by_whom": ["parent"]})
    party_is_added(person=noor, case=case, role="child", about={"age": "4"}, at=LATER)
    assert children(house, "violence", "by_whom") == {("physical_abuse", "parent"): 2, ("emotional_abuse", "parent"): 2}
    case_is_classified(**said, kind="concern_report", marks={"violence": ["sexual"], "by_whom": ["parent"]})
    assert children(house, "violence") == {("sexual", ""): 2}
    assert many(house) == 2


def test_a_child_that_an_answer_tells_later_is_counted_once(house, noor, case):
    asked = {one.means: one.code for one in house.service.questionnaire("parent").fields() if one.means}
    for age in (7, 12):
        answers_are_filled_in(person=noor, case=case, answers={asked["child_age"]: age}, at=LATER)
    assert children(house, "child_age") == {("a12_13", ""): 1}


def test_a_child_points_at_its_count_and_the_count_at_nothing(house, noor, case):
    child = party_is_added(person=noor, case=case, role="child", about={"age": "7"}, at=make.NOON)
    assert Party.objects.get(pk=child.pk).fact
