"""A point that is found upheld is looked at again: somebody has it to do, with a day. One that isn't upheld asks nothing of anybody."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.points import state_of
from gehoor.domain.services.registry import the_service
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.points_are_handled import item_is_added, item_is_found
from tests import make, people

pytestmark = pytest.mark.django_db
JUDGING = ("akj", "dfc", "kg", "krc", "vk")
TOLD_AT_ONCE = ("akj", "dfc")


@pytest.mark.parametrize(("finding", "due"), [
    ("upheld", ["2026-06-08"]), ("partly", ["2026-06-08"]), ("not_upheld", []), ("withdrawn", [])])
def test_ninety_days_after_a_point_is_found_upheld_somebody_looks_whether_it_was_done(settings, finding, due):
    """Found on 10 March 2026: 21 days left in March, 30 in April, 31 in May make 82, and 8 June is the ninetieth."""
    settings.GEHOOR_SERVICES = ("akj",)
    house = make.a_house()
    noor = house.person(people.NOOR)
    case = access_case(noor, make.a_report(house, child_age=16).case.reference)
    case = case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    item = item_is_added(person=noor, case=case, point=Point(words="Op slot op zondag", received_at=make.NOON), at=make.NOON)
    item_is_found(person=noor, case=case, number=item.number, finding=finding, reasons=people.REASONS, seen=state_of(item), at=make.NOON)
    waiting = case.tasks.filter(kind="follow_up")
    assert [one.due_on.isoformat() for one in waiting] == due
    assert all(one.account == noor.account for one in waiting)
    staff_file = noor.keyring.open(case.compartment_id)
    assert all(one.unsealed(staff_file)["what"].startswith("1. ") for one in waiting)


@pytest.mark.parametrize("code", JUDGING)
def test_every_service_that_judges_points_looks_again_and_tells_nobody_before_its_own_judgement(settings, code):
    """Where somebody else judges, the words stand ready at once; who judges itself says it with its judgement, which two people see."""
    settings.GEHOOR_SERVICES = (code,)
    procedure = the_service(code, make.NOON.date()).procedure
    again = {one.code: one.needs_follow_up for one in procedure.findings if one.needs_follow_up}
    assert set(again) == {"upheld", "partly"}
    assert {one.tells for one in again.values()} == ({"looking_on"} if code in TOLD_AT_ONCE else {None})
    assert "looking_on" in {block.code for block in procedure.text_blocks}
