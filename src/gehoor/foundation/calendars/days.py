"""Which days are working days, and on which days a term of the law may end.

Called by whoever counts working days or asks who is open. The holidays come from the `holidays` library; what a country adds, and
which days its law equates with a holiday for terms only, is said by whoever makes a calendar.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

NOBODYS = "XX"
"""The country of a calendar without public holidays: of a law that holds in several countries."""


@lru_cache(maxsize=256)
def _holidays_of(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    if country == NOBODYS:
        return frozenset()
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))


def is_country_known(country: str, subdivision: str | None = None) -> bool:
    """Whether the public holidays of that country (and part of it) are known."""
    known = holidays.list_supported_countries()
    return country in known and (subdivision is None or subdivision in known[country])


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the Gregorian rule."""
    century, of_century = divmod(year, 100)
    leaps, of_leaps = divmod(century, 4)
    moon = (19 * (year % 19) + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * of_leaps + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True)
class Calendar:
    """The days of one service or one law. A day is written "07-11" (every year), "2026-05-15" (once) or "easter-2".

    `closing_days`: the service is closed. `added`: public holidays besides those that the library knows. `equated`: the law equates
    them with a holiday for the end of a term; they are working days like any other. `unsure`: those among the written days that somebody
    must still confirm; `checked_until`: the last year of which they are known.
    """

    country: str
    timezone: str
    subdivision: str | None = None
    closing_days: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    equated: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    checked_until: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)

    @property
    def of_the_law(self) -> "Calendar":
        """The same days for a law, which doesn't know on which further days a service is closed."""
        return replace(self, closing_days=()) if self.closing_days else self

    def is_holiday(self, day: date) -> bool:
        """Whether it is a public holiday or a declared closing day."""
        return _is_written(day, self.closing_days) or self.is_public_holiday(day)

    def is_public_holiday(self, day: date) -> bool:
        """Whether everybody has a holiday. A day that the law only equates with one is none, whatever the library calls it."""
        return _is_written(day, self.added) or (
            day in _holidays_of(self.country, self.subdivision, day.year) and not _is_written(day, self.equated))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and no holiday."""
        return day.weekday() < 5 and not self.is_holiday(day)

    def may_end_term(self, day: date) -> bool:
        """Whether a term of a law that spares people weekends and holidays may end that day."""
        return day.weekday() < 5 and not self.is_public_holiday(day) and not _is_written(day, self.equated)

    def is_unsure(self, day: date) -> bool:
        """Whether a term of a law may not end that day for a reason that somebody must still confirm."""
        return day.weekday() < 5 and _is_written(day, self.unsure)


def _is_written(day: date, days: tuple[str, ...]) -> bool:
    if not days:
        return False
    written = day.isoformat()
    return written in days or written[5:] in days or any(
        one.startswith("easter") and easter(day.year) + timedelta(days=int(one[6:] or 0)) == day for one in days)
