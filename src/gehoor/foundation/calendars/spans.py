"""A span of time as people write it in a declared file: "24 hours", "3 working days", "45 calendar days", "2 weeks", "1 month".

Called by the schema of services and by whoever computes a term. It only counts; `adding.py` walks the calendar.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What is counted. A working day is a weekday that is no holiday and no closing day of the calendar."""

    HOUR = "hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_WRITTEN = re.compile(r"(?P<count>[0-9]{1,4}) (?P<unit>hour|working day|calendar day|week|month|year)s?")


@dataclass(frozen=True)
class Span:
    """A number of hours, working days, calendar days, weeks, months or years."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read "3 working days". A bare "day" is refused on purpose: the law always means one kind of day.

        :raises ValueError: not a number followed by one of the six units, or nothing counted.
        """
        found = _WRITTEN.fullmatch(" ".join(text.split()))
        if found is None:
            raise ValueError(f'"{text}" is no span of time; write for example "24 hours", "3 working days" or "1 month"')
        if int(found["count"]) == 0:
            raise ValueError(f'"{text}" counts nothing; write at least 1')
        return cls(int(found["count"]), Unit(found["unit"].replace(" ", "_")))

    def __str__(self) -> str:
        plural = "" if self.count == 1 else "s"
        return f"{self.count} {self.unit.replace('_', ' ')}{plural}"
