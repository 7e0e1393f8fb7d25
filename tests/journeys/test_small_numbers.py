"""What is small in one table of a year is hidden in every table that says the same, and in every form in which a year is told."""

from datetime import date

import pytest

from gehoor.domain.figures.actions import count
from gehoor.domain.services.registry import all_services
from gehoor.domain.services.schema.figures import Table
from gehoor.foundation.action import journey
from gehoor.journeys.year_is_counted import the_year
from gehoor.journeys.year_is_told import HIDDEN, as_rows, as_said
from tests import make

pytestmark = pytest.mark.django_db
TABLES = [("by_kind", ["kind"]), ("by_kind_and_role", ["kind", "reporter_role"]), ("by_role", ["reporter_role"]), ("by_month", ["month"])]


@pytest.fixture
def service():
    """A service whose numbers below five are secret."""
    first = all_services(make.a_day())[0]
    tables = [Table(code=code, title={"nl": code}, unit="case", by=by) for code, by in TABLES]
    return first.model_copy(update={"figures": first.figures.model_copy(update={"tables": tables, "least": 5})})


def counted(service, **how_many):
    """A year with so many complaints and so many of another kind, half of them of one role."""
    kinds = [one.code for one in service.procedure.kinds if one.counted == "with_all"]
    roles = [one.code for one in service.axes.roles]
    with journey("test.counted", at=make.NOON):
        for kind, number in zip(kinds, how_many["kinds"], strict=False):
            for place in range(number):
                count(unit="case", service=service.code, on=date(2026, 3, 10), kind=kind, reporter_role=roles[place % 2])
    return the_year(service=service, year=2026, language="nl"), kinds, roles


def test_a_single_case_is_in_no_table_and_no_total_tells_it(service):
    year, kinds, _roles = counted(service, kinds=[1, 9, 20])
    by_kind, crossed, by_role, by_month = year.tables
    assert [by_kind.cell(kind) for kind in kinds[:3]] == [None, None, 20]
    assert [crossed.row_total(kind) for kind in kinds[:3]] == [None, None, 20]
    assert by_kind.total == by_role.total == by_month.total == 30
    assert by_kind.what_is_hidden and not by_month.what_is_hidden


def test_what_one_table_hides_another_does_not_say(service):
    # Of the second kind nothing is small here; it is hidden all the same, because of the first, and so it is in the other table.
    year, kinds, _roles = counted(service, kinds=[3, 12, 40, 50])
    by_kind, crossed = year.tables[:2]
    for kind in kinds:
        assert (by_kind.cell(kind) is None) == (crossed.row_total(kind) is None)


def test_a_year_with_few_cases_says_not_even_how_many(service):
    year, _kinds, _roles = counted(service, kinds=[1, 1])
    assert {table.total for table in year.tables} == {None}
    assert not any(table.is_empty for table in year.tables)


def test_where_a_service_says_nothing_of_it_everything_is_shown(service):
    shows_all = service.model_copy(update={"figures": service.figures.model_copy(update={"least": 0})})
    year, kinds, _roles = counted(shows_all, kinds=[1, 9])
    assert [year.tables[0].cell(kind) for kind in kinds[:2]] == [1, 9]


def test_no_file_says_more_than_the_page(service):
    year, _kinds, _roles = counted(service, kinds=[1, 9, 20])
    assert as_said(year)["shown_from"] == 5
    assert [row["total"] for row in as_said(year)["tables"][0]["rows"]][:3] == [None, None, 20]
    rows = [row for row in as_rows(year) if row[2] == "by_kind"]
    assert [row[-1] for row in rows][:3] == [HIDDEN, HIDDEN, 20]


def test_pranks_and_silence_are_no_small_numbers_either(service):
    with journey("test.counted", at=make.NOON):
        count(unit="contact", service=service.code, on=date(2026, 3, 10), standing="prank")
    assert the_year(service=service, year=2026, language="nl").apart["prank"] is None
