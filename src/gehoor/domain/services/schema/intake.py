"""intake.yaml: what is asked of whom, page by page."""

from typing import Self

from pydantic import Field as Described
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Code, Declared, PathSegment, Versioned, Wording
from gehoor.domain.services.schema.conditions import Condition
from gehoor.domain.services.schema.fields import Field


class Ending(Declared):
    """An answer or a way on for what needs no file: read here, counted without anything personal, and nothing is kept."""

    text: Wording
    """The answer, or where to go with it. Markdown."""
    lines: list[Code] = []
    """Lines and channels of service.yaml to show with it, by code."""
    counts_as: Code
    """Contact kind that somebody is counted as who says that this was enough."""
    done: Wording
    """The button of whoever has what they came for."""
    go_on: Wording
    """The button of whoever wants to tell anyway. It always stands there: nobody is turned away."""


class Page(Declared):
    """One page: one question, or a few closely related fields; or an ending."""

    code: PathSegment
    """Stands in the address of the page; neutral on a child's page."""
    title: Wording
    """The heading; with one field this is usually the question itself."""
    lead: Wording | None = None
    """A sentence under the heading."""
    fields: list[Field] = []
    """The questions; none on an ending."""
    ends: Ending | None = None
    """Where somebody may be helped already. Stands before the page that takes the story."""
    skip: Wording | None = None
    """What the way past it is called ("Sla over"); empty: it can't be skipped with a button of its own."""
    when: Condition | None = None
    """Only shown when this holds."""

    @model_validator(mode="after")
    def _asks_or_ends(self) -> Self:
        if bool(self.fields) == bool(self.ends):
            raise PydanticCustomError("page", 'page "{code}" needs `fields` or `ends`, one of both', {"code": self.code})
        return self


class Questionnaire(Declared):
    """The pages for one or more audiences."""

    code: Code
    """Code of the questionnaire."""
    audiences: list[Code] = Described(min_length=1)
    """For whom; each audience has exactly one questionnaire."""
    pages: list[Page] = Described(min_length=1)
    """The pages in order."""

    def page(self, code: str) -> Page:
        """The page of that code.

        :raises KeyError: there is none.
        """
        return {page.code: page for page in self.pages}[code]

    def fields(self) -> list[Field]:
        """All questions in order."""
        return [field for page in self.pages for field in page.fields]


class IntakeFile(Versioned):
    """intake.yaml."""

    questionnaires: list[Questionnaire] = Described(min_length=1)
    """The questionnaires."""

    def for_audience(self, code: str) -> Questionnaire:
        """The questionnaire of that audience.

        :raises StopIteration: the audience is unknown; `check` refuses services where that can happen.
        """
        return next(one for one in self.questionnaires if code in one.audiences)
