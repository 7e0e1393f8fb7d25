"""Working days, holidays and closing days."""

from datetime import date

import pytest

from gehoor.foundation.calendars import Calendar, is_country_known
from gehoor.foundation.calendars.days import easter

FLANDERS = Calendar(country="BE", timezone="Europe/Brussels", closing_days=("07-11", "2026-05-15"))


@pytest.mark.parametrize("day", [
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 21),
    date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25),
])
def test_belgian_public_holidays_are_no_working_days(day):
    assert FLANDERS.is_holiday(day)
    assert not FLANDERS.is_working_day(day)


@pytest.mark.parametrize(("day", "closed"), [
    (date(2026, 7, 11), True), (date(2031, 7, 11), True), (date(2026, 5, 15), True), (date(2027, 5, 14), False),
])
def test_a_declared_closing_day_counts_every_year_or_once(day, closed):
    assert FLANDERS.is_holiday(day) is closed


def test_the_dutch_king_moves_his_birthday_off_a_sunday():
    netherlands = Calendar(country="NL", timezone="Europe/Amsterdam")
    assert netherlands.is_holiday(date(2025, 4, 26))
    assert not netherlands.is_holiday(date(2025, 4, 27 + 1))


@pytest.mark.parametrize(("country", "subdivision", "known"), [("BE", None, True), ("NL", None, True), ("XX", None, False),
                                                               ("DE", "BY", True), ("DE", "QQ", False)])
def test_a_country_without_known_holidays_is_noticed(country, subdivision, known):
    assert is_country_known(country, subdivision) is known


def test_an_equated_day_ends_no_term_and_is_a_working_day():
    netherlands = Calendar(country="NL", timezone="Europe/Amsterdam", added=("05-05",), equated=("easter-2", "2026-01-02"))
    for day in (date(2026, 4, 3), date(2026, 1, 2)):
        assert netherlands.is_working_day(day)
        assert not netherlands.may_end_term(day)
    assert not netherlands.is_working_day(date(2026, 5, 5))
    assert netherlands.may_end_term(date(2026, 5, 15)), "not on the list of this calendar"


def test_a_law_does_not_know_on_which_days_a_service_is_closed():
    assert FLANDERS.of_the_law.is_working_day(date(2028, 7, 11))
    assert not FLANDERS.is_working_day(date(2028, 7, 11))
    assert FLANDERS.may_end_term(date(2028, 7, 11))


@pytest.mark.parametrize(("year", "day"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)),
                                           (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25)), (2285, date(2285, 3, 22))])
def test_easter_is_found_also_at_its_earliest_and_latest(year, day):
    assert easter(year) == day
