"""What holds for every term, whatever the day: it never ends before it starts, longer is never shorter, the alarm is never late."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gehoor.domain.services.deadlines import BY_CONSENT, EXTENDED, RUNS_ON, STANDS_STILL, Change, Rule, deadline, longest_until
from gehoor.domain.services.schema.regime import Extension
from gehoor.foundation.calendars import Calendar, EndRule, Span, Unit

DUTCH = Calendar(country="NL", timezone="Europe/Amsterdam", added=("05-05",), equated=("easter-2", "2026-01-02", "2026-05-15"))
BELGIAN = Calendar(country="BE", timezone="Europe/Brussels")
ATW = EndRule(moves_on=True, open_days=2, open_days_from=3, not_for=(Unit.HOUR, Unit.YEAR),
              not_longer_than=(Span(90, Unit.CALENDAR_DAY), Span(12, Unit.WEEK), Span(3, Unit.MONTH)))
starts = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
spans = st.builds(Span, st.integers(1, 120), st.sampled_from([Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH]))
calendars, end_rules = st.sampled_from([DUTCH, BELGIAN]), st.sampled_from([EndRule(), EndRule(moves_on=True), ATW])
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def day(moment: datetime, calendar: Calendar = DUTCH) -> date:
    return moment.astimezone(calendar.zone).date()


@given(starts, spans, calendars, end_rules)
def test_a_term_never_ends_before_it_starts_and_its_alarm_never_after_its_end(start, span, calendar, end_rule):
    found = deadline(Rule(span, calendar, end_rule), start)
    assert start < found.strict_at <= found.due_at


@given(starts, spans, calendars, end_rules)
def test_a_longer_term_or_a_later_start_never_ends_sooner(start, span, calendar, end_rule):
    longer = Span(span.count + 1, span.unit)
    # The limits of the law on terms are cliffs: a term of 13 weeks ends where counting ends, one of 12 moves on.
    assume(end_rule.holds_for(span) == end_rule.holds_for(longer))
    ends = deadline(Rule(span, calendar, end_rule), start).due_at
    assert ends <= deadline(Rule(longer, calendar, end_rule), start).due_at
    assert ends <= deadline(Rule(span, calendar, end_rule), start + timedelta(days=1)).due_at


@given(starts, st.integers(1, 120), calendars)
def test_working_days_never_end_on_a_closed_day(start, count, calendar):
    assert calendar.is_working_day(day(deadline(Rule(Span(count, Unit.WORKING_DAY), calendar), start).due_at, calendar))


@given(starts, spans)
def test_a_term_of_the_dutch_law_never_ends_on_a_weekend_or_holiday_unless_it_is_too_long_for_that_law(start, span):
    found = deadline(Rule(span, DUTCH, ATW), start)
    assert DUTCH.may_end_term(day(found.due_at)) or not ATW.holds_for(span)
    if not ATW.holds_for(span):
        assert found.due_at == found.strict_at


@given(starts, st.integers(3, 90))
def test_every_term_of_three_days_holds_two_open_days(start, count):
    found = deadline(Rule(Span(count, Unit.CALENDAR_DAY), DUTCH, ATW), start)
    inside = [day(start) + timedelta(days=ahead) for ahead in range(1, (day(found.due_at) - day(start)).days + 1)]
    assert sum(map(DUTCH.may_end_term, inside)) >= 2


@given(starts, spans, calendars, end_rules, st.integers(1, 3), st.one_of(st.none(), days), st.sampled_from(["by", "to", "new_term"]))
def test_an_extension_never_shortens_and_never_goes_beyond_its_rule(start, span, calendar, end_rule, times, until, how):
    extend = {"by": Extension(by=Span(4, Unit.WEEK), times=0), "to": Extension(to=Span(90, Unit.CALENDAR_DAY)),
              "new_term": Extension(new_term=True, times=0)}[how]
    rule = Rule(span, calendar, end_rule, extend=extend)
    found, longest = deadline(rule, start), longest_until(rule, start, [])
    longer = deadline(rule, start, [Change(EXTENDED, until)])
    assert found.due_at <= longer.due_at
    assert longer.strict_at <= longer.due_at
    if longest:
        assert day(longer.due_at, calendar) <= longest
    assert longer.due_at <= deadline(rule, start, [Change(EXTENDED, until)] * times).due_at


@given(starts, spans, calendars, days, st.integers(0, 60))
def test_a_standstill_never_shortens_and_lasts_no_longer_than_it_stood_still(start, span, calendar, since, length):
    rule = Rule(span, calendar)
    found = deadline(rule, start)
    still = [Change(STANDS_STILL, since), Change(RUNS_ON, since + timedelta(days=length))]
    later = deadline(rule, start, still)
    assert found.due_at <= later.due_at
    if span.unit != Unit.WORKING_DAY:
        assert day(later.due_at, calendar) - day(found.due_at, calendar) <= timedelta(days=length)


@given(starts, st.integers(1, 60), calendars)
def test_what_counts_back_ends_before_and_never_moves_on(start, count, calendar):
    found = deadline(Rule(Span(count, Unit.CALENDAR_DAY), calendar, ATW, back=True), start)
    assert day(found.due_at, calendar) == day(start, calendar) - timedelta(days=count)
    assert found.strict_at <= found.due_at < start
    assert calendar.may_end_term(day(found.strict_at, calendar))


def test_with_consent_a_term_is_as_long_as_was_agreed_and_never_shorter():
    rule, start = Rule(Span(6, Unit.WEEK), DUTCH, ATW, extend=Extension(by=Span(4, Unit.WEEK), more_by_consent=True)), datetime(
        2026, 4, 1, 9, tzinfo=UTC)
    agreed = deadline(rule, start, [Change(EXTENDED), Change(BY_CONSENT, date(2026, 9, 1))])
    assert day(agreed.due_at) == date(2026, 9, 1)
    assert deadline(rule, start, [Change(BY_CONSENT, date(2026, 4, 2))]).due_at == deadline(rule, start).due_at


@pytest.mark.parametrize(("first_day_counts", "due"), [(False, date(2026, 2, 13)), (True, date(2026, 2, 12))])
def test_the_first_day_counts_only_where_the_rule_says_so(first_day_counts, due):
    rule = Rule(Span(10, Unit.CALENDAR_DAY), BELGIAN, first_day_counts=first_day_counts)
    assert day(deadline(rule, datetime(2026, 2, 3, 9, tzinfo=UTC)).due_at) == due


def test_hours_run_through_nights_and_are_moved_by_no_law():
    found = deadline(Rule(Span(24, Unit.HOUR), DUTCH, ATW), datetime(2026, 4, 3, 20, tzinfo=UTC))
    assert found.due_at == found.strict_at == datetime(2026, 4, 4, 20, tzinfo=UTC)


# Worked by hand from a wall calendar, as terms_table.yaml is: 65 working days of a Flemish investigation (besluit van 21 februari 2014,
# hoofdstuk 7) that stands still from a day, and runs on from another.
STILL = [
    (date(2026, 1, 5), date(2026, 2, 2), date(2026, 2, 16), date(2026, 4, 21), ("7 April without it; 2-6 and 9-13 February are ten: 8, 9, "
     "10, 13-17, 20 and 21 April")),
    (date(2026, 1, 5), date(2026, 4, 1), date(2026, 4, 8), date(2026, 4, 13), ("1, 2, 3 and 7 April are four, Easter Monday is none: 8, 9, "
     "10 and 13 April")),
    (date(2026, 11, 2), date(2026, 12, 21), date(2027, 1, 4), date(2027, 2, 16), ("4 February without it; 21-24 and 28-31 December are "
     "eight, Christmas and New Year none: 5, 8-12, 15 and 16 February")),
    (date(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 12), date(2026, 4, 13), "still from its very beginning: 6-9 January are four"),
    (date(2026, 1, 5), date(2026, 2, 7), date(2026, 2, 9), date(2026, 4, 7), "a weekend in which nothing was counted: nothing is lost"),
    (date(2026, 1, 5), date(2026, 4, 8), date(2026, 4, 20), date(2026, 4, 7), "after its end nothing stands still"),
]


@pytest.mark.parametrize(("received", "since", "on", "due", "working"), STILL)
def test_a_standstill_gives_back_the_working_days_that_it_took_and_no_others(received, since, on, due, working):
    start = datetime(received.year, received.month, received.day, 11, tzinfo=UTC)
    changes = [Change(STANDS_STILL, since), Change(RUNS_ON, on)]
    assert day(deadline(Rule(Span(65, Unit.WORKING_DAY), BELGIAN), start, changes).due_at, BELGIAN) == due, working


def test_a_term_in_calendar_days_that_stood_still_ten_days_ends_ten_days_later():
    """45 days after 3 February 2026 is 20 March; still from 10 to 20 February: 30 March."""
    changes = [Change(STANDS_STILL, date(2026, 2, 10)), Change(RUNS_ON, date(2026, 2, 20))]
    found = deadline(Rule(Span(45, Unit.CALENDAR_DAY), BELGIAN), datetime(2026, 2, 3, 11, tzinfo=UTC), changes)
    assert (day(found.due_at, BELGIAN), found.still_days) == (date(2026, 3, 30), 10)


@pytest.mark.parametrize(("received", "is_unsure", "why"), [
    (date(2026, 4, 2), True, "Thursday 14 May is Ascension; Friday 15 is equated by an order that is to be confirmed: Monday 18"),
    (date(2026, 3, 16), False, "Monday 27 April is King's day, which is sure: Tuesday 28"),
    (date(2026, 2, 20), False, "Friday 3 April is Good Friday, equated by the law itself"),
    (date(2026, 4, 1), False, "Wednesday 13 May: nothing moved"),
    (date(2028, 12, 1), True, "in 2029, of which nobody listed the equated days yet"),
])
def test_an_end_that_rests_on_an_equated_day_nobody_confirmed_says_so(received, is_unsure, why):
    """Six weeks of the Awb, art. 9:11."""
    calendar = replace(DUTCH, unsure=("2026-05-15",), checked_until=2028)
    start = datetime(received.year, received.month, received.day, 11, tzinfo=UTC)
    assert deadline(Rule(Span(6, Unit.WEEK), calendar, ATW), start).is_unsure == is_unsure, why
    assert not deadline(Rule(Span(6, Unit.WEEK), calendar), start).is_unsure, "without the law on terms no day is equated"
