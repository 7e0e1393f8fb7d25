"""How long a reporter may hear nothing before somebody must see it: the service's own promise `no_news`. Pure; closes nothing."""

from datetime import datetime

from gehoor.domain.services.service import Service
from gehoor.foundation.calendars import Span, Unit, before

NO_NEWS = "no_news"
USUAL = Span(14, Unit.CALENDAR_DAY)
"""Where a procedure says nothing."""


def silent_since(service: Service, at: datetime) -> datetime:
    """The moment since which a reporter must have heard something."""
    within = next((term.within for term in service.procedure.terms if term.code == NO_NEWS and term.within), USUAL)
    return before(within, at, service.calendar)
