"""An age in years as somebody said it, as a code of the common axis: what is counted is a band, never an age.

Called by the journeys that count. The bands are data: `a06_11` in core.yaml is from 6 to 11, `a18` is 18 and older.
"""

import re

from gehoor.domain.services.registry import the_core

UNKNOWN = "unknown"
_BAND = re.compile(r"a(\d\d)(?:_(\d\d))?")
_YEARS = re.compile(r"\s*(\d{1,2})\b")


def age_code(said: str) -> str:
    """The band of "12" or "12 jaar"; unknown where nothing clear was said ("nog klein", "3 of 4" is 3)."""
    years = _YEARS.match(said)
    if years is None:
        return UNKNOWN
    for code in the_core().labels("child_age", "nl"):
        band = _BAND.fullmatch(code)
        if band and int(band[1]) <= int(years[1]) <= int(band[2] or 99):
            return code
    return UNKNOWN
