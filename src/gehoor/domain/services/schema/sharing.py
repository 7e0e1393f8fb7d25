"""rights/sharing.yaml, consent-*.yaml and grounds-*.yaml: what may leave a case, who must agree to it, and on which legal ground it
may go without.

Read by the loader; the engine that decides is in the room of consent. Nothing here computes but whether a ground holds on a day.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Code, CoreCode, Declared, Status, Versioned, Within, Wording
from gehoor.foundation.calendars import Span, Unit


class Named(Declared):
    """A code with its words."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What people read; the plain twin is for children."""


class RecipientKind(Named):
    """A kind of somebody outside to whom something can be told."""

    in_case: bool = False
    """Whether such a recipient is one of the people in the case."""
    anybody: bool = False
    """Whether words of this kind can mean a parent as well as anybody else; while parent and child are opposed somebody says which."""


class Capacity(Named):
    """In which capacity somebody agrees."""

    for_child: bool = False
    """Whether they agree in the place of a child, as its parent or guardian."""
    is_child: bool = False
    """Whether the child agrees itself."""


class CentreQuestions(Declared):
    """How one centre asks another whether it knows a child, in the codes of this file."""

    asks: Code
    """The act of asking."""
    answers: Code
    """The act of answering."""
    recipient: Code
    """The kind of recipient that another centre is."""
    purpose: Code
    """What it is for."""
    tells: dict[Code, list[Literal["name", "born", "age", "address"]]] = Field(min_length=1)
    """What may be said, and no more: of each of the data, which details of the child. A secret address is never among them."""
    known: Code
    """The data that are told by saying that a child is known here."""


class SharingFile(Versioned):
    """sharing.yaml: the codes of consents and outward acts, the same for every service."""

    acts: list[Named] = Field(min_length=1)
    """What can go outward: a call, a letter, a request, a referral, an export, sharing."""
    recipients: list[RecipientKind] = Field(min_length=1)
    """Kinds of recipient."""
    purposes: list[Named] = Field(min_length=1)
    """For what."""
    data: list[Named] = Field(min_length=1)
    """Which data."""
    capacities: list[Capacity] = Field(min_length=1)
    """In which capacity somebody agrees."""
    ways: list[Named] = Field(min_length=1)
    """How it was said."""
    not_asked: list[Named] = Field(min_length=1)
    """Why a child was not asked."""
    unable: list[Code] = []
    """Of those, the reasons that mean that it can't judge this itself: then who speaks for it must agree."""
    parents: list[CoreCode] = Field(min_length=1)
    """Roles on the common axis `reporter_role` whose people are parents of the child, for a conflict of interest between them."""
    centres: CentreQuestions | None = None
    """How centres ask each other whether they know a child; empty: they can't."""

    @property
    def acts_by_hand(self) -> list[Named]:
        """What somebody can prepare in words of their own: what goes between centres has a form of its own."""
        own = {self.centres.asks, self.centres.answers} if self.centres else set()
        return [one for one in self.acts if one.code not in own]

    def named(self, name: str, code: str) -> Named | None:
        """One of a list, by code; None when the list has none of that code."""
        return next((one for one in getattr(self, name) if one.code == code), None)

    @model_validator(mode="after")
    def _codes_stand(self) -> Self:
        for name in ("acts", "recipients", "purposes", "data", "capacities", "ways", "not_asked"):
            codes = [one.code for one in getattr(self, name)]
            if twice := next((code for code in codes if codes.count(code) > 1), None):
                raise PydanticCustomError("twice", '"{code}" stands twice in {name}', {"code": twice, "name": name})
        if unknown := set(self.unable) - {one.code for one in self.not_asked}:
            raise PydanticCustomError("unable", '"{code}" is no reason of not_asked', {"code": min(unknown)})
        if asked := self.centres:
            named = [("acts", asked.asks), ("acts", asked.answers), ("recipients", asked.recipient), ("purposes", asked.purpose),
                     ("data", asked.known), *(("data", code) for code in asked.tells)]
            if unknown := next(((name, code) for name, code in named if self.named(name, code) is None), None):
                raise PydanticCustomError("centres", 'centres: "{code}" stands nowhere in {name}', {"name": unknown[0], "code": unknown[1]})
        return self


class Asked(Declared):
    """Whose consent is needed for a child of a certain age."""

    from_age: int = Field(default=0, ge=0, le=30)
    """From this age on."""
    under_age: int | None = Field(default=None, ge=1, le=30)
    """Up to this age, not included; empty: whatever the age."""
    child: Literal["given", "asked", "no"]
    """`given`: the child agreed. `asked`: it was asked and agreed, or there is a reason why it was not asked. `no`: it isn't needed."""
    for_child: bool = False
    """Whether a parent or guardian must agree too."""
    without: list[Code] = []
    """Exceptions on which the parent's consent may be missing, when the child itself agreed."""
    source: str = ""
    """Article that says so."""

    def fits(self, age: int) -> bool:
        """Whether this row is about a child of that age."""
        return self.from_age <= age and (self.under_age is None or age < self.under_age)


class ConsentRule(Declared):
    """Who must agree before something leaves a case."""

    code: Code
    """Code that a procedure names."""
    title: Wording
    """What staff read."""
    reporter: bool = True
    """Whether the reporter must agree."""
    rows: list[Asked] = Field(min_length=1)
    """Whose consent is needed, by the age of the child; together they hold every age once."""
    source: str = ""
    """What it stands on."""
    status: Status = "confirmed"
    """Whether a lawyer confirmed it."""

    @model_validator(mode="after")
    def _every_age_once(self) -> Self:
        for age in range(31):
            if sum(row.fits(age) for row in self.rows) != 1:
                raise PydanticCustomError(
                    "ages", 'rule "{code}" says not exactly once what holds at {age}', {"code": self.code, "age": age})
        return self


class ConsentFile(Versioned):
    """consent-*.yaml: the rules of one country."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    """The country."""
    exceptions: list[Named] = []
    """Reasons for which the consent of a parent may be missing."""
    rules: list[ConsentRule] = Field(min_length=1)
    """The rules; the first holds where a procedure names none."""

    @model_validator(mode="after")
    def _exceptions_stand(self) -> Self:
        known = {one.code for one in self.exceptions}
        for rule in self.rows():
            if unknown := set(rule.without) - known:
                raise PydanticCustomError(
                    "exception", '"{code}" is no exception of this file', {"code": min(unknown), "known": sorted(known)})
        return self

    def rows(self) -> list[Asked]:
        """The rows of all rules."""
        return [row for rule in self.rules for row in rule.rows]


class Preliminary(Declared):
    """A question that must be answered before somebody may speak."""

    code: Code
    """Code that is kept."""
    ask: Wording
    """The question."""


class LegalGround(Declared):
    """A ground on which something may be told, or a case may go on, without consent."""

    code: Code
    """Code that is kept; the same ground under a new number has a code of its own."""
    label: Wording
    """What staff read."""
    says: Wording
    """What it allows, in words of our own."""
    source: str
    """The article."""
    lifts: list[Literal["act", "withdrawal"]] = ["act"]
    """What it lifts: the need for consent to an act, or the wish of who withdrew that the case ends."""
    may_tell: list[Code] = []
    """Kinds of recipient (sharing.yaml) that may be told; empty: whoever is needed."""
    of_offences: bool = False
    """Whether it is for the offences of this file only."""
    not_for: list[Code] = []
    """In which capacity (`known_as` of this file) what is known can't be told on this ground."""
    questions: list[Code] = Field(min_length=1)
    """What must be answered first, of the questions of this file."""
    valid_from: date | None = None
    """First day it is in force."""
    valid_to: date | None = None
    """Last day it is in force."""
    status: Status = "confirmed"
    """Whether a lawyer confirmed it."""

    def holds_on(self, day: date) -> bool:
        """Whether it is in force that day: the day of the decision to speak."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class GroundsFile(Versioned):
    """grounds-*.yaml: the legal grounds of one country."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    """The country."""
    known_as: list[Named] = Field(min_length=1)
    """In which capacity somebody came to know what they would tell."""
    questions: list[Preliminary] = Field(min_length=1)
    """The preliminary questions."""
    offences: list[Wording] = []
    """The offences for which the law has a list."""
    grounds: list[LegalGround] = Field(min_length=1)
    """The grounds."""
    whole_recipient_within: Within = Span(3, Unit.MONTH)
    """How long at most everything to one recipient may go without consent, once two people decided so; then they weigh it anew."""

    def asked(self, ground: LegalGround) -> list[Preliminary]:
        """The questions of a ground, in its order."""
        by_code = {one.code: one for one in self.questions}
        return [by_code[code] for code in ground.questions]

    def on(self, day: date) -> list[LegalGround]:
        """The grounds in force on a day."""
        return [ground for ground in self.grounds if ground.holds_on(day)]

    @model_validator(mode="after")
    def _known(self) -> Self:
        codes = [ground.code for ground in self.grounds]
        if twice := next((code for code in codes if codes.count(code) > 1), None):
            raise PydanticCustomError("twice", 'ground "{code}" stands twice', {"code": twice})
        known, asked = {one.code for one in self.known_as}, {one.code for one in self.questions}
        for ground in self.grounds:
            if unasked := set(ground.questions) - asked:
                raise PydanticCustomError("question", 'ground "{code}" asks "{what}", which `questions` does not hold',
                                          {"code": ground.code, "what": min(unasked), "known": sorted(asked)})
            if unknown := set(ground.not_for) - known:
                raise PydanticCustomError("known_as", 'ground "{code}" is not for "{who}", whom `known_as` does not name',
                                          {"code": ground.code, "who": min(unknown), "known": sorted(known)})
        return self


class Safeguards(Declared):
    """What a procedure says of consent and of access to its files."""

    consent: Code | None = None
    """Rule of the country's consent file that says who must agree; empty: its first."""
    file_access: str | None = None
    """Regime of the country's access file; empty: its first."""
    goes_on: list[Code] = []
    """Grounds on which a case goes on although it was withdrawn; empty: none of its own."""
