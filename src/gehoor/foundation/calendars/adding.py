"""When a span of time that begins now is over. Pure: a moment and a calendar in, a moment out.

Called for terms and promises. A span in days ends with its last day, and the day it begins on is never counted
(so a complaint of 3 February with 45 calendar days is due on 20 March). A month ends on the day of the same number, or on the
last day of a shorter month.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from gehoor.foundation.calendars.days import Calendar
from gehoor.foundation.calendars.spans import Span, Unit

END_OF_DAY = time(23, 59, 59)


def add(span: Span, start: datetime, calendar: Calendar) -> datetime:
    """The moment at which a span that begins at `start` is over.

    Hours run through nights and weekends. Days are counted where the calendar is, and end one second before midnight.
    """
    if span.unit == Unit.HOUR:
        return (start.astimezone(UTC) + timedelta(hours=span.count)).astimezone(calendar.zone)
    return end_of(days_away(span, start.astimezone(calendar.zone).date(), calendar, 1), calendar)


def before(span: Span, end: datetime, calendar: Calendar) -> datetime:
    """The moment a span before `end`: hours exactly, days at the beginning of the day."""
    if span.unit == Unit.HOUR:
        return (end.astimezone(UTC) - timedelta(hours=span.count)).astimezone(calendar.zone)
    last = end.astimezone(calendar.zone).date()
    return datetime.combine(days_away(span, last, calendar, -1), time.min, tzinfo=calendar.zone)


def end_of(day: date, calendar: Calendar) -> datetime:
    """The last second of a day, where the calendar is."""
    return datetime.combine(day, END_OF_DAY, tzinfo=calendar.zone)


@lru_cache(maxsize=65_536)
def days_away(span: Span, day: date, calendar: Calendar, direction: int) -> date:
    """The day that lies a span of days, weeks, months or years after (1) or before (-1) a day that isn't counted itself.

    Kept: many cases begin on the same day.
    """
    if span.unit == Unit.WORKING_DAY:
        left = span.count
        while left:
            day += timedelta(days=direction)
            left -= calendar.is_working_day(day)
        return day
    if span.unit in (Unit.MONTH, Unit.YEAR):
        return _months_away(day, direction * span.count * (12 if span.unit == Unit.YEAR else 1))
    return day + timedelta(days=direction * span.count * (7 if span.unit == Unit.WEEK else 1))


def _months_away(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
