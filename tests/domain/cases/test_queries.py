"""The work list: urgent first, narrowed, marked, and never a query a row."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.queries import Filters, the_candidates, the_counts, the_readings, the_worklist
from gehoor.domain.directory.actions import add_institution
from gehoor.foundation.action import journey
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import respondent_is_named, urgency_is_decided
from tests import make, people


@pytest.fixture
def house():
    return make.a_house()


def listed(person, **filters) -> list[str]:
    page = the_worklist(person, view="nobody", filters=Filters(**filters), number=1, at=make.NOON)
    return [case.reference for case in page.cases]


@pytest.mark.django_db
def test_urgent_cases_stand_first_whatever_their_age(house):
    noor = house.person(people.NOOR)
    first, second = make.a_report(house).case, make.a_report(house, at=make.NOON + make.HOUR).case
    assert listed(noor) == [first.reference, second.reference]
    ahead = next(one.code for one in house.service.procedure.urgencies if one.ahead)
    urgency_is_decided(person=noor, case=second, urgency=ahead, at=make.NOON + make.HOUR)
    assert listed(noor) == [second.reference, first.reference]


@pytest.mark.django_db
def test_an_urgent_case_has_a_shorter_clock(house):
    noor = house.person(people.NOOR)
    case, other = make.a_report(house).case, make.a_report(house).case
    ahead = next(one.code for one in house.service.procedure.urgencies if one.ahead)
    urgency_is_decided(person=noor, case=case, urgency=ahead, at=make.NOON)
    assert case.next_due_at <= other.next_due_at


@pytest.mark.django_db
def test_filters_narrow_the_list_and_unread_marks_go_when_a_case_is_opened(house):
    noor = house.person(people.NOOR)
    read, unread = make.a_report(house).case, make.a_report(house).case
    case_is_opened(person=noor, case=access_case(noor, read.reference), at=make.NOON)
    assert listed(noor, unread=True) == [unread.reference]
    make.classify(house, noor, read)
    assert listed(noor, theme=house.themes[0]) == [read.reference]
    assert listed(noor, stage="no-such-stage") == []


@pytest.mark.django_db
def test_a_page_of_many_cases_costs_as_many_queries_as_a_page_of_few(house):
    noor = house.person(people.NOOR)

    def queries() -> int:
        with CaptureQueriesContext(connections["default"]) as asked, CaptureQueriesContext(connections["keys"]) as keys:
            the_worklist(noor, view="nobody", filters=Filters(), number=1, at=make.NOON)
        return len(asked) + len(keys)

    make.a_report(house)
    queries()  # what a person is asked once, such as their teams
    few = queries()
    for _more in range(7):
        make.a_report(house)
    assert queries() == few


@pytest.mark.django_db
def test_a_page_holds_fifty_and_says_that_there_is_more(house):
    noor = house.person(people.NOOR)
    for _report in range(51):
        make.a_report(house)
    first = the_worklist(noor, view="nobody", filters=Filters(), number=1, at=make.NOON)
    second = the_worklist(noor, view="nobody", filters=Filters(), number=2, at=make.NOON)
    assert (len(first.cases), first.has_next, len(second.cases), second.has_next) == (50, True, 1, False)
    assert the_counts(noor, make.NOON)["nobody"] == 51


@pytest.mark.django_db
def test_every_opening_is_a_line_that_says_who(house):
    noor = house.person(people.NOOR)
    case = make.a_report(house).case
    for hour in (1, 2):
        case_is_opened(person=noor, case=access_case(noor, case.reference), at=make.NOON + hour * make.HOUR)
    assert [reading.name for reading in the_readings(case)] == ["Noor", "Noor"]


@pytest.mark.django_db
def test_who_stands_too_near_to_a_respondent_is_offered_for_nothing_in_the_case(house):
    noor, lien = house.person(people.NOOR), house.person(people.LIEN)
    case = make.a_report(house).case
    assert lien.account in the_candidates(case)
    with journey("directory.filled", at=make.NOON):
        school = add_institution(name="Atheneum De Brug", kind="school")
        declare_conflict(account=lien.account, institution=school, at=make.NOON)
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=make.NOON)
    assert (noor.account in the_candidates(case), lien.account in the_candidates(case)) == (True, False)
