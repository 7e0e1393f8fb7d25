"""procedure.yaml: the stages of a case, what each move requires, its terms, outcomes, sheets and urgency."""

from typing import Literal, Self

from pydantic import Field as Described
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.axes import Mapping
from gehoor.domain.services.schema.base import Code, CoreCode, Declared, Language, Status, Versioned, Within, Wording
from gehoor.domain.services.schema.fields import Field

REQUIREMENTS = (
    "handler_assigned",
    "summary_written",
    "kind_chosen",
    "theme_chosen",
    "failing_chosen",
    "urgency_decided",
    "child_party_named",
    "respondent_named",
    "answer_sent",
    "consent_recorded",
    "reporter_told",
)
"""Words a move or an outcome may require, besides `sheet.<code>`. A closed list; the journey says which are met."""

EVENTS = ("received", "first_read", "admitted", "stage_entered", "last_message_from_reporter", "last_message_to_reporter",
          "answered", "closed")
"""Moments a term may run from or end with."""


class ContactKind(Declared):
    """What kind of contact something is."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    core: CoreCode | None = None
    """Its value on the common axis `contact_kind`; none only when counted apart."""
    opens_case: bool = False
    """Whether such a contact usually opens a case; staff decide."""
    without_names: bool = False
    """Whether nobody may be named in it: a consult about a family that stays unknown. Identity fields don't exist then."""
    counted: Literal["with_all", "apart"] = "with_all"
    """Prank, abusive, silent and test contacts are counted apart."""


class Urgency(Declared):
    """How soon somebody must look. Those named first stand first in every list."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    core: CoreCode
    """Its value on the common axis `urgency`."""
    ahead: bool = False
    """Whether it stands above all that isn't, with its own clock."""


class Term(Declared):
    """Something due within a span of time. It raises an alarm and never closes anything."""

    code: Code
    """Code of the term."""
    label: Wording
    """What is due."""
    within: Within | None = None
    """How long: "24 hours", "3 working days", "45 calendar days", "2 weeks"."""
    promised: Code | None = None
    """Or: as promised in service.yaml, which may differ by urgency."""
    from_: str = Described(alias="from")
    """The moment it runs from."""
    until: str | None = None
    """The moment that meets it; empty: only leaving the stages it runs in ends it."""
    stages: list[Code] = []
    """Stages in which it runs; empty: every stage that isn't final."""
    urgencies: list[Code] = []
    """Urgencies for which it runs; empty: all."""
    kind: Literal["statutory", "promise"]
    """Whether the law says so or we ourselves."""
    source: str = ""
    """Article or page that says so; compulsory for a statutory term."""
    status: Status = "confirmed"
    """Whether a lawyer of the service confirmed it."""
    alarm_before: Within | None = None
    """How long before the end it is shown as near."""

    @model_validator(mode="after")
    def _says_how_long(self) -> Self:
        if (self.within is None) == (self.promised is None):
            raise PydanticCustomError("term_length", 'term "{code}" needs `within` or `promised`, one of both', {"code": self.code})
        if self.kind == "statutory" and not self.source:
            raise PydanticCustomError("term_source", 'statutory term "{code}" names no source', {"code": self.code})
        for event in (self.from_, self.until):
            if event is not None and event not in EVENTS:
                raise PydanticCustomError("event", '"{event}" is no moment a term can use', {"event": event, "known": list(EVENTS)})
        return self


class Ground(Declared):
    """A reason for which something may (never must) be refused."""

    code: Code
    """Code that is kept."""
    label: Wording
    """The reason in words."""
    source: str = ""
    """Where it is written."""
    status: Status = "confirmed"
    """Whether a lawyer of the service confirmed it."""


class Move(Declared):
    """A step that staff may take from a stage."""

    code: Code
    """Code of the move, once in a stage."""
    label: Wording
    """The verb on the button."""
    to: Code
    """Stage it leads to."""
    requires: list[str] = []
    """What must be met first: words of REQUIREMENTS, or `sheet.<code>`."""
    outcomes: list[Code] = []
    """Outcomes to choose from; a move to a final stage has at least one, another move none."""
    grounds: list[Code] = []
    """Grounds to choose from; when given, at least one must be chosen."""


class Stage(Declared):
    """Where a case stands. The first one is where it begins."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    tells: Wording
    """What the reporter reads about where it stands; with a plain twin where children are served."""
    requires: list[str] = []
    """What must be met before any move out of here that leads onward; a move can add to it."""
    moves: list[Move] = []
    """The steps from here. A final stage may have one that reopens."""
    final: bool = False
    """Whether the case is closed here."""


class Outcome(Declared):
    """How a case ended."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    tells: Wording
    """What the reporter reads."""
    core: list[Mapping] = Described(min_length=1)
    """Where it falls on the common axis `outcome`."""
    requires: list[str] = []
    """What must be met before this outcome can be chosen."""


class Sheet(Declared):
    """A form that staff fill in."""

    code: Code
    """Code; required as `sheet.<code>`."""
    title: Wording
    """Its title."""
    lead: Wording | None = None
    """What it is for."""
    fields: list[Field] = Described(min_length=1)
    """Its questions."""


class TextBlock(Declared):
    """A piece of text to put into an answer; `{reference}`, `{service}`, `{handler}`, `{phone}` are filled in, and `{handler_phone}`
    and `{handler_email}`, which are empty where who answers has no direct ones."""

    code: Code
    """Code of the block."""
    title: Wording
    """How staff find it."""
    text: Wording
    """The text."""


class Attention(Declared):
    """Words that make a new report stand out. They only raise; a person decides."""

    raises_to: Code
    """Urgency it is shown as until somebody decided."""
    words: dict[Language, list[str]]
    """Words and short phrases by language; `*` at the end: any ending."""


class ProcedureFile(Versioned):
    """procedure.yaml."""

    procedure: str = Described(pattern=r"^[a-z][a-z0-9_.]{0,79}$")
    """Name of the procedure, such as be.vl.abc.klacht."""
    title: Wording
    """What staff read."""
    legal_basis: str
    """The law or rule it stands on."""
    counts_as: Code
    """Contact kind as which a case of it is counted."""
    kinds: list[ContactKind] = Described(min_length=1)
    """Kinds of contact."""
    urgencies: list[Urgency] = Described(min_length=2)
    """Urgency, highest first; the last one is the usual."""
    attention: Attention
    """Words that raise."""
    terms: list[Term] = Described(min_length=1)
    """Terms."""
    grounds: list[Ground] = []
    """Grounds to refuse."""
    stages: list[Stage] = Described(min_length=2)
    """Stages; the first is where a case begins."""
    outcomes: list[Outcome] = Described(min_length=1)
    """Outcomes."""
    sheets: list[Sheet] = []
    """Sheets for staff."""
    text_blocks: list[TextBlock] = []
    """Text blocks for answers."""

    def stage(self, code: str) -> Stage:
        """The stage of that code.

        :raises KeyError: there is none.
        """
        return {stage.code: stage for stage in self.stages}[code]

    def sheet(self, code: str) -> Sheet:
        """The sheet of that code.

        :raises KeyError: there is none.
        """
        return {sheet.code: sheet for sheet in self.sheets}[code]

    def outcome(self, code: str) -> Outcome:
        """The outcome of that code.

        :raises KeyError: there is none.
        """
        return {outcome.code: outcome for outcome in self.outcomes}[code]
