"""rights/access-*.yaml: who may see which part of a file, as the law of one country has it, row by row.

Read by the loader; the engine that decides is in the room of inspection.
"""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Code, Declared, Status, Versioned, Within, Wording

KINDS = ("story", "contact", "message_in", "message_out", "note", "summary", "sheet", "file", "person", "point", "tested",
         "relation", "term", "consent", "outward", "override", "task", "approval", "mediation", "statement", "proposal", "opposed")
"""The kinds of fragments that a file is made of."""
LOOK = "look"
"""What stands as class of a fragment that somebody must look at first."""


class FragmentClass(Declared):
    """A class of fragments: whose it is, and how it came here."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    hint: Wording
    """When a fragment is of this class."""


class Cell(Declared):
    """Whether somebody in a row sees fragments of a class."""

    sees: Literal["yes", "no", "about_asker", "if_agreed"]
    """`about_asker`: only what is about themselves. `if_agreed`: only when the young person agreed to it."""
    why: Code | None = None
    """Why it is withheld, of `reasons`; compulsory unless it is simply seen."""
    source: str = ""
    """Article that says so."""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.sees != "yes" and self.why is None:
            raise PydanticCustomError("why", "what is withheld needs `why`: who asked reads it")
        return self


class Standing(Declared):
    """Somebody who asks, and when this row is theirs."""

    code: Code
    """Code of the row."""
    asks: Code
    """Who asks, a code of `askers`."""
    label: Wording
    """What staff read."""
    able: bool | None = None
    """Only when the minor can judge this (true) or can't (false); empty: either."""
    from_age: int = Field(default=0, ge=0, le=30)
    """Only from this age of the minor."""
    under_age: int | None = Field(default=None, ge=1, le=40)
    """Only up to this age, not included."""
    opposed: bool | None = None
    """Only when parent and child are (true) or aren't (false) opposed; empty: either."""
    note: Wording | None = None
    """What staff must mind."""
    classes: dict[Code, Cell]
    """For every class what they see."""


class Asker(Declared):
    """Somebody who may ask for a file."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    is_minor: bool = False
    """Whether it is the minor."""
    needs_mandate: bool = False
    """Whether somebody must have checked that they may act for the minor."""
    checks: list[Wording] = []
    """What was checked."""


class AccessRegime(Declared):
    """Access to a file under one law."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_.]{0,79}$")
    """Name of the regime, such as be.vl.abc.inzage."""
    title: Wording
    """What staff read."""
    within: Within
    """The term, read strictly."""
    source: str
    """Where the term stands."""
    presumed_able_from: int = Field(ge=0, le=21)
    """From this age the minor is presumed to be able to judge; staff may deviate, with reasons."""
    able_source: str = ""
    """Where that stands."""
    rows: list[Standing] = Field(min_length=1)
    """Who sees what. The first row that fits counts."""
    status: Status = "confirmed"
    """Whether a lawyer confirmed it."""


class AccessFile(Versioned):
    """access-*.yaml: the matrices of one country."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    """The country."""
    classes: list[FragmentClass] = Field(min_length=1)
    """The classes."""
    reasons: dict[Code, Wording]
    """Why something is withheld, for who asked."""
    defaults: dict[Literal["own", "other"], dict[Literal[KINDS], Code]]  # type: ignore[valid-type]
    """The class of a kind of fragment nobody classed, where the child itself tells (`own`) or another person does (`other`).
    `look`: somebody must look first."""
    askers: list[Asker] = Field(min_length=1)
    """Who may ask."""
    regimes: list[AccessRegime] = Field(min_length=1)
    """The laws; the first is offered where a procedure names none."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        classes, askers = [one.code for one in self.classes], {one.code for one in self.askers}
        for told in ("own", "other"):
            missing = [kind for kind in KINDS if kind not in self.defaults.get(told, {})]
            if missing:
                raise PydanticCustomError("defaults", 'defaults of "{told}" say nothing of "{kind}"', {"told": told, "kind": missing[0]})
            if unknown := set(self.defaults[told].values()) - {*classes, LOOK}:
                raise PydanticCustomError("class", '"{code}" is no class', {"code": min(unknown), "known": classes})
        for regime in self.regimes:
            for row in regime.rows:
                if unknown := {cell.why for cell in row.classes.values() if cell.why} - set(self.reasons):
                    raise PydanticCustomError("reason", 'row "{code}" withholds for "{why}", which is none of `reasons`',
                                              {"code": row.code, "why": min(unknown), "known": sorted(self.reasons)})
                if row.asks not in askers:
                    raise PydanticCustomError("asks", 'row "{code}" is of "{who}", who is no asker', {"code": row.code, "who": row.asks})
                if set(row.classes) != set(classes):
                    wrong = set(row.classes) ^ set(classes)
                    raise PydanticCustomError("cells", 'row "{code}" of {regime} needs every class once; see "{wrong}"',
                                              {"code": row.code, "regime": regime.code, "wrong": min(wrong)})
            if lost := askers - {row.asks for row in regime.rows if _catches_all(row)}:
                raise PydanticCustomError("rows", '{regime} has no row for every "{who}"; end with one without conditions',
                                          {"regime": regime.code, "who": min(lost)})
        return self

    def regime(self, code: str) -> AccessRegime:
        """The regime of that code.

        :raises KeyError: there is none.
        """
        return {one.code: one for one in self.regimes}[code]


def _catches_all(row: Standing) -> bool:
    return row.able is None and row.opposed is None and row.from_age == 0 and row.under_age is None
