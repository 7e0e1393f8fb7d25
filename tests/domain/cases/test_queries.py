"""The work list: urgent first, narrowed, marked, and never a query a row."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
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
    page = the_worklist(person, view="nobody", filters=Filters(**filters), at=make.NOON)
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
def test_what_is_urgent_stands_before_what_is_due_sooner(house):
    """Told four days later, so that all of it is due later than what nobody has read since."""
    noor = house.person(people.NOOR)
    waits, urgent = make.a_report(house).case, make.a_report(house, at=make.NOON + 4 * make.DAY).case
    ahead = next(one.code for one in house.service.procedure.urgencies if one.ahead)
    urgency_is_decided(person=noor, case=urgent, urgency=ahead, at=make.NOON + 4 * make.DAY)
    assert urgent.next_due_at > waits.next_due_at
    assert listed(noor) == [urgent.reference, waits.reference]


@pytest.mark.django_db
def test_an_urgent_case_has_a_shorter_clock(house):
    noor = house.person(people.NOOR)
    case, other = make.a_report(house).case, make.a_report(house).case
    ahead = next(one.code for one in house.service.procedure.urgencies if one.ahead)
    urgency_is_decided(person=noor, case=case, urgency=ahead, at=make.NOON)
    assert case.next_due_at < other.next_due_at


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
def test_a_list_that_was_asked_before_says_what_changed_since_and_shows_nothing_to_who_left_the_team(house):
    noor = people.NOOR
    first = make.a_report(house).case
    assert listed(house.person(noor)) == [first.reference]
    second = make.a_report(house).case
    assert listed(house.person(noor)) == [first.reference, second.reference]
    house.person(noor).account.memberships.all().delete()
    assert listed(house.person(noor)) == []


@pytest.mark.django_db
def test_a_page_of_many_cases_costs_as_many_queries_as_a_page_of_few(house):
    noor = house.person(people.NOOR)

    def queries() -> int:
        with CaptureQueriesContext(connections["default"]) as asked, CaptureQueriesContext(connections["keys"]) as keys:
            the_worklist(noor, view="nobody", at=make.NOON)
        return len(asked) + len(keys)

    make.a_report(house)
    queries()  # what a person is asked once, such as their teams
    few = queries()
    for _more in range(7):
        make.a_report(house)
    assert queries() == few


@pytest.mark.django_db
def test_a_page_holds_fifty_and_the_next_goes_on_where_it_stopped_whatever_came_in_between(house):
    noor = house.person(people.NOOR)
    for _report in range(51):
        make.a_report(house)
    first = the_worklist(noor, view="nobody", at=make.NOON)
    ahead = next(one.code for one in house.service.procedure.urgencies if one.ahead)
    urgent = make.a_report(house).case
    urgency_is_decided(person=noor, case=urgent, urgency=ahead, at=make.NOON)
    second = the_worklist(noor, view="nobody", after=first.last, at=make.NOON)
    back = the_worklist(noor, view="nobody", before=second.first, at=make.NOON)
    assert (len(first.cases), first.has_previous, first.has_next) == (50, False, True)
    assert (len(second.cases), second.has_previous, second.has_next) == (1, True, False)
    assert ([case.pk for case in back.cases], back.has_previous, back.has_next) == ([case.pk for case in first.cases], True, True)
    assert the_counts(noor, make.NOON)["nobody"] == 52


@pytest.mark.django_db
def test_a_case_keeps_its_place_with_what_the_place_follows_from(house):
    noor = house.person(people.NOOR)
    case, other = make.a_report(house).case, make.a_report(house).case
    make.close(house, noor, case)
    make.close(house, noor, other, at=make.NOON + make.HOUR)
    closed = the_worklist(noor, view="closed", at=make.NOON + make.HOUR).cases
    assert [one.pk for one in closed] == [other.pk, case.pk], "closed last stands first"
    for one in Case.objects.all():
        assert one.place == one.place_with()


def explained(ask) -> list[tuple[str, str]]:
    """Each statement about cases that is asked, with how the database finds its answer."""
    connection, asked = connections["default"], []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a table of a few rows is read whole, unless that is forbidden
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        said = []
        for sql, params in asked:
            if 'FROM "cases_case"' in sql and "cases_seen" not in sql:
                cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, params)
                said.append((sql, "\n".join(str(row[-1]) for row in cursor.fetchall())))
    return said


HELD_BY = {
    people.NOOR: {"mine": ["open_of_handler"], "nobody": ["open_of_nobody"], "team": ["open_of_handler", "open_of_nobody"],
                  "waiting": ["open_of_handler", "waiting_of_nobody"], "closed": ["closed_of_handler", "closed_of_handler"]},
    people.ILIAS: {"mine": ["open_of_handler"], "nobody": ["open_of_nobody"], "team": ["open_of_team"], "waiting": ["waiting_of_team"],
                   "closed": ["closed_of_team"]},
}


@pytest.mark.django_db
@pytest.mark.parametrize("figure", HELD_BY, ids=lambda figure: figure.username)
@pytest.mark.parametrize("turn", [{}, {"after": 5}, {"before": 2**62}], ids=str)
def test_every_part_of_a_list_stands_in_an_index_in_the_order_of_the_list(house, figure, turn):
    person = house.person(figure)
    make.a_report(house)
    for view, indexes in HELD_BY[figure].items():
        found = explained(lambda view=view: the_worklist(person, view=view, **turn, at=make.NOON))
        held = [plan for sql, plan in found if '"cases_named"' not in sql and "ORDER BY" in sql]
        for index, plan in zip(indexes, held, strict=True):
            # PostgreSQL chooses among them by how much there is; here there is nothing.
            assert (index if connections["default"].vendor == "sqlite" else " using ") in plan, (view, plan)
            assert "sort" not in plan.lower() and "temp b-tree" not in plan.lower(), (view, plan)


@pytest.mark.django_db
def test_counting_reads_indexes_and_no_case(house):
    for figure in HELD_BY:
        person = house.person(figure)
        [(_sql, plan)] = explained(lambda person=person: the_counts(person, make.NOON))
        for line in plan.splitlines():
            if "SEARCH cases_case" in line and "(id=?)" not in line:  # what somebody is named for is looked up one by one
                assert "COVERING INDEX" in line
            assert "SCAN cases" not in line and "Seq Scan on cases_case" not in line


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
