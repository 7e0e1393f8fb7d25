"""regimes/<id>.yaml: one legal regime each, with its terms, grounds to refuse, next instance and yearly report.

And calendars/<country>.yaml: what a country's law on terms says, and the holidays that aren't computed. Neither belongs to a service:
the terms of a procedure refer to those of a regime.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field as Described
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Code, Declared, MonthDay, Status, Versioned, Within, Wording
from gehoor.domain.services.schema.ground import Ground
from gehoor.foundation.calendars import EndRule, Unit

RECEIVED = "received"
RegimeId = Annotated[str, Described(pattern=r"^[a-z]{2}(\.[a-z0-9][a-z0-9-]*)+$")]
RuleRef = Annotated[str, Described(pattern=r"^[a-z]{2}(\.[a-z0-9][a-z0-9-]*)+/[a-z][a-z0-9_]{0,39}$")]
HolidayOn = Annotated[str, Described(pattern=r"^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$|^easter([+-][0-9]{1,3})?$")]
Country = Annotated[str, Described(pattern=r"^[A-Z]{2}$")]


class Extension(Declared):
    """How a term may be made longer. It never happens by itself: somebody decides, tells and gives reasons."""

    by: Within | None = None
    """How much longer: "4 weeks"."""
    to: Within | None = None
    """Or: how long at most from the start: "90 calendar days"."""
    new_term: bool = False
    """Or: whoever extends names a new day, and the law gives no limit."""
    times: int = Described(default=1, ge=0)
    """How often; 0: as often as needed."""
    before: Literal["end"] | None = "end"
    """It must be told before the term ends; `null` where the law doesn't say so."""
    notice: list[Code] = []
    """Who must be told."""
    reasons: Literal["required", "free"] = "required"
    """Whether reasons must be given."""
    more_by_consent: bool = False
    """Whether it can be longer still when the complainant agrees."""
    consent_in_writing: bool = False
    """Whether they must agree in writing."""
    source: str = ""
    """Article, where it isn't that of the term."""

    @model_validator(mode="after")
    def _says_how_far(self) -> Self:
        if [self.by is not None, self.to is not None, self.new_term].count(True) != 1:
            raise PydanticCustomError("extension", "an extension needs `by`, `to` or `new_term: true`, one of them")
        if self.consent_in_writing and not self.more_by_consent:
            raise PydanticCustomError("extension_consent", "`consent_in_writing` says how one agrees: it needs `more_by_consent: true`")
        return self


class StandStill(Declared):
    """Something that makes a term stand still until it is over."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What staff read."""
    source: str = ""
    """Article."""
    status: Status = "confirmed"
    """Whether a lawyer confirmed it."""


class Variant(Declared):
    """A term of another length in a certain case, such as when a committee advises."""

    within: Within
    """How long then."""
    label: Wording
    """In which case, to complete "with …"."""
    source: str = ""
    """Article, where it is another."""


class RegimeTerm(Declared):
    """One term of a regime."""

    code: Code
    """Its id: regime/code."""
    label: Wording
    """What is due."""
    within: Within | None = None
    """How long: "45 calendar days", "1 month"."""
    own_term: bool = False
    """The institution's own regulation says how long; the service or the institution's entry gives it."""
    strict: Within | None = None
    """The strictest reading, where the words leave room."""
    from_: Code = Described(alias="from", default=RECEIVED)
    """What it counts from: `received`, or one of `events`."""
    back: bool = False
    """It counts back: something is due at the latest so long before."""
    first_day_counts: bool = False
    """Whether the day of the event is the first day of the term."""
    who: Code
    """Who must act."""
    kind: Literal["statutory", "promise"]
    """Whether the law says so, or it is a promise where the law names no number."""
    source: str = ""
    """Article or page; compulsory for a statutory term."""
    status: Status = "confirmed"
    """Whether it was verified."""
    checked_against: str = ""
    """State of the text that was read."""
    on_weekend_end: Literal["stay", "next_working_day"] | None = None
    """Another rule than the regime's."""
    variants: dict[Code, Variant] = {}
    """Other lengths, by case."""
    extend: Extension | None = None
    """How it may be extended; without it, it can't."""
    suspended_by: list[StandStill] = []
    """What makes it stand still."""
    repeats: bool = False
    """Whether it begins anew each time it was met."""
    lapses: bool = False
    """It is about something that may be done, such as refusing: after its end it can't be done any more, and nothing is late."""

    @model_validator(mode="after")
    def _says_how_long(self) -> Self:
        if (self.within is None) != self.own_term:
            raise PydanticCustomError("term_length", 'term "{code}" needs `within`, or `own_term: true`, one of both', {"code": self.code})
        if self.kind == "statutory" and not self.source:
            raise PydanticCustomError("term_source", 'statutory term "{code}" names no source', {"code": self.code})
        return self


class NextInstance(Declared):
    """Where one can go next. Named in every refusal and closing letter."""

    name: Wording
    """Its name."""
    when: list[Wording] = []
    """On what: a refusal, an overrun, an answer that doesn't satisfy."""
    source: str = ""
    """Article."""
    status: Status = "confirmed"
    """Whether it was verified."""


class YearlyReport(Declared):
    """What must be reported each year."""

    to: Wording
    """To whom, or where."""
    before: MonthDay | None = None
    """Before which day; empty: the law names none."""
    source: str = ""
    """Article."""
    status: Status = "confirmed"
    """Whether it was verified."""


class RegimeFile(Versioned):
    """regimes/<id>.yaml."""

    regime: RegimeId
    """Its id, such as be.vl.bestuursdecreet.klacht: the name of the file."""
    title: Wording
    """Its name."""
    legal_basis: str
    """The law it stands on."""
    country: Country | None = None
    """Whose holidays count; empty: a law of several countries, and the service's own count."""
    subdivision: str | None = None
    """Part of it, where it has holidays of its own."""
    on_weekend_end: Literal["stay", "next_working_day"]
    """What happens to a term of the law that ends on a weekend or holiday."""
    term_law: bool = False
    """Whether the country's law on terms holds, with its limits (calendars/<country>.yaml)."""
    checked_against: str = ""
    """State of the text that was read."""
    events: dict[Code, Wording] = {}
    """What terms count from besides `received`, in words that complete "3 days after …"."""
    terms: list[RegimeTerm] = Described(min_length=1)
    """Its terms."""
    grounds: list[Ground] = []
    """Reasons for which something MAY be refused, never must."""
    next_instance: NextInstance | None = None
    """Where one can go next."""
    yearly_report: YearlyReport | None = None
    """What must be reported each year."""

    def __hash__(self) -> int:
        return hash((self.regime, self.valid_from))

    def term(self, code: str) -> RegimeTerm:
        """The term of that code.

        :raises KeyError: there is none.
        """
        return {term.code: term for term in self.terms}[code]


class TermLaw(Declared):
    """A country's general law on terms."""

    title: str
    """Its name."""
    moves_on: str = ""
    """Article by which an end on a weekend or holiday moves to the next day that is none; empty: there is none."""
    open_days: int = Described(default=0, ge=0)
    """So many days that are no weekend or holiday stand in every term."""
    open_days_from: int = Described(default=3, ge=1)
    """Of at least so many days."""
    open_days_source: str = ""
    """Article."""
    not_for: list[Unit] = []
    """Units of terms for which it doesn't hold."""
    not_longer_than: list[Within] = []
    """Nor for terms longer than one of these, each in its own unit."""
    limits_source: str = ""
    """Article."""

    def rule(self) -> EndRule:
        """As the calendar computes with it."""
        return EndRule(moves_on=bool(self.moves_on), open_days=self.open_days, open_days_from=self.open_days_from,
                       not_for=tuple(self.not_for), not_longer_than=tuple(self.not_longer_than))


class Equated(Declared):
    """A day that the law equates with a holiday for the end of terms. People work that day."""

    on: HolidayOn
    """The day: "2026-01-02" once, "05-05" every year, or "easter-2"."""
    source: str = ""
    """The order or article."""
    status: Status = "confirmed"
    """Whether it was verified."""


class CalendarFile(Declared):
    """calendars/<country>.yaml. It says how the world is, so that a new holiday counts for running cases too."""

    country: Country
    """Whose days these are: the name of the file, in small letters."""
    timezone: str
    """Its time zone."""
    checked_on: date
    """When somebody last looked whether the list is whole."""
    checked_until: int
    """The last year for which the equated days are known."""
    holidays: list[Equated] = []
    """Public holidays that aren't computed: nobody works, no term ends."""
    equated: list[Equated] = []
    """Holidays for terms only."""
    term_law: TermLaw | None = None
    """Its general law on terms."""
