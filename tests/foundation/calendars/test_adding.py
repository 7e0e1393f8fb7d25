"""When a term is over: the dates that the law's examples give, and rules that hold for every start."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.foundation.calendars import Calendar, Span, Unit, add, before

BRUSSELS = ZoneInfo("Europe/Brussels")
BELGIUM = Calendar(country="BE", timezone="Europe/Brussels", closing_days=("07-11",))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
days = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WEEK])


def brussels(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BRUSSELS)


@pytest.mark.parametrize(("written", "start", "due"), [
    ("45 calendar days", brussels(2026, 2, 3, 9), date(2026, 3, 20)),   # S-1: the answer
    ("10 calendar days", brussels(2026, 2, 3, 9), date(2026, 2, 13)),   # S-1: the acknowledgement
    ("6 weeks", brussels(2026, 4, 1, 9), date(2026, 5, 13)),
    ("1 working day", brussels(2026, 12, 24, 15), date(2026, 12, 28)),  # over Christmas and a weekend
    ("1 working day", brussels(2026, 12, 26, 15), date(2026, 12, 28)),  # told on a Saturday
    ("3 working days", brussels(2026, 4, 2, 9), date(2026, 4, 8)),      # over Easter Monday
    ("65 working days", brussels(2026, 1, 5, 9), date(2026, 4, 7)),
])
def test_a_term_in_days_ends_on_the_day_that_people_count(written, start, due):
    assert add(Span.parse(written), start, BELGIUM) == datetime.combine(due, time(23, 59, 59), tzinfo=BRUSSELS)


def test_the_day_is_the_day_where_the_service_is():
    just_before_midnight = datetime(2026, 2, 2, 23, 30, tzinfo=UTC)
    assert add(Span(1, Unit.CALENDAR_DAY), just_before_midnight, BELGIUM).date() == date(2026, 2, 4)


def test_hours_are_real_hours_also_when_the_clock_changes():
    evening = brussels(2026, 3, 28, 20)
    assert add(Span(24, Unit.HOUR), evening, BELGIUM) - evening.astimezone(UTC) == timedelta(hours=24)
    assert add(Span(24, Unit.HOUR), evening, BELGIUM) == brussels(2026, 3, 29, 21)


def test_an_alarm_in_working_days_begins_in_the_morning_of_a_working_day():
    due = add(Span.parse("5 working days"), brussels(2026, 4, 2, 9), BELGIUM)
    assert before(Span(1, Unit.WORKING_DAY), due, BELGIUM) == brussels(2026, 4, 9)


@given(moments, st.integers(1, 300), days)
def test_a_longer_term_never_ends_sooner(start, count, unit):
    assert add(Span(count, unit), start, BELGIUM) < add(Span(count + 1, unit), start, BELGIUM)


@given(moments, st.integers(1, 100), st.integers(1, 100))
def test_later_told_is_never_due_sooner(start, count, later):
    span = Span(count, Unit.WORKING_DAY)
    assert add(span, start, BELGIUM) <= add(span, start + timedelta(hours=later), BELGIUM)


@given(moments, st.integers(1, 200))
def test_a_term_in_working_days_holds_exactly_that_many(start, count):
    due = add(Span(count, Unit.WORKING_DAY), start, BELGIUM)
    first = start.astimezone(BRUSSELS).date()
    counted = [first + timedelta(days=ahead) for ahead in range(1, (due.date() - first).days + 1)]
    assert sum(BELGIUM.is_working_day(day) for day in counted) == count
    assert BELGIUM.is_working_day(due.date())


@given(moments, st.integers(1, 200))
def test_calendar_days_never_fall_after_as_many_working_days(start, count):
    assert add(Span(count, Unit.CALENDAR_DAY), start, BELGIUM) <= add(Span(count, Unit.WORKING_DAY), start, BELGIUM)


@given(moments, st.integers(1, 60), st.sampled_from(Unit))
def test_what_lies_before_an_end_lies_before_it(end, count, unit):
    assert before(Span(count, unit), end, BELGIUM) < end


@pytest.mark.parametrize(("written", "start", "due"), [
    ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
    ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
    ("1 month", date(2026, 4, 30), date(2026, 5, 30)),
    ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
    ("13 months", date(2026, 12, 31), date(2028, 1, 31)),
    ("1 year", date(2028, 2, 29), date(2029, 2, 28)),
    ("4 years", date(2028, 2, 29), date(2032, 2, 29)),
])
def test_months_and_years_end_on_the_same_day_number_or_the_last_day_of_a_shorter_month(written, start, due):
    began = datetime.combine(start, time(9), tzinfo=BRUSSELS)
    assert add(Span.parse(written), began, BELGIUM).date() == due


def test_months_before_a_day_are_counted_the_same_way():
    assert before(Span.parse("1 month"), brussels(2028, 3, 31, 12), BELGIUM).date() == date(2028, 2, 29)
