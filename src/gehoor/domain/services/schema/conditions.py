"""When a page or a question is asked: a closed list of words, never an expression of a programming language.

`{question: x, is: y}` `{question: x, is_not: y}` `{question: x, any_of: [y, z]}` `{question: x, answered: true}`
`{question: x, at_least: 12}`
`{all: […]}` `{any: […]}`. An answer with several choices "is" y when y is among them.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Declared

_TESTS = ("is_", "is_not", "any_of", "answered", "at_least")


class Condition(Declared):
    """One condition on the answers given so far."""

    question: str | None = None
    """Code of the question whose answer is looked at."""
    is_: str | None = Field(default=None, alias="is")
    """Its answer is this code."""
    is_not: str | None = None
    """Its answer is something else, or there is none."""
    any_of: list[str] | None = None
    """Its answer is one of these codes."""
    answered: bool | None = None
    """There is an answer (true) or none (false)."""
    at_least: int | None = None
    """Its answer is a number as high as this, or higher."""
    all: list["Condition"] | None = None
    """Every one of these conditions holds."""
    any: list["Condition"] | None = None
    """At least one of these conditions holds."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        tests = [test for test in _TESTS if getattr(self, test) is not None]
        groups = [group for group in (self.all, self.any) if group is not None]
        question_and_test = self.question is not None and len(tests) == 1 and not groups
        one_group = self.question is None and not tests and len(groups) == 1 and bool(groups[0])
        if not (question_and_test or one_group):
            raise PydanticCustomError(
                "condition",
                "a condition is `question` with one of `is`, `is_not`, `any_of`, `answered`, `at_least`, or one list `all` or `any`",
            )
        return self

    def tests(self) -> Iterator["Condition"]:
        """Every condition on one question inside this one."""
        for group in (self.all, self.any):
            for condition in group or ():
                yield from condition.tests()
        if self.question is not None:
            yield self

    def codes(self) -> list[str]:
        """The answer codes that this one test names."""
        return [code for code in (self.is_, self.is_not, *(self.any_of or ())) if code is not None]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is true of these answers."""
        if self.all is not None:
            return all(condition.holds(answers) for condition in self.all)
        if self.any is not None:
            return any(condition.holds(answers) for condition in self.any)
        given = answers.get(self.question or "")
        chosen = given if isinstance(given, list) else [] if given is None else [given]
        if self.answered is not None:
            return (given not in (None, "", [], {})) is self.answered
        if self.at_least is not None:
            return any(isinstance(number, int) and number >= self.at_least for number in chosen)
        if self.is_not is not None:
            return self.is_not not in chosen
        return any(code in chosen for code in (self.any_of or [self.is_]))
