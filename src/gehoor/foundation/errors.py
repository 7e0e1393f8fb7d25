"""The refusals that everything shares. A refusal is a fact, said in words that a person can use."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _


class GehoorError(Exception):
    """Anything that Gehoor refuses. `message` is for the person in front of the page."""

    message = _("Dit gaat niet.")

    def __init__(self, message=None):
        if message is not None:
            self.message = message
        super().__init__(str(self.message))

    def __str__(self) -> str:
        return str(self.message)


class Refusal(GehoorError):
    """A rule of the work says no; the message names the thing, what is wrong and what to do."""


class NotAllowed(GehoorError):
    """There is no such thing for this person. Outward it looks just like a thing that doesn't exist."""

    message = _("Dit bestaat niet, of je mag het niet zien.")


class OutsideJourney(GehoorError):
    """A change was asked outside a journey: a mistake in the code, never in the work."""


class SetupError(GehoorError):
    """The instance can't start; the message says what does not fit and what to restore."""


class Unreadable(GehoorError):
    """A sealed blob does not open with this key here: wrong key, moved, or changed."""

    message = _("Dit is niet te lezen: het is veranderd, of de sleutel past niet.")


@dataclass(frozen=True)
class Problem:
    """One fault in a declared file."""

    file: Path
    line: int
    cause: str
    suggestion: str = ""

    def __str__(self) -> str:
        hint = f' Did you mean "{self.suggestion}"?' if self.suggestion else ""
        return f"{self.file}:{self.line}: {self.cause}{hint}"


class Misdeclared(GehoorError):
    """Declared files contradict themselves or the schema; carries every problem found."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
