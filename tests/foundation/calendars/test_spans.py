"""A span of time as it is written in a declared file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.foundation.calendars import Span, Unit


@pytest.mark.parametrize(("written", "span"), [
    ("24 hours", Span(24, Unit.HOUR)),
    ("1 hour", Span(1, Unit.HOUR)),
    ("3 working days", Span(3, Unit.WORKING_DAY)),
    ("45 calendar days", Span(45, Unit.CALENDAR_DAY)),
    (" 2  weeks ", Span(2, Unit.WEEK)),
    ("1 month", Span(1, Unit.MONTH)),
    ("6 months", Span(6, Unit.MONTH)),
    ("1 year", Span(1, Unit.YEAR)),
])
def test_a_span_is_read_as_people_write_it(written, span):
    assert Span.parse(written) == span


@pytest.mark.parametrize("written", ["3 days", "1 months ago", "working days", "0 hours", "-1 hours", "1.5 weeks", "", "12345 hours"])
def test_what_is_no_span_is_refused(written):
    with pytest.raises(ValueError, match=r"span of time|counts nothing"):
        Span.parse(written)


@given(st.integers(1, 9999), st.sampled_from(Unit))
def test_a_span_reads_back_as_it_is_written(count, unit):
    assert Span.parse(str(Span(count, unit))) == Span(count, unit)
