"""Moments that a channel offers by appointment, and one of them in words. Pure: declared hours and a day in, moments out.

Called where a question of that kind is asked, read back or sent. Nothing is booked here: who asks for a moment hears whether it can.
"""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from gehoor.domain.services.hours import moment_on, openings_on
from gehoor.domain.services.schema import Question
from gehoor.domain.services.service import Service

AHEAD_DAYS = 21
NONE = "none"
"""The answer of whoever can come at none of these moments."""


def slots(service: Service, channel: str, *, on: date) -> list[datetime]:
    """The moments that one can ask for on that day: from the next day, three weeks ahead, on days and hours that are declared."""
    offering = next((one for one in service.about.channels if one.code == channel), None)
    if offering is None or offering.by_appointment is None:
        return []
    days = (on + timedelta(days=ahead) for ahead in range(1, AHEAD_DAYS + 1))
    starts = (moment_on(service, day, start) for day in days for opening in openings_on(service, offering.by_appointment, day)
              for start in range(opening.start, opening.end - offering.appointment_minutes + 1, offering.appointment_minutes))
    # An hour that the clock skips in spring would stand here twice.
    return list(dict.fromkeys(starts))


def is_offered(service: Service, question: Question, answer: str, *, on: date) -> bool:
    """Whether that moment can still be asked for; "none of these" always can."""
    return answer == NONE or answer in {kept(slot) for slot in slots(service, question.channel or "", on=on)}


def kept(slot: datetime) -> str:
    """A moment as an answer is kept: to the minute, with its distance from UTC."""
    return slot.isoformat(timespec="minutes")


def day_in_words(slot: datetime, language: str) -> str:
    """"woensdag 11 maart"."""
    with override(language):
        return date_format(slot, "l j F")


def clock_in_words(slot: datetime, language: str) -> str:
    """"9 uur", "9.30 uur"."""
    with override(language):
        if not slot.minute:
            return pgettext("a whole hour", "%(hour)s uur") % {"hour": slot.hour}
        return pgettext("hour and minute", "%(hour)s.%(minute)s uur") % {"hour": slot.hour, "minute": f"{slot.minute:02}"}


def answer_in_words(service: Service, answer: str, language: str) -> str:
    """"woensdag 11 maart 2026, 9.30 uur", by the clock where the service is."""
    with override(language):
        if answer == NONE:
            return _("Geen van deze momenten")
        try:
            slot = datetime.fromisoformat(answer).astimezone(service.calendar.zone)
        except ValueError:
            return answer
        return f"{date_format(slot, 'l j F Y')}, {clock_in_words(slot, language)}"
