"""Says what is wrong with a declared file so that a lawyer can mend it: file, line, cause, suggestion.

Used by everything in this room that reads or checks files. It decides nothing.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from gehoor.foundation.errors import Problem


def problem(file: Path, line: int, cause: str, suggestion: str = "") -> Problem:
    """A problem whose cause is a sentence."""
    return Problem(file, line, cause.rstrip(". ") + ".", suggestion)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or nothing."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")
