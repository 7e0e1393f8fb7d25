"""Which days are working days: weekends, the public holidays of a country, and days that a service declares closed.

Called by whoever counts working days or asks who is open. The holidays come from the `holidays` library.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays


@lru_cache(maxsize=256)
def _holidays_of(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))


def is_country_known(country: str, subdivision: str | None = None) -> bool:
    """Whether the public holidays of that country (and part of it) are known."""
    known = holidays.list_supported_countries()
    return country in known and (subdivision is None or subdivision in known[country])


@dataclass(frozen=True)
class Calendar:
    """The days of one service: `closing_days` are "07-11" (every year) or "2026-05-15" (once)."""

    country: str
    timezone: str
    subdivision: str | None = None
    closing_days: tuple[str, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)

    def is_holiday(self, day: date) -> bool:
        """Whether it is a public holiday or a declared closing day."""
        written = day.isoformat()
        return (written in self.closing_days or written[5:] in self.closing_days
                or day in _holidays_of(self.country, self.subdivision, day.year))

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and no holiday."""
        return day.weekday() < 5 and not self.is_holiday(day)
