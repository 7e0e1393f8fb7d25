"""Days and hours as countries and services count them: spans of time, working days, holidays.

Called by the domain wherever a term or an opening hour is computed. It never knows what a term is about.
"""

from gehoor.foundation.calendars.adding import add, before
from gehoor.foundation.calendars.days import Calendar, is_country_known
from gehoor.foundation.calendars.spans import Span, Unit

__all__ = ["Calendar", "Span", "Unit", "add", "before", "is_country_known"]
