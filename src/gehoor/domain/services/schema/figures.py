"""figures.yaml: which tables the service publishes, each with its unit of count."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Code, CoreCode, Declared, Versioned, Wording

AXES = ("month", "channel", "theme", "failing", "reporter_role", "kind", "urgency", "outcome", "audience", "child_age", "child_gender",
        "region", "every_theme", "every_failing", "violence", "by_whom", "institution_kind", "measure", "tag", "help_level", "certainty",
        "ground", "term_kept", "term_late", "term_extended", "norm_kept", "norm_not_kept", "mediation", "finding", "respondent")
"""What a table can be cut along, besides answers of sheets. `theme` and `failing` are the main one, so that such a table adds up; from
`every_theme` on a unit can stand in several rows, up to `norm_not_kept`: the grounds of a refusal, the terms of what ended (kept, late,
extended), and ombuds norms as they were tested. What makes somebody vulnerable is never counted at all. `mediation` is how one ended, of
that unit; `finding` and `respondent` (its kind) are of a point of complaint."""
_ANSWER = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}")


def is_answer(dimension: str) -> bool:
    """Whether it is the answer to a question of a sheet, `<sheet>.<question>`."""
    return "." in dimension


def _known_axis(name: str) -> str:
    if name not in AXES and not _ANSWER.fullmatch(str(name)):
        raise PydanticCustomError("by", '"{name}" is nothing a table can be cut along', {"name": name, "known": AXES})
    return name


Axis = Annotated[str, BeforeValidator(_known_axis)]


class Table(Declared):
    """One table."""

    code: Code
    """Code of the table."""
    title: Wording
    """Its title."""
    unit: CoreCode
    """What is counted: a value of the common axis `unit`."""
    by: list[Axis] = Field(min_length=1, max_length=2)
    """Rows, and columns when there are two: an axis, or `<sheet>.<question>` where a sheet counts those answers."""
    note: Wording | None = None
    """How to read it."""


class FiguresFile(Versioned):
    """figures.yaml."""

    least: int = Field(default=0, ge=0, le=50)
    """The smallest number that is shown: 5 keeps every count from 1 to 4 secret, in each table and each download, and with it whatever
    would tell it. 0 shows all."""
    tables: list[Table] = Field(min_length=1)
    """The tables, in order."""
