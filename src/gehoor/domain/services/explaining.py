"""One sentence for the end of a term: "20 maart 2026: 45 kalenderdagen na ontvangst op 3 februari 2026, Bestuursdecreet, art. II.83".

For the page of a case and for `gehoor terms`. In the language that is active.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from gehoor.domain.services.deadlines import BY_CONSENT, EXTENDED, Change, Deadline, Rule, deadline
from gehoor.foundation.calendars import Span, Unit

SPANS: dict[Unit, Callable[[int], str]] = {
    Unit.HOUR: lambda n: ngettext("%(n)s uur", "%(n)s uur", n),
    Unit.WORKING_DAY: lambda n: ngettext("%(n)s werkdag", "%(n)s werkdagen", n),
    Unit.CALENDAR_DAY: lambda n: ngettext("%(n)s kalenderdag", "%(n)s kalenderdagen", n),
    Unit.WEEK: lambda n: ngettext("%(n)s week", "%(n)s weken", n),
    Unit.MONTH: lambda n: ngettext("%(n)s maand", "%(n)s maanden", n),
    Unit.YEAR: lambda n: ngettext("%(n)s jaar", "%(n)s jaar", n),
}
EVENTS_IN_WORDS = {
    "received": gettext_lazy("ontvangst"),
    "first_read": gettext_lazy("de eerste lezing"),
    "admitted": gettext_lazy("de ontvankelijkheid"),
    "stage_entered": gettext_lazy("het begin van deze stap"),
    "last_message_from_reporter": gettext_lazy("het laatste bericht van de melder"),
    "last_message_to_reporter": gettext_lazy("ons laatste bericht"),
    "answered": gettext_lazy("ons antwoord"),
    "closed": gettext_lazy("het sluiten"),
    "message_after_end": gettext_lazy("het bericht na het einde"),
}
"""The moments that terms of a procedure run from, in words that complete "3 dagen na …"."""


def span_in_words(span: Span) -> str:
    """"45 kalenderdagen"."""
    return SPANS[span.unit](span.count) % {"n": span.count}


def day_in_words(day: date) -> str:
    """"20 maart 2026"."""
    return _said_day(day, get_language())


# A large case explains a hundred ends, and many of them are the same few days.
@lru_cache(maxsize=1_024)
def _said_day(day: date, _spoken: str | None) -> str:
    return date_format(day, "j F Y")


def explained(found: Deadline, rule: Rule, start: datetime, *, event: str, source: str, law: str = "",
              case: str = "") -> str:
    """Why a term ends when it ends.

    :param event: what it counts from, in words.
    :param source: the article, or that it is our own promise.
    :param law: the article of the law on terms that moved the end, where it did.
    :param case: the case of the rule that makes its length another, in words that complete "met …".
    """
    zone = rule.calendar.zone
    end, began = _moment(found.due_at, rule, zone), _moment(start, rule, zone)
    told = {"end": end, "span": _counted(found, rule), "event": event, "start": began}
    first = (_("%(end)s: %(span)s voor %(event)s op %(start)s") if rule.back else _("%(end)s: %(span)s na %(event)s op %(start)s")) % told
    with_case = [pgettext("a case of a rule", "met %(case)s") % {"case": case}] if case else []
    return ", ".join([first, *with_case, *_because(found, rule, start, zone, law), *filter(None, [source])])


def _because(found: Deadline, rule: Rule, start: datetime, zone: ZoneInfo, law: str) -> list[str]:
    said = []
    if found.extended:
        usual = day_in_words(found.usual_at.astimezone(zone).date())
        if longest := _further(found, rule, start, zone):
            usual = _("%(day)s; het mocht tot en met %(longest)s") % {"day": usual, "longest": day_in_words(longest)}
        if BY_CONSENT in found.extended:
            said.append(_("langer met toestemming van de klager (eerst %(day)s)") % {"day": usual})
        elif rule.extend and rule.extend.by:
            longer = span_in_words(Span(rule.extend.by.count * found.extended.count(EXTENDED), rule.extend.by.unit))
            said.append(_("verlengd met ten hoogste %(span)s (eerst %(day)s)") % {"span": longer, "day": usual})
        else:
            said.append(_("verlengd (eerst %(day)s)") % {"day": usual})
    if found.because:
        counted = date_format(found.counted_to, "l j F Y")
        words = (_("geteld tot %(day)s en dan verschoven tot er genoeg open dagen in vallen") if found.because == "open_days"
                 else _("geteld tot %(day)s en dan verschoven naar de eerste dag die geen weekend of feestdag is")) % {"day": counted}
        said.append(f"{words} ({law})" if law else words)
    if found.is_unsure:
        said.append(_("met dagen die de wet gelijkstelt en die nog te bevestigen zijn"))
    if found.still_days:
        days = ngettext("%(n)s dag stilgestaan", "%(n)s dagen stilgestaan", found.still_days) % {"n": found.still_days}
        said.append(days)
    if found.stands_still:
        said.append(_("staat stil sinds %(day)s") % {"day": day_in_words(found.stands_still)})
    return said


def _further(found: Deadline, rule: Rule, start: datetime, zone: ZoneInfo) -> date | None:
    """Until when the extensions that were given could have gone, where a day before that was chosen."""
    if BY_CONSENT in found.extended or not rule.extend or rule.extend.new_term or found.still_days or found.stands_still:
        return None
    longest = deadline(rule, start, [Change(EXTENDED)] * found.extended.count(EXTENDED)).due_at
    return longest.astimezone(zone).date() if longest > found.due_at else None


def _counted(found: Deadline, rule: Rule) -> str:
    """How long it counts from its start: an extension "to" replaces the usual length."""
    if rule.extend and rule.extend.to and EXTENDED in found.extended:
        return pgettext("a term that was extended", "ten hoogste %(span)s") % {"span": span_in_words(rule.extend.to)}
    return span_in_words(rule.within)


def _moment(at: datetime, rule: Rule, zone: ZoneInfo) -> str:
    here = at.astimezone(zone)
    day = day_in_words(here.date())
    return f"{day}, {here.hour}.{here.minute:02}" if rule.within.unit == Unit.HOUR else day
