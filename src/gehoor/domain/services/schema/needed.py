"""What a procedure requires, word by word: one of a closed list, a sheet, or that a question of a sheet was answered so:
`answer.<sheet>.<question>.<answer>`, of a matrix with its row before the answer; or that something may leave the case for a purpose:
`consent.<purpose>`, or `consent.<purpose>.<kind of recipient>`. `one|other`: either is enough. Parsed here for the check of declared files
and for the engine; opened answers come in from whoever has the keys."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ANSWER = "answer."
SHEET = "sheet."
CONSENT = "consent."
EITHER = "|"
IS, WORDS = "is", "words"
"""What is kept of a row of a matrix: the answer on its scale, and the words beside it."""
Answers = Mapping[str, Mapping[str, Any]]
"""The newest answers, by the code of their sheet."""


def alternatives(word: str) -> tuple[str, ...]:
    """The words of which one is enough; mostly there is one."""
    return tuple(word.split(EITHER))


def grouped(word: str) -> list[str]:
    """The same, with answers to one question kept together: people read the question once."""
    found: dict[tuple, list[str]] = {}
    for one in alternatives(word):
        needed = Needed.of(one)
        found.setdefault((needed.sheet, needed.question, needed.row) if needed else (one,), []).append(one)
    return [EITHER.join(words) for words in found.values()]


def is_met(word: str, met: Collection[str]) -> bool:
    """Whether what stands meets a requirement."""
    return any(one in met for one in alternatives(word))


def the_sheets_of(words: Iterable[str]) -> list[str]:
    """The sheets among what is required: to be filled in, or to be answered in a certain way."""
    single = (one for word in words for one in alternatives(word))
    return list(dict.fromkeys(one.split(".")[1] for one in single if one.startswith((SHEET, ANSWER))))


@dataclass(frozen=True)
class Agreed:
    """The consent (or the decision of two people on a legal ground) that a requirement names: for what, and where that matters to what
    kind of recipient."""

    purpose: str
    to: str = ""

    @classmethod
    def of(cls, word: str) -> "Agreed | None":
        """What a requirement asks to be agreed; None where it is no such word."""
        parts = word.removeprefix(CONSENT).split(".")
        return cls(*parts) if word.startswith(CONSENT) and len(parts) in (1, 2) and all(parts) else None


@dataclass(frozen=True)
class Needed:
    """The answer that a requirement names; `row` only of a matrix."""

    sheet: str
    question: str
    answer: str
    row: str = ""

    @classmethod
    def of(cls, word: str) -> "Needed | None":
        """What a requirement asks to be answered; None where it is no such word."""
        parts = word.removeprefix(ANSWER).split(".")
        if not word.startswith(ANSWER) or len(parts) not in (3, 4) or not all(parts):
            return None
        return cls(sheet=parts[0], question=parts[1], answer=parts[-1], row=parts[2] if len(parts) == 4 else "")

    def stands_in(self, answers: Answers) -> bool:
        """Whether it was answered so."""
        return self.answer in self._given(answers)

    def is_said_otherwise(self, answers: Answers) -> bool:
        """Whether the question was answered, and not so."""
        given = self._given(answers)
        return bool(given) and self.answer not in given

    def _given(self, answers: Answers) -> list[str]:
        given = answers.get(self.sheet, {}).get(self.question)
        if self.row:
            given = (given or {}).get(self.row, {}).get(IS)
        return given if isinstance(given, list) else [given] if given else []
