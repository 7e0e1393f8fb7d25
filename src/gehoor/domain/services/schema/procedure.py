"""procedure.yaml: the stages of a case, what each move requires, its terms, outcomes, sheets and urgency."""

from typing import Literal, Self

from pydantic import Field as Described
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.along import Along
from gehoor.domain.services.schema.axes import Mapping
from gehoor.domain.services.schema.base import Code, CoreCode, Declared, Language, Status, Versioned, Within, Wording
from gehoor.domain.services.schema.dated import refuse_wrong_moments
from gehoor.domain.services.schema.ground import RefusalGround
from gehoor.domain.services.schema.regime import RuleRef
from gehoor.domain.services.schema.sharing import Safeguards
from gehoor.domain.services.schema.sheet import Second, Sheet

REQUIREMENTS = (
    "handler_assigned",
    "summary_written",
    "kind_chosen",
    "theme_chosen",
    "failing_chosen",
    "urgency_decided",
    "child_party_named",
    "child_identified",
    "reporter_identified",
    "respondent_named",
    "answer_sent",
    "consent_recorded",
    "reporter_told",
    "told_here",
    "mediation_ended",
    "item_added",
    "items_found",
    "law_tested",
    "treaty_tested",
    "norms_tested",
)
"""Words a move or an outcome may require, besides `sheet.<code>` and `answer.<sheet>.<question>.<answer>` (of a matrix
`answer.<sheet>.<question>.<row>.<answer>`), `consent.<purpose>` or `consent.<purpose>.<kind of recipient>` in the codes of sharing.yaml
(a legal ground on which two people decided is as good), and `one|other` where either is enough. A closed list; the journey says which are
met."""

EVENTS = ("received", "first_read", "admitted", "stage_entered", "last_message_from_reporter", "last_message_to_reporter",
          "answered", "closed", "message_after_end")
"""Moments a term may run from or end with."""


class FollowUp(Declared):
    """What must be looked at after the end."""

    within: Within
    """When it is due after the end: "90 calendar days"."""
    tells: Code | None = None
    """Text block with which the young person is told that we go on looking."""


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
    stops: Wording | None = None
    """What a reporter presses who wants to stop with it, in their words; without it: "I want to stop"."""


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
    label: Wording | None = None
    """What is due; with a `rule` it can be left to that."""
    rule: RuleRef | None = None
    """The term of a legal regime that this is, such as be.vl.bestuursdecreet.klacht/answer: it says how long, why, and whether it can
    be extended."""
    variant: Code | None = None
    """Which variant of the rule holds here, such as `committee`."""
    within: Within | None = None
    """How long: "24 hours", "3 working days", "45 calendar days", "2 weeks", "1 month". Beside a rule only where the institution's own
    regulation decides: what is usual there."""
    promised: Code | None = None
    """Or: as promised in service.yaml, which may differ by urgency."""
    from_: str = Described(alias="from", default="")
    """The moment it runs from, or a day in an answer: answer.<sheet>.<question>. With a `rule` that counts from receipt it can be left to
    that; a rule that counts back counts back from it."""
    before: str = ""
    """Instead of `from`: so long before the day in this answer of a sheet."""
    on: str = ""
    """Instead of a length: the very day in this answer of a sheet, such as that of a hearing."""
    until: str | None = None
    """The moment that meets it; empty: only leaving the stages it runs in ends it."""
    stages: list[Code] = []
    """Stages in which it runs; empty: every stage that isn't final."""
    urgencies: list[Code] = []
    """Urgencies for which it runs; empty: all."""
    kinds: list[Code] = []
    """Kinds of contact for which it runs, such as a complaint about the service itself; empty: all."""
    kind: Literal["statutory", "promise"] | None = None
    """Whether the law says so or we ourselves; a `rule` says it itself."""
    source: str = ""
    """Article or page that says so; compulsory for a statutory term."""
    status: Status = "confirmed"
    """Whether a lawyer of the service confirmed it; a `rule` says it itself."""
    alarm_before: Within | None = None
    """How long before the end it is shown as near."""
    tells: Wording | None = None
    """What comes by its end, as the reporter reads it on their own page; without it they read nothing of this term."""

    @model_validator(mode="after")
    def _says_how_long(self) -> Self:
        if self.rule is None:
            self._stands_alone()
        elif self.promised or self.kind or self.source or "status" in self.model_fields_set:
            raise PydanticCustomError("term_rule", 'term "{code}" follows a `rule`, which says kind, source and status itself',
                                      {"code": self.code})
        refuse_wrong_moments(self, EVENTS)
        return self

    def _stands_alone(self) -> None:
        about = {"code": self.code}
        if [self.within is not None, self.promised is not None, bool(self.on)].count(True) != 1:
            raise PydanticCustomError("term_length", 'term "{code}" needs `within`, `promised` or `on`, one of them', about)
        for name in ("label", "kind"):
            if getattr(self, name) is None and not (name == "kind" and self.on):
                raise PydanticCustomError("term_words", 'term "{code}" follows no `rule`, so it needs `{name}`', about | {"name": name})
        if self.kind == "statutory" and not self.source:
            raise PydanticCustomError("term_source", 'statutory term "{code}" names no source', about)
        if self.variant:
            raise PydanticCustomError("term_variant", 'term "{code}" has a `variant` and no `rule`', about)


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
    asks: list[Code] = []
    """Sheets that it requires and that are asked on its own page, as long as they are not filled in."""
    tell: Along | None = None
    """A message to the reporter that goes along: asked unless they were told something since this stage began."""
    approval: Second | None = None
    """Whether a second person must agree before it is taken, and who."""


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
    aside: bool = False
    """Whether it lies beside the road: it stands in the row of stages only once a case has been there."""


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
    approval: Second | None = None
    """Whether a second person must agree before it is chosen, and who."""
    covers: list[Code] = []
    """Sheets that this agreement is about, as what a judgement rests on: changed afterwards, it lapses."""
    needs_follow_up: FollowUp | None = None
    """Whether somebody looks afterwards if what was asked is done, and by when."""


class Finding(Declared):
    """How one point of a complaint was found. Reasons go with every finding, so it doesn't ask for them here."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    tells: Wording
    """What the reporter reads."""
    core: list[Mapping] = Described(min_length=1)
    """Where it falls on the common axis `outcome`."""
    requires: list[Literal["law_tested", "treaty_tested", "norms_tested"]] = []
    """Tests that must stand on the point, or on the whole case, before it can be found so."""
    needs_follow_up: FollowUp | None = None
    """Whether somebody looks afterwards if what was asked is done, and by when."""


class TextBlock(Declared):
    """A piece of text to put into an answer or a letter. Filled in are `{reference}`, `{service}`, `{handler}`, `{phone}`, and
    `{handler_phone}` and `{handler_email}`, which are empty where who answers has no direct ones; `{today}`, `{received}` (the day on which
    it was received), `{due}` (until when the answer may take, of a term that `tells`), and `{due_why}`, the whole explanation of that day.
    `{points}` becomes what each point of the complaint was found, as the finding `tells` it. In a block to others also `{about}`, what the
    letter is about, and `{answer_by}`, the day by which an answer is expected. What can't be filled in stands open: …"""

    code: Code
    """Code of the block."""
    title: Wording
    """How staff find it."""
    text: Wording
    """The text."""
    for_refusal: bool = False
    """Whether it is offered where something is refused."""
    to: Literal["reporter", "others"] = "reporter"
    """Who reads it: the reporter, or somebody outside, such as whom the complaint is about."""
    purposes: list[Code] = []
    """Of a block to others: for what it is, in the codes of sharing.yaml. Such a letter begins with it."""
    keeps: Wording | None = None
    """Words of it that must stand in the message where a step or a sheet asks for this block: what may not be left out."""


class Attention(Declared):
    """Words that make a new report stand out. They only raise; a person decides."""

    raises_to: Code
    """Urgency it is shown as until somebody decided."""
    words: dict[Language, list[str]]
    """Words and short phrases by language; `*` at the end: any ending."""


class Mediating(Declared):
    """Whether and where the service mediates between the sides of a case."""

    stages: list[Code] = Described(min_length=1)
    """Stages in which it may be begun."""
    blocked_by: list[str] = []
    """What keeps from mediating once it is said about a case, unless a supervisor decides otherwise and says why: a whole list of
    axes.yaml by its dimension (`violence`), or one code of it (`failing.violence`); or an answer on a sheet
    (`answer.safety.violence.yes`)."""


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
    grounds: list[RefusalGround] = []
    """Grounds to refuse."""
    stages: list[Stage] = Described(min_length=2)
    """Stages; the first is where a case begins."""
    outcomes: list[Outcome] = Described(min_length=1)
    """Outcomes."""
    findings: list[Finding] = []
    """Findings of a point of complaint; none where this procedure finds nothing."""
    child_known_by: Literal["age", "birth_date"] = "age"
    """What is asked of a child beside its name."""
    next_instance: Wording | None = None
    """What whoever was refused reads about where they can go next; with a plain twin where children are served."""
    sheets: list[Sheet] = []
    """Sheets for staff."""
    text_blocks: list[TextBlock] = []
    """Text blocks for answers."""
    safeguards: Safeguards = Safeguards()
    """Who must agree before something leaves a case, and who may see its file."""
    mediation: Mediating | None = None
    """Mediation, where the service does that."""

    @property
    def rules(self) -> list[str]:
        """The rules of legal regimes that its terms follow."""
        return [term.rule for term in self.terms if term.rule]

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

    def text_block(self, code: str) -> TextBlock:
        """The text block of that code.

        :raises KeyError: there is none.
        """
        return {block.code: block for block in self.text_blocks}[code]
