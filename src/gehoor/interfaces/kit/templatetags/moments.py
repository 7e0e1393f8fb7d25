"""Moments in words, as people say them: "vandaag", "dinsdag 10 maart", "16.34 uur", "Open tot 17 uur"."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from gehoor.domain.services.hours import Line
from gehoor.foundation.clock import now

register = template.Library()

# Nearer than this a list counts down.
_COUNTED_DOWN = timedelta(hours=4)


@register.simple_tag
def this_moment() -> datetime:
    """Now, for pages that say who is there at this moment."""
    return now()


@register.filter
def day(moment: datetime | date) -> str:
    """"dinsdag 10 maart", with the year when it is another year."""
    return _with_year(moment, "l j F")


@register.filter
def short_day(moment: datetime | date) -> str:
    """"10 maart"."""
    return _with_year(moment, "j F")


@register.filter
def near_day(moment: datetime | date) -> str:
    """"Vandaag, dinsdag 10 maart", "Morgen, …", or the day alone."""
    ahead = (_day(moment) - _day(now())).days
    said = {-1: _("Gisteren"), 0: _("Vandaag"), 1: _("Morgen")}.get(ahead)
    return f"{said}, {day(moment)}" if said else day(moment)


@register.filter
def latest(moment: datetime) -> str:
    """"Uiterlijk morgen, woensdag 11 maart". A weekday keeps the capital that some languages give it."""
    said = near_day(moment)
    return _("Uiterlijk %(day)s") % {"day": said if said == day(moment) else said[0].lower() + said[1:]}


@register.filter
def clock(moment: datetime) -> str:
    """"9 uur", "16.34 uur"."""
    when = _local(moment)
    if not when.minute:
        return pgettext("a whole hour", "%(hour)s uur") % {"hour": when.hour}
    return pgettext("hour and minute", "%(hour)s.%(minute)s uur") % {"hour": when.hour, "minute": f"{when.minute:02}"}


@register.filter
def closing_clock(moment: datetime) -> str:
    """As `clock`; the end of a day is midnight."""
    when = _local(moment)
    return clock(moment) if when.hour or when.minute else _("middernacht")


@register.filter
def day_and_clock(moment: datetime) -> str:
    """"dinsdag 10 maart, 16.34 uur"."""
    return f"{day(moment)}, {clock(moment)}"


@register.filter
def iso_day(moment: datetime | date) -> str:
    """"2026-03-10", for machines."""
    return _day(moment).isoformat()


@register.filter
def time_words(moment: datetime) -> str:
    """"9.12", for a column of times."""
    when = _local(moment)
    return f"{when.hour}.{when.minute:02}"


@register.filter
def due_words(due: datetime, at: datetime) -> str:
    """How a list says when something is due: "nog 1 u 40", "vandaag 17 u", "vr 13 mrt", "2 dagen te laat"."""
    ahead, days = due - at, (_day(due) - _day(at)).days
    if ahead < timedelta(0):
        return ngettext("%(n)s dag te laat", "%(n)s dagen te laat", -days) % {"n": -days} if days else _("vandaag, te laat")
    if ahead < _COUNTED_DOWN:
        hours, minutes = divmod(int(ahead.total_seconds()) // 60, 60)
        return _("nog %(hours)s u %(minutes)s") % {"hours": hours, "minutes": f"{minutes:02}"} if hours else (
            _("nog %(minutes)s min") % {"minutes": minutes})
    if days == 0:
        when = _local(due)
        return _("vandaag") if (when.hour, when.minute) == (23, 59) else _("vandaag %(clock)s") % {"clock": time_words(due)}
    return short_weekday(due)


@register.filter
def short_weekday(moment: datetime | date) -> str:
    """"vr 13 mrt", with the year when it is another year."""
    return _with_year(moment, "D j M").replace(".", "").lower()


@register.filter
def state_in_words(line: Line) -> str:
    """Whether somebody answers there now, until when, or from when."""
    if line.state == "day_and_night":
        return _("Open, dag en nacht")
    if line.state == "open":
        return _("Open tot %(clock)s") % {"clock": clock(line.until)} if line.until else _("Nu open")
    if line.state == "by_appointment":
        return _("Alleen op afspraak")
    if line.opens_at is None:
        return _("Dicht")
    return _("Dicht. Open %(when)s") % {"when": _from(line.opens_at)}


@register.filter
def from_moment(moment: datetime) -> str:
    """"vanaf morgen om 9 uur", "vanaf maandag om 9 uur"."""
    return _("vanaf %(when)s") % {"when": _from(moment)}


def _from(moment: datetime) -> str:
    ahead = (_day(moment) - _day(now())).days
    said = {0: _("om %(clock)s"), 1: _("morgen om %(clock)s")}.get(ahead)
    if said is None:
        name = date_format(_local(moment), "l" if ahead < 7 else "l j F")
        return _("%(day)s om %(clock)s") % {"day": name, "clock": clock(moment)}
    return said % {"clock": clock(moment)}


def _with_year(moment: datetime | date, form: str) -> str:
    """A day in this form, with the year when it is another year."""
    when = _day(moment)
    return _said(when, form if when.year == _day(now()).year else f"{form} Y", get_language())


# A page says the same few days over and over.
@lru_cache(maxsize=1_024)
def _said(day: date, form: str, _spoken: str | None) -> str:
    return date_format(day, form)


def _local(moment: datetime | date) -> datetime | date:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


def _day(moment: datetime | date) -> date:
    when = _local(moment)
    return when.date() if isinstance(when, datetime) else when
