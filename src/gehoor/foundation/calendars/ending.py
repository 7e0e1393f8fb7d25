"""On which day a term of a law ends: what a country's law on terms adds to plain counting. Pure.

Called where legal terms are computed. Plain counting itself, of promises too, is `adding.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from gehoor.foundation.calendars.adding import days_away
from gehoor.foundation.calendars.days import Calendar
from gehoor.foundation.calendars.spans import Span, Unit

ONE_DAY = timedelta(days=1)
_DAYS_IN = {Unit.WORKING_DAY: 1, Unit.CALENDAR_DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.YEAR: 365}


@dataclass(frozen=True)
class EndRule:
    """How a law ends its terms.

    `moves_on`: an end on a weekend or holiday moves to the next day that is none. `open_days`: so many days that are neither stand in
    every term of at least `open_days_from` days. None of it for terms in `not_for`, nor for those longer than one of
    `not_longer_than`, each in its own unit.
    """

    moves_on: bool = False
    open_days: int = 0
    open_days_from: int = 0
    not_for: tuple[Unit, ...] = ()
    not_longer_than: tuple[Span, ...] = ()

    def holds_for(self, span: Span) -> bool:
        """Whether the law says anything about a term of this length."""
        return (self.moves_on or self.open_days > 0) and span.unit not in self.not_for and not any(
            span.unit == limit.unit and span.count > limit.count for limit in self.not_longer_than)


PLAIN = EndRule()
"""Terms end where counting ends."""


@dataclass(frozen=True)
class Ending:
    """The last day of a term. `counted_to` is where plain counting ends; `because` says why it is another day."""

    day: date
    counted_to: date
    because: str = ""


@lru_cache(maxsize=65_536)
def ending(span: Span, start: date, calendar: Calendar, rule: EndRule = PLAIN, still: tuple[tuple[date, date], ...] = ()) -> Ending:
    """The last day of a term in days, weeks, months or years, whose first day `start` is not counted.

    :param still: periods in which the term stands still: from a day, to the day on which it runs on.
    """
    counted_to = _standing_still(span, start, days_away(span, start, calendar, 1), calendar, still)
    if not rule.holds_for(span):
        return Ending(counted_to, counted_to)
    day, because = counted_to, ""
    if rule.open_days and span.count * _DAYS_IN[span.unit] >= rule.open_days_from:
        opened = _open_days(start, day, calendar, rule.open_days)
        while opened < rule.open_days:
            day, because = day + ONE_DAY, "open_days"
            opened += calendar.may_end_term(day)
    if rule.moves_on:
        while not calendar.may_end_term(day):
            day, because = day + ONE_DAY, because or "moves_on"
    return Ending(day, counted_to, because)


def _open_days(start: date, end: date, calendar: Calendar, enough: int) -> int:
    found, day = 0, end
    while day > start and found < enough:
        found += calendar.may_end_term(day)
        day -= ONE_DAY
    return found


def _standing_still(span: Span, start: date, end: date, calendar: Calendar, still: Sequence[tuple[date, date]]) -> date:
    """The end, as much later as the term stood still before it; a working-day term only gains the working days that it lost."""
    counts = calendar.is_working_day if span.unit == Unit.WORKING_DAY else (lambda _day: True)
    for since, until in sorted(still):
        lost, day = 0, max(since, start + ONE_DAY)
        if day > end:
            continue
        while day < until:
            lost += counts(day)
            day += ONE_DAY
        while lost:
            end += ONE_DAY
            lost -= counts(end)
    return end
