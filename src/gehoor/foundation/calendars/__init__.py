"""Days and hours as countries and services count them: spans of time, working days, holidays, the ends of terms.

Called by the domain wherever a term or an opening hour is computed. It never knows what a term is about.
"""

from gehoor.foundation.calendars.adding import add, before, days_away, end_of
from gehoor.foundation.calendars.days import NOBODYS, Calendar, is_country_known
from gehoor.foundation.calendars.ending import PLAIN, Ending, EndRule, ending
from gehoor.foundation.calendars.spans import Span, Unit

__all__ = ["NOBODYS", "PLAIN", "Calendar", "EndRule", "Ending", "Span", "Unit", "add", "before", "days_away", "end_of", "ending",
           "is_country_known"]
