"""A form that people who work here fill in, as procedure.yaml declares it, and what its numbers count in the figures."""

from typing import Literal, Self

from pydantic import Field as Described
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.along import Along
from gehoor.domain.services.schema.base import Code, CoreCode, Declared, Status, Wording
from gehoor.domain.services.schema.fields import Field

Second = Literal["supervisor", "colleague"]
"""Whose agreement something needs besides that of who decides it: never the same person."""


CASE, FILLED_IN = "case", "filled_in"
COUNTED_ANYHOW = ("contact", CASE, "item", "child_in_case", "mediation")
"""Units that the program counts itself, whatever stands on sheets."""
FIXED = ("choice", "choices", "yes_no_unknown")
"""Kinds of question whose answers can be counted: those of a fixed list, never words."""


class SheetCount(Declared):
    """What a sheet says in the figures: how many there were of something, of which kind, and what was decided."""

    unit: CoreCode
    """A value of the common axis `unit`. `filled_in`: each case in which the sheet is filled in, once. `case`: nothing more is counted, but
    the case gets these marks, and its form of what it is about asks them no more. Any other is counted by a `number`."""
    number: Code | None = None
    """The question whose answer says how many."""
    marks: dict[CoreCode, Code] = {}
    """Of what kind they are: the axis of a figures table, and the question of this sheet that says it."""
    answers: list[Code] = []
    """Questions of this sheet whose answers a figures table can be cut along, as `<sheet>.<question>`. Counted beside the case and tied to
    nothing, so that what is sealed stays so."""


class Sheet(Declared):
    """A form that staff fill in."""

    code: Code
    """Code; required as `sheet.<code>`."""
    title: Wording
    """Its title."""
    lead: Wording | None = None
    """What it is for."""
    approval: Second | None = None
    """Whether it counts only once a second person agreed with it, and who."""
    covers: list[Code] = []
    """Other sheets that this agreement is about too, as the parts of one report: changed afterwards, it lapses."""
    series: bool = False
    """Whether each filling is an entry of its own in a row that only grows: a risk at the report and after the diagnosis."""
    named_by: Code | None = None
    """In a series: the question whose answer says what a filling is of, such as the moment, or the right that it is about."""
    tell: Along | None = None
    """A message to the reporter that goes along when it is first filled in."""
    each_stage: bool = False
    """Whether it only counts in the stage in which it was filled in: each stage asks it anew."""
    status: Status = "confirmed"
    """Whether the service confirmed what it asks."""
    source: str = ""
    """Law or rule that asks it."""
    fields: list[Field] = Described(min_length=1)
    """Its questions."""
    counts: list[SheetCount] = []
    """What of it the figures count. Filled in anew, the newest holds."""

    @model_validator(mode="after")
    def _counts_what_it_asks(self) -> Self:
        kinds = {one.code: one.kind for one in self.fields}
        for one in self.counts:
            self._counts_some_unit(one)
            if one.number is not None and kinds.get(one.number) != "number":
                raise PydanticCustomError("counts", 'sheet "{code}" counts "{number}", which is no number that it asks',
                                          {"code": self.code, "number": one.number})
            if unasked := next((question for question in one.marks.values() if kinds.get(question) not in ("choice", "choices")), None):
                raise PydanticCustomError("counts", 'sheet "{code}" marks what it counts by "{question}", which is no choice that it asks',
                                          {"code": self.code, "question": unasked})
            if words := next((question for question in one.answers if kinds.get(question) not in FIXED), None):
                raise PydanticCustomError("counts", 'sheet "{code}" counts answers to "{question}", which has no fixed answers',
                                          {"code": self.code, "question": words})
            if any(self.field(question).choices_from == "markers" for question in (*one.marks.values(), *one.answers)):
                raise PydanticCustomError("counts", 'sheet "{code}" counts what makes somebody vulnerable: that is never counted',
                                          {"code": self.code})
        return self

    def _counts_some_unit(self, one: SheetCount) -> None:
        about = {"code": self.code, "unit": one.unit}
        if one.unit == CASE and (one.number or one.answers or not one.marks):
            raise PydanticCustomError("counts", 'sheet "{code}": what a case is counted by are `marks` alone, and no number', about)
        if one.unit == FILLED_IN and (one.number or self.series):
            raise PydanticCustomError("counts", 'sheet "{code}": {unit} counts a case once, so it has no number and is no series', about)
        if one.unit in COUNTED_ANYHOW and one.unit != CASE:
            raise PydanticCustomError("counts", 'sheet "{code}" counts {unit}, which the program counts itself', about)
        if one.unit not in (CASE, FILLED_IN) and not one.number:
            raise PydanticCustomError("counts", 'sheet "{code}" counts {unit} and doesn\'t say by which `number`', about)

    @model_validator(mode="after")
    def _is_named_by_a_choice(self) -> Self:
        about = {"code": self.code, "by": self.named_by}
        if self.named_by and not self.series:
            raise PydanticCustomError("named_by", 'sheet "{code}" is no series, so no filling of it needs a name (`named_by`)', about)
        naming = next((one for one in self.fields if one.code == self.named_by), None)
        if self.named_by and (naming is None or naming.kind != "choice" or not naming.required):
            raise PydanticCustomError("named_by", 'series "{code}" is named by "{by}", which is no required choice of it', about)
        return self

    def field(self, code: str) -> Field | None:
        """The question of that code; None when there is none."""
        return next((one for one in self.fields if one.code == code), None)

    @property
    def marks_of_case(self) -> dict[str, str]:
        """What it says of the case itself in the figures: the question by axis."""
        return {axis: question for one in self.counts if one.unit == CASE for axis, question in one.marks.items()}

    @property
    def drawn(self) -> Field | None:
        """In a series, the question whose answers can be drawn: its first choice, where that is an ordered scale."""
        choosing = [one for one in self.fields if one.kind == "choice" and one.code != self.named_by]
        return choosing[0] if self.series and choosing and choosing[0].ordered else None
