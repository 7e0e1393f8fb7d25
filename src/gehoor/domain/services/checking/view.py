"""The files of one service on one day as the checks see them: the models, and a way to point at a line.

Made for each day on which a file of the service begins to hold. A check that needs a file which doesn't fit is passed over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from gehoor.domain.services.loading import Read
from gehoor.domain.services.marked_yaml import Path
from gehoor.domain.services.problems import did_you_mean
from gehoor.domain.services.schema import CoreFile, PageFile, RegimeFile, RightsFile
from gehoor.domain.services.schema.fields import RIGHTS
from gehoor.foundation.errors import Problem

# A list that one can still read in a message.
_MOST_NAMED = 24


@dataclass
class View:
    """What holds on one day, and the problems found in it."""

    core: CoreFile | None
    files: dict[str, Read]
    pages: list[Read[PageFile]]
    rights: dict[str, RightsFile] = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)
    regimes: dict[str, RegimeFile] = field(default_factory=dict)

    def __getattr__(self, kind: str) -> Any:
        """The model of a file: `view.intake`."""
        try:
            return self.files[kind].model
        except KeyError:
            raise AttributeError(kind) from None

    def has(self, kinds: Iterable[str]) -> bool:
        """Whether these files fit the schema."""
        return all((self.core if kind == "core" else kind in self.files and self.files[kind].model) for kind in kinds)

    def codes_from(self, name: str) -> list[str]:
        """The codes of a list that questions take their answers from: one of axes.yaml, or a set of rights."""
        if name.startswith(RIGHTS):
            rights = self.rights.get(name.removeprefix(RIGHTS))
            return [entry.code for entry in rights.entries] if rights else []
        return [value.code for value in self.axes.values(name)]

    def fault(self, kind: str, path: Path, cause: str, suggestion: str = "") -> None:
        """Note a problem in a file at a path."""
        marked = self.files[kind].marked
        self.found.append(Problem(marked.file, marked.line_of(path), cause.rstrip(". ") + ".", suggestion))

    def must_know(self, kind: str, path: Path, code: str, known: Iterable[str], what: str) -> bool:
        """Refuse a code that is nowhere declared; suggest the one that looks most like it, or name them all when none does."""
        known = list(known)
        if code not in known:
            likely = did_you_mean(code, known)
            others = f". There are: {', '.join(known)}" if known and not likely and len(known) <= _MOST_NAMED else ""
            self.fault(kind, path, f'"{code}" is no {what}{others}', likely)
        return code in known


Check = Callable[[View], None]


def looks_at(*kinds: str) -> Callable[[Check], Check]:
    """Mark a check with the files it needs; without them it has nothing to say."""

    def furnish(check: Check) -> Check:
        @wraps(check)
        def wrapper(view: View) -> None:
            if view.has(kinds):
                check(view)

        return wrapper

    return furnish
