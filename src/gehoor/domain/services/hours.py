"""Who is open now, until when, and who opens next. Pure: declared hours and a moment in, moments out.

Called by every public page, so that nobody in danger meets a closed door without the next one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from gehoor.domain.services.schema import Hours, Opening, Wording
from gehoor.domain.services.schema.hours import DAY, Season
from gehoor.domain.services.schema.service import Channel, NationalLine
from gehoor.domain.services.service import Service

_ONE_DAY = timedelta(days=1)
_LOOK_AHEAD = 400
_WITHOUT_END = 8


@dataclass(frozen=True)
class Line:
    """One way to reach somebody, as it stands at a moment: what a page needs to say it in words."""

    code: str
    name: Wording
    about: Wording | None
    number: str | None
    website: str | None
    is_ours: bool
    is_emergency: bool
    is_free: bool
    to_be_confirmed: bool
    state: Literal["day_and_night", "open", "closed", "by_appointment"]
    until: datetime | None
    opens_at: datetime | None
    why: Wording | None
    address: Wording | None = None
    appointments_from: datetime | None = None


@dataclass(frozen=True)
class Day:
    """One day of a channel or a line: its openings as moments from and until, and what makes it unlike others."""

    on: date
    openings: list[tuple[datetime, datetime]]
    why: Wording | None


def is_open(service: Service, hours: Hours | None, at: datetime) -> bool:
    """Whether it is open at that moment, by the clock on the wall where the service is."""
    if hours is None:
        return False
    if hours.always:
        return True
    here = at.astimezone(service.calendar.zone)
    minute = here.hour * 60 + here.minute
    return any(opening.start <= minute < opening.end for opening in openings_on(service, hours, here.date()))


def openings_on(service: Service, hours: Hours, day: date) -> list[Opening]:
    """The openings of one day: a single day goes before a holiday, a holiday before a season, a season before the week."""
    if hours.always:
        return [Opening(0, DAY)]
    for exception in hours.exceptions:
        if exception.on == day:
            return list(exception.open)
    if hours.holidays == "closed" and service.calendar.is_holiday(day):
        return []
    season = next((season for season in hours.seasons if _in_season(season, day)), None)
    return list((season.week if season else hours.week).on(day))


def open_until(service: Service, hours: Hours | None, at: datetime) -> datetime | None:
    """When it closes; None when it is closed now, or doesn't close within a week."""
    if hours is None or hours.always or not is_open(service, hours, at):
        return None
    day = at.astimezone(service.calendar.zone).date()
    minute = _minute(service, at)
    end = next(opening.end for opening in openings_on(service, hours, day) if opening.start <= minute < opening.end)
    for _ in range(_WITHOUT_END * 10):
        following = [opening for opening in openings_on(service, hours, day) if opening.start == end]
        if following:
            end = following[0].end
        elif end == DAY and any(opening.start == 0 for opening in openings_on(service, hours, day + _ONE_DAY)):
            day, end = day + _ONE_DAY, 0
        else:
            return moment_on(service, day, end)
    return None


def next_opening(service: Service, hours: Hours | None, at: datetime) -> datetime | None:
    """When it opens next; None when it is open day and night, or not within a year."""
    if hours is None or hours.always:
        return None
    first = at.astimezone(service.calendar.zone).date()
    was_open = is_open(service, hours, at)
    for start in _starts(service, hours, first):
        if start > at and is_open(service, hours, start) and not (was_open and _is_joined(service, hours, start)):
            return start
    return None


def open_now(service: Service, at: datetime, audience: str | None) -> list[Line]:
    """Everybody these readers may reach: for danger now first, then who is open (ours before others), then who opens next."""
    lines = [_line(service, one, at) for one in (*service.about.channels, *service.about.lines) if _is_for(one, audience)]
    return sorted(lines, key=lambda line: _order(line, at))


def open_at_any(services: Sequence[Service], at: datetime) -> list[Line]:
    """Everybody that somebody may reach who didn't choose a service yet: each number once, ours by the name of its service."""
    lines = [(line, service) for service in services for line in open_now(service, at, None)]
    found: dict[str, Line] = {}
    for line, service in sorted(lines, key=lambda one: _order(one[0], at)):
        if line.is_ours:
            line = replace(line, is_ours=False, name=service.about.short_name, about=line.name)
        found.setdefault(line.number or line.code, line)
    return list(found.values())


def lines_named(service: Service, codes: Sequence[str], at: datetime) -> list[Line]:
    """These channels and lines, in this order, as they stand now; one that nobody answers at fixed hours (a letter) too."""
    known = {one.code: one for one in (*service.about.channels, *service.about.lines)}
    return [_line(service, known[code], at) for code in codes if code in known]


def week_from(service: Service, hours: Hours, first: date) -> list[Day]:
    """Seven days from that one on, as they really are: seasons, holidays and single days counted in."""
    days = (first + _ONE_DAY * ahead for ahead in range(7))
    return [Day(day, [(moment_on(service, day, opening.start), moment_on(service, day, opening.end))
                      for opening in openings_on(service, hours, day)], _why(hours, day)) for day in days]


def _order(line: Line, at: datetime) -> tuple:
    closed = line.state in ("closed", "by_appointment")
    opens_at = (line.opens_at or at + timedelta(days=_LOOK_AHEAD + 1)) if closed else at
    return not line.is_emergency, closed, opens_at, not line.is_ours


def _line(service: Service, one: Channel | NationalLine, at: datetime) -> Line:
    hours, ours = one.hours, isinstance(one, Channel)
    by_appointment = one.by_appointment if ours else None
    open_ = is_open(service, hours, at)
    today = at.astimezone(service.calendar.zone).date()
    # An appointment is for tomorrow at the earliest; a minute before, so that one at midnight counts.
    midnight = moment_on(service, today + _ONE_DAY, 0) - timedelta(minutes=1)
    return Line(
        code=one.code, name=one.label if ours else one.name, about=None if ours else one.for_whom, number=one.number,
        website=one.website, is_ours=ours, is_emergency=not ours and one.emergency, is_free=one.free,
        to_be_confirmed=one.status == "to_be_confirmed",
        state=("by_appointment" if hours is None and by_appointment else "day_and_night" if hours and hours.always
               else "open" if open_ else "closed"),
        until=open_until(service, hours, at), opens_at=None if open_ else next_opening(service, hours, at),
        why=_why(hours, today), address=one.address if ours else None,
        appointments_from=next_opening(service, by_appointment, midnight) if by_appointment else None,
    )


def _why(hours: Hours | None, day: date) -> Wording | None:
    return next((exception.why for exception in hours.exceptions if exception.on == day), None) if hours else None


def has_a_way_in(one: Channel | NationalLine) -> bool:
    """Whether anybody can do something with its hours: call, go there, write, open it elsewhere. A chat that is nowhere is no way in."""
    return bool(one.number or one.website or getattr(one, "address", None) or getattr(one, "by_appointment", None))


def _is_for(one: Channel | NationalLine, audience: str | None) -> bool:
    reachable = has_a_way_in(one) and (one.hours or getattr(one, "by_appointment", None)) is not None and getattr(one, "public", True)
    return reachable and (audience is None or not one.audiences or audience in one.audiences)


def _in_season(season: Season, day: date) -> bool:
    today = f"{day:%m-%d}"
    if season.first <= season.last:
        return season.first <= today <= season.last
    return today >= season.first or today <= season.last


def _starts(service: Service, hours: Hours, first: date) -> Iterator[datetime]:
    for ahead in range(_LOOK_AHEAD):
        day = first + _ONE_DAY * ahead
        for opening in openings_on(service, hours, day):
            yield moment_on(service, day, opening.start)


def _is_joined(service: Service, hours: Hours, start: datetime) -> bool:
    """Whether it was open until this very moment, so that nobody would call it an opening."""
    return is_open(service, hours, start - timedelta(minutes=1))


def _minute(service: Service, at: datetime) -> int:
    here = at.astimezone(service.calendar.zone)
    return here.hour * 60 + here.minute


def moment_on(service: Service, day: date, minute: int) -> datetime:
    """That minute of the day by the clock on the wall where the service is."""
    if minute == DAY:
        day, minute = day + _ONE_DAY, 0
    wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=service.calendar.zone)
    # Once over UTC: a time that the clock skips in spring becomes one that exists.
    return wall.astimezone(UTC).astimezone(service.calendar.zone)
