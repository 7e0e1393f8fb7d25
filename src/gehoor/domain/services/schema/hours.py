"""When a channel or a line is open, as declared: a week, seasons, holidays, single days.

`hours.py` of the room computes with it; here stands only what may be written.
"""

import re
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Declared, MonthDay, Wording

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
_OPENING = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


class Opening(NamedTuple):
    """From a minute of the day until a minute of the day; 1440 is the end of the day."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start // 60:02}:{self.start % 60:02}-{self.end // 60:02}:{self.end % 60:02}"


def read_opening(value: Any) -> Opening:
    """Turn "09:00-12:30" into an opening; over midnight is written as two, "20:00-24:00" and "00:00-02:00"."""
    if isinstance(value, Opening):
        return value
    found = _OPENING.fullmatch(str(value).strip())
    if found is None:
        raise PydanticCustomError("opening", '"{value}" is no opening; write for example "09:00-12:30"', {"value": str(value)})
    hours = [int(part) for part in found.groups()]
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    for hour, minute, total in ((hours[0], hours[1], start), (hours[2], hours[3], end)):
        if minute > 59 or total > DAY:
            raise PydanticCustomError("opening_time", "{clock} is no time of the day", {"clock": f"{hour:02}:{minute:02}"})
    if end <= start:
        raise PydanticCustomError(
            "opening_order",
            '"{value}" closes before it opens; write an opening over midnight as "20:00-24:00" and, the next day, "00:00-02:00"',
            {"value": str(value)},
        )
    return Opening(start, end)


OpeningText = Annotated[Opening, BeforeValidator(read_opening), PlainSerializer(str, return_type=str)]


class Week(Declared):
    """The openings of each day of the week; a day that isn't named is closed."""

    mon: list[OpeningText] = []
    """Monday."""
    tue: list[OpeningText] = []
    """Tuesday."""
    wed: list[OpeningText] = []
    """Wednesday."""
    thu: list[OpeningText] = []
    """Thursday."""
    fri: list[OpeningText] = []
    """Friday."""
    sat: list[OpeningText] = []
    """Saturday."""
    sun: list[OpeningText] = []
    """Sunday."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for day in WEEKDAYS:
            _refuse_overlap(getattr(self, day))
        return self

    def on(self, day: date) -> list[Opening]:
        """The openings of that weekday."""
        return getattr(self, WEEKDAYS[day.weekday()])


def _refuse_overlap(openings: list[Opening]) -> None:
    for earlier, later in pairwise(openings):
        if later.start < earlier.end:
            raise PydanticCustomError("opening_overlap", "{later} begins before {earlier} has ended",
                                      {"later": str(later), "earlier": str(earlier)})


class Season(Declared):
    """A part of the year with hours of its own, the same every year; may go over New Year."""

    first: MonthDay
    """First day, as "07-01"."""
    last: MonthDay
    """Last day, as "08-31"."""
    week: Week
    """The openings in this season."""
    name: Wording | None = None
    """What people call it: "schoolvakantie"."""


class SingleDay(Declared):
    """One day that is unlike the others."""

    on: date
    """The day."""
    open: list[OpeningText] = []
    """Its openings; none: closed."""
    why: Wording | None = None
    """What the page says about it: "wegens feestdag"."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _refuse_overlap(self.open)
        return self


class Hours(Declared):
    """When something is open. Single days go before holidays, holidays before seasons, seasons before the week."""

    always: bool = False
    """Day and night, every day; then nothing else is written."""
    week: Week = Week()
    """The usual week."""
    seasons: list[Season] = []
    """Parts of the year with other hours."""
    holidays: Literal["closed", "open"] = "closed"
    """Whether it closes on the public holidays of the service's country."""
    exceptions: list[SingleDay] = []
    """Single days."""

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        written = self.seasons or self.exceptions or any(getattr(self.week, day) for day in WEEKDAYS)
        if self.always and written:
            raise PydanticCustomError("always", "is open day and night and also has other hours; keep one of both")
        if not self.always and not written:
            raise PydanticCustomError("never", "says nowhere when it is open; write `always: true` or a week")
        return self
