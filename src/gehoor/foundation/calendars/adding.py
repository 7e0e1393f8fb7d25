"""When a span of time that begins now is over. Pure: a moment and a calendar in, a moment out.

Called for terms and promises. A span in days ends with its last day, and the day it begins on is never counted
(so a complaint of 3 February with 45 calendar days is due on 20 March).
"""

from datetime import UTC, date, datetime, time, timedelta

from gehoor.foundation.calendars.days import Calendar
from gehoor.foundation.calendars.spans import Span, Unit

_END_OF_DAY = time(23, 59, 59)
_ONE_DAY = timedelta(days=1)


def add(span: Span, start: datetime, calendar: Calendar) -> datetime:
    """The moment at which a span that begins at `start` is over.

    Hours run through nights and weekends. Days are counted where the calendar is, and end one second before midnight.
    """
    if span.unit == Unit.HOUR:
        return (start.astimezone(UTC) + timedelta(hours=span.count)).astimezone(calendar.zone)
    first = start.astimezone(calendar.zone).date()
    return datetime.combine(_days_away(span, first, calendar, _ONE_DAY), _END_OF_DAY, tzinfo=calendar.zone)


def before(span: Span, end: datetime, calendar: Calendar) -> datetime:
    """The moment a span before `end`: hours exactly, days at the beginning of the day."""
    if span.unit == Unit.HOUR:
        return (end.astimezone(UTC) - timedelta(hours=span.count)).astimezone(calendar.zone)
    last = end.astimezone(calendar.zone).date()
    return datetime.combine(_days_away(span, last, calendar, -_ONE_DAY), time.min, tzinfo=calendar.zone)


def _days_away(span: Span, day: date, calendar: Calendar, step: timedelta) -> date:
    if span.unit == Unit.WORKING_DAY:
        left = span.count
        while left:
            day += step
            left -= calendar.is_working_day(day)
        return day
    return day + step * span.count * (7 if span.unit == Unit.WEEK else 1)
