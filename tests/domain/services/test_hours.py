"""Who is open now, until when, and who opens next."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.hours import is_open, next_opening, open_now, open_until, openings_on
from gehoor.domain.services.schema import Hours
from gehoor.domain.services.schema.hours import WEEKDAYS
from tests.domain.services.declared import the_example

BRUSSELS = ZoneInfo("Europe/Brussels")
SERVICE = the_example()
PHONE = SERVICE.about.channels[0].hours
CHILD_LINE = SERVICE.about.lines[1].hours


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        (at(2026, 3, 9, 8, 59), False),
        (at(2026, 3, 9, 9), True),
        (at(2026, 3, 9, 12), False),
        (at(2026, 3, 9, 13), True),
        (at(2026, 3, 9, 16, 59), True),
        (at(2026, 3, 9, 17), False),
        (at(2026, 3, 14, 10), False),
        (at(2026, 4, 6, 10), False),  # Easter Monday
        (at(2026, 5, 15, 10), False),  # a declared closing day, once
        (at(2026, 7, 6, 10), True),  # summer, a Monday
        (at(2026, 7, 7, 10), False),  # summer, a Tuesday
        (at(2026, 12, 24, 10), True),
        (at(2026, 12, 24, 14), False),  # a single day
        (datetime(2026, 3, 9, 8, 30, tzinfo=UTC), True),  # half past nine on the wall
    ],
    ids=str,
)
def test_the_telephone_is_open_when_the_file_says_so(moment, open_):
    assert is_open(SERVICE, PHONE, moment) is open_


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        (at(2026, 3, 9, 10), at(2026, 3, 9, 12)),
        (at(2026, 3, 9, 12, 30), None),
        (at(2026, 3, 10, 9), at(2026, 3, 10, 17)),
    ],
)
def test_it_says_until_when(moment, until):
    assert open_until(SERVICE, PHONE, moment) == until


def test_an_opening_over_midnight_is_one_opening():
    friday_night = at(2026, 3, 13, 23)
    assert open_until(SERVICE, CHILD_LINE, friday_night) == at(2026, 3, 14, 2)
    assert next_opening(SERVICE, CHILD_LINE, friday_night) == at(2026, 3, 16, 16)


@pytest.mark.parametrize(
    ("moment", "opens_at"),
    [
        (at(2026, 3, 9, 8), at(2026, 3, 9, 9)),
        (at(2026, 3, 9, 12, 30), at(2026, 3, 9, 13)),
        (at(2026, 3, 13, 12), at(2026, 3, 16, 9)),
        (at(2026, 4, 3, 13), at(2026, 4, 7, 9)),  # over Easter
        (at(2026, 8, 31, 13), at(2026, 9, 1, 9)),  # out of the summer
        (at(2026, 12, 24, 13), at(2026, 12, 28, 9)),
    ],
)
def test_it_says_when_it_opens_next(moment, opens_at):
    assert next_opening(SERVICE, PHONE, moment) == opens_at


def test_a_season_may_go_over_new_year():
    hours = Hours.model_validate(
        {
            "week": {"mon": ["09:00-17:00"]},
            "holidays": "open",
            "seasons": [{"first": "12-20", "last": "01-05", "week": {"mon": ["10:00-11:00"]}}],
        }
    )
    mondays = [date(2026, 12, 14), date(2026, 12, 21), date(2027, 1, 4), date(2027, 1, 11)]
    assert [str(openings_on(SERVICE, hours, day)[0]) for day in mondays] == [
        "09:00-17:00",
        "10:00-11:00",
        "10:00-11:00",
        "09:00-17:00",
    ]


def test_an_opening_in_the_hour_that_the_clock_skips_is_no_opening():
    hours = Hours.model_validate({"week": {"sun": ["02:10-02:40"]}})
    assert next_opening(SERVICE, hours, at(2026, 3, 28, 12)) == at(2026, 4, 12, 2, 10)  # 5 April is Easter


def test_what_is_open_all_week_does_not_close():
    hours = Hours.model_validate({"week": {day: ["00:00-24:00"] for day in WEEKDAYS}, "holidays": "open"})
    assert is_open(SERVICE, hours, at(2026, 3, 9, 0))
    assert open_until(SERVICE, hours, at(2026, 3, 9, 12)) is None
    assert next_opening(SERVICE, hours, at(2026, 3, 9, 12)) is None


def test_who_helps_in_danger_stands_first_and_closed_doors_last():
    lines = open_now(SERVICE, at(2026, 3, 9, 12, 30), "child")
    assert [(line.code, line.state) for line in lines] == [
        ("emergency", "day_and_night"),
        ("phone", "closed"),
        ("child_line", "closed"),
    ]
    assert lines[1].opens_at == at(2026, 3, 9, 13)

    evening = open_now(SERVICE, at(2026, 3, 9, 18), "child")
    assert [(line.code, line.state, line.until) for line in evening] == [
        ("emergency", "day_and_night", None),
        ("child_line", "open", at(2026, 3, 9, 22)),
        ("phone", "closed", None),
    ]


def test_ours_stands_before_others_and_each_sees_its_own():
    both_open = open_now(SERVICE, at(2026, 3, 11, 15), "child")
    assert [line.code for line in both_open] == ["emergency", "phone", "child_line"]
    assert (both_open[1].is_ours, both_open[1].is_free, both_open[1].to_be_confirmed) == (True, True, True)
    assert [line.code for line in open_now(SERVICE, at(2026, 3, 11, 15), "adult")] == ["emergency", "phone"]


def test_a_single_day_says_why():
    line = open_now(SERVICE, at(2026, 12, 24, 14), "child")[-1]
    assert {one.code: one.why.text("nl") for one in open_now(SERVICE, at(2026, 12, 24, 14), "child") if one.why} == {
        "phone": "Kerstavond"
    }, line


def test_no_hours_is_never_open():
    assert not is_open(SERVICE, None, at(2026, 3, 9, 10))
    assert next_opening(SERVICE, None, at(2026, 3, 9, 10)) is None


minutes = st.integers(0, 1440)
clock = st.builds(
    lambda a, b: f"{min(a, b) // 60:02}:{min(a, b) % 60:02}-{max(a, b) // 60:02}:{max(a, b) % 60:02}", minutes, minutes
).filter(lambda text: text[:5] != text[6:])
weeks = st.dictionaries(st.sampled_from(WEEKDAYS), st.lists(clock, min_size=1, max_size=1), min_size=1)
hours_of_all_kinds = st.builds(
    lambda week, holidays: Hours.model_validate({"week": week, "holidays": holidays}), weeks, st.sampled_from(["open", "closed"])
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(hours_of_all_kinds, moments)
def test_the_next_opening_lies_ahead_and_is_open(hours, moment):
    opens_at = next_opening(SERVICE, hours, moment)
    if opens_at is not None:
        assert opens_at > moment
        assert is_open(SERVICE, hours, opens_at)
        assert (
            not is_open(SERVICE, hours, opens_at - timedelta(minutes=1))
            or opens_at.utcoffset() != (opens_at - timedelta(hours=1)).utcoffset()
        )


@given(hours_of_all_kinds, moments)
def test_it_is_open_until_it_closes(hours, moment):
    until = open_until(SERVICE, hours, moment)
    assert (until is None) or is_open(SERVICE, hours, moment)
    if until is not None:
        assert until > moment
        assert not is_open(SERVICE, hours, until)


@given(hours_of_all_kinds, moments)
def test_nothing_opens_unseen_between_now_and_the_next_opening(hours, moment):
    opens_at = next_opening(SERVICE, hours, moment)
    if not is_open(SERVICE, hours, moment) and opens_at is not None:
        between = [moment + (opens_at - moment) * part / 7 for part in range(7)]
        assert not any(is_open(SERVICE, hours, one) for one in between)
