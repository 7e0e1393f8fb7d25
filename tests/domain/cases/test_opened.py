"""A case with a long timeline: the newest of it is read, and all of it when somebody asks."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.opened import AT_ONCE, OpenedCase
from gehoor.foundation.action import journey
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned
from tests import make, people


def opened_after(lines: int) -> OpenedCase:
    """A case that somebody took and another step of which is told, and then so many lines."""
    house = make.a_house()
    noor, case = house.person(people.NOOR), make.a_report(house).case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    with journey("test.long", at=make.NOON, actor=noor.account):
        write_timeline(case=case, kind="moved", at=make.NOON + make.HOUR, account=noor.account, codes={"from": "new", "to": "looking"})
        for number in range(lines):
            write_timeline(case=case, kind="summarised", at=make.NOON + (number + 2) * make.HOUR, account=noor.account)
    # The first opening is a line of its own, later than all of these.
    case_is_opened(person=noor, case=access_case(noor, case.reference), at=make.NOON + 90 * make.HOUR)
    return case_is_opened(person=noor, case=access_case(noor, case.reference), at=make.NOON + 91 * make.HOUR)


@pytest.mark.django_db
def test_a_short_timeline_is_read_whole():
    opened = opened_after(lines=2)
    assert opened.timeline is opened.newest
    assert opened.happened == len(opened.newest) == opened.case.timeline.count()
    assert [step.codes for step in opened.steps] == [{"from": "new", "to": "looking"}]


@pytest.mark.django_db
def test_of_a_long_timeline_the_newest_are_read_and_the_rest_when_asked(django_assert_num_queries):
    opened = opened_after(lines=AT_ONCE + 5)
    all_of_it = list(opened.case.timeline.all())
    assert [one.row.pk for one in opened.newest] == [row.pk for row in all_of_it[:AT_ONCE]]
    assert opened.happened == len(all_of_it) > AT_ONCE
    # The lines, and the people in them.
    with django_assert_num_queries(2):
        assert [one.row.pk for one in opened.timeline] == [row.pk for row in all_of_it]
        assert {one.row.account.name for one in opened.timeline if one.row.account} == {people.NOOR.name}
    assert [step.codes for step in opened.steps] == [{"from": "new", "to": "looking"}]
