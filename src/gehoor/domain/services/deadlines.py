"""When one term ends: its rule, the moment it counts from, and what people decided about it since. Pure.

Used for the terms of a case (`terms.py`) and for those of a legal regime alone (`regimes.py`). It closes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from gehoor.domain.services.schema.regime import Extension
from gehoor.foundation.calendars import PLAIN, Calendar, Ending, EndRule, Span, Unit, add, before, days_away, end_of, ending

EXTENDED, BY_CONSENT, STANDS_STILL, RUNS_ON, RECEIVED_ON = "extended", "by_consent", "stands_still", "runs_on", "received_on"
VARIANT, HAPPENED, APPOINTED = "variant", "happened", "appointed"
"""What can be decided about a term: RECEIVED_ON about all terms that count from receipt, VARIANT that it has another length because a
case of its rule holds, HAPPENED that what was due is done, so that what counts from it begins. And about a question of a sheet: APPOINTED
on which day somebody outside set something."""
Periods = tuple[tuple[date, date], ...]
_DAY = Span(1, Unit.CALENDAR_DAY)


@dataclass(frozen=True)
class Change:
    """Something decided about a term. `on`: the last day that an extension was given until (none: as long as it may), or the day from
    which the term stands still, or runs on, or the case holds, or the day it was done. `what`: the code of that case; empty: none."""

    kind: str
    on: date | None = None
    what: str = ""


@dataclass(frozen=True, eq=False)
class Rule:
    """How one term counts, wherever it is declared. `strict` is its strictest reading, where the words leave room. Each is only
    itself, so that what was computed with it can be kept."""

    within: Span
    calendar: Calendar
    end_rule: EndRule = PLAIN
    strict: Span | None = None
    back: bool = False
    first_day_counts: bool = False
    extend: Extension | None = None


@dataclass(frozen=True)
class Deadline:
    """When a term ends. `due_at` is the legal end, `strict_at` the end in the strictest reading, never later.

    `counted_to` is where plain counting ends, when that is another day `because` of weekend, holiday or open days. `extended` is what
    made it longer, `still_days` for how many days it stood still; while it `stands_still` since a day, nothing is due.
    """

    due_at: datetime
    strict_at: datetime
    counted_to: date
    because: str = ""
    extended: tuple[str, ...] = ()
    usual_at: datetime | None = None
    still_days: int = 0
    stands_still: date | None = None
    # Whether it rests on days of a calendar that somebody must still confirm, or that aren't known that far ahead.
    is_unsure: bool = False


def deadline(rule: Rule, start: datetime, changes: Sequence[Change] = ()) -> Deadline:
    """When a term that counts from this moment ends, after these changes, in the order in which they were decided."""
    calendar = rule.calendar
    if rule.back:
        return _back(rule, start)
    if rule.within.unit == Unit.HOUR:
        due_at = add(rule.within, start, calendar)
        return Deadline(due_at, min(due_at, add(rule.strict, start, calendar)) if rule.strict else due_at, due_at.date())
    return _of_day(rule, start.astimezone(calendar.zone).date(), tuple(changes))


@lru_cache(maxsize=65_536)
def _of_day(rule: Rule, first: date, changes: tuple[Change, ...]) -> Deadline:
    """When a term that isn't counted in hours ends. Kept: many cases begin on the same day."""
    calendar = rule.calendar
    if rule.first_day_counts:
        first = days_away(_DAY, first, calendar, -1)
    still, since = _periods(changes)
    usual = ending(rule.within, first, calendar, rule.end_rule, still)
    strict = min(usual.counted_to, ending(rule.strict, first, calendar, PLAIN, still).day) if rule.strict else usual.counted_to
    end, extended, times = usual, [], 0
    for change in changes:
        if change.kind == EXTENDED and rule.extend:
            times += 1
            longer = _lengthened(rule, rule.extend, change, times, first, still)
            # An extension never takes a day away.
            if longer.day > end.day:
                strict = max(strict, min(longer.day, _strictly_extended(rule.extend, first, strict, calendar, still) or longer.day))
                end = longer
            extended.append(EXTENDED)
        elif change.kind == BY_CONSENT and change.on:
            if change.on > end.day:
                end, strict = Ending(change.on, change.on), change.on
            extended.append(BY_CONSENT)
    return Deadline(
        due_at=end_of(end.day, calendar), strict_at=end_of(min(strict, end.day), calendar), counted_to=end.counted_to, because=end.because,
        extended=tuple(extended), usual_at=end_of(usual.day, calendar) if extended else None,
        still_days=sum((until - from_).days for from_, until in still), stands_still=since, is_unsure=_is_unsure(rule, end))


def _is_unsure(rule: Rule, end: Ending) -> bool:
    """Whether the law on terms moved the end past a day that is to be confirmed, or might have in a year of which its days aren't known."""
    if not rule.end_rule.holds_for(rule.within):
        return False
    days = ((end.counted_to + timedelta(days=ahead)) for ahead in range((end.day - end.counted_to).days))
    known = rule.calendar.checked_until
    return any(map(rule.calendar.is_unsure, days)) or (known is not None and end.day.year > known)


def variant_after(changes: Sequence[Change], usual: str = "") -> str:
    """The case of its rule that holds for a term after these changes; empty: the usual length."""
    return next((change.what for change in reversed(changes) if change.kind == VARIANT), usual)


def may_be_extended(rule: Rule, changes: Sequence[Change]) -> bool:
    """Whether the rule lets this term be extended once more."""
    given = sum(change.kind == EXTENDED for change in changes)
    return rule.extend is not None and (not rule.extend.times or given < rule.extend.times)


def longest_until(rule: Rule, start: datetime, changes: Sequence[Change]) -> date | None:
    """Until which day the term may be extended once more; None when it may not, or no limit is given."""
    if not may_be_extended(rule, changes) or rule.extend.new_term:
        return None
    return deadline(rule, start, [*changes, Change(EXTENDED)]).due_at.astimezone(rule.calendar.zone).date()


def _back(rule: Rule, event: datetime) -> Deadline:
    """Counted back nothing moves on: that would shorten what somebody else waits for. The strict end is a day on which people work."""
    calendar = rule.calendar
    if rule.within.unit == Unit.HOUR:
        due_at = before(rule.within, event, calendar)
        return Deadline(due_at, due_at, due_at.date())
    day = days_away(rule.within, event.astimezone(calendar.zone).date(), calendar, -1)
    strict = day
    while not calendar.may_end_term(strict):
        strict = days_away(_DAY, strict, calendar, -1)
    return Deadline(end_of(day, calendar), end_of(strict, calendar), day)


def _lengthened(rule: Rule, extend: Extension, change: Change, times: int, first: date, still: Periods) -> Ending:
    """The end that was given: as far as the rule goes, or a day before that. Where the law gives no limit, the day that was named."""
    if extend.new_term:
        day = change.on or first
        return Ending(day, day)
    longest = _extended(rule, extend, times, first, still)
    return longest if change.on is None or change.on >= longest.day else Ending(change.on, change.on)


def _extended(rule: Rule, extend: Extension, times: int, first: date, still: Periods) -> Ending:
    """The end after so many extensions. What is counted in the same unit is counted as one; the law on terms looks at each apart."""
    calendar = rule.calendar
    if extend.to:
        return ending(extend.to, first, calendar, rule.end_rule, still)
    if extend.by.unit == rule.within.unit:
        whole = Span(rule.within.count + extend.by.count * times, extend.by.unit)
        plain = ending(whole, first, calendar, PLAIN, still).day
    else:
        plain = ending(rule.within, first, calendar, PLAIN, still).day
        for _time in range(times):
            plain = days_away(extend.by, plain, calendar, 1)
    return _moved(plain, extend.by, calendar, rule.end_rule)


def _moved(plain: date, span: Span, calendar: Calendar, rule: EndRule) -> Ending:
    """The end of a longer term: it moves on when the law on terms holds for what was added."""
    return ending(_DAY, days_away(_DAY, plain, calendar, -1), calendar,
                  EndRule(moves_on=rule.moves_on and rule.holds_for(span)))


def _strictly_extended(extend: Extension, first: date, strict: date, calendar: Calendar, still: Periods) -> date | None:
    """Counted on from the strict end, without weekends or holidays moving anything; None where somebody named a day."""
    if extend.new_term:
        return None
    if extend.to:
        return ending(extend.to, first, calendar, PLAIN, still).day
    return days_away(extend.by, strict, calendar, 1)


def _periods(changes: Sequence[Change]) -> tuple[Periods, date | None]:
    """The periods in which it stood still, and since when it still does."""
    found, since = [], None
    for change in changes:
        if change.kind == STANDS_STILL and since is None:
            since = change.on
        elif change.kind == RUNS_ON and since is not None:
            found.append((since, max(change.on, since)))
            since = None
    return tuple(found), since
