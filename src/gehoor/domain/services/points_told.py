"""What a reporter is told of each point of a complaint: a line in an answer, and later those words as they were sent.

Pure; called where an answer begins and where it is sent. Names nobody, and knows of no reasons but those that were sent.
"""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import override


def line_of_point(number: int, *, about: str, found: str, language: str) -> str:
    """The line that an answer has of a point: its number, what went wrong, and what was found."""
    with override(language):
        return _("Punt %(number)s%(about)s: %(found)s") % {"number": number, "about": f" ({about})" if about else "", "found": found}


def words_about(text: str, numbers: Collection[int], *, language: str) -> dict[int, str]:
    """What an answer says of each of these points: from the line that begins with it to the next point, or an empty line."""
    starts = {number: re.escape(_start(number, language)) for number in numbers}
    found: dict[int, list[str]] = {}
    here = None
    for line in map(str.strip, text.splitlines()):
        begun = next((number for number, start in starts.items() if re.match(rf"{start}\b", line)), None)
        here = begun if begun is not None else here if line else None
        if here is not None:
            found.setdefault(here, []).append(line)
    return {number: "\n".join(lines) for number, lines in found.items()}


def _start(number: int, language: str) -> str:
    return line_of_point(number, about="", found="", language=language).rstrip().removesuffix(":").rstrip()
