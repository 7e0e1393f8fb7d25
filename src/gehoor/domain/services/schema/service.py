"""service.yaml: who the service is, for whom, what it promises, how and when it can be reached.

Read by the loader; pages and journeys ask the finished object. Nothing here computes.
"""

from datetime import date
from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Code, Declared, Language, PathSegment, Status, Versioned, Within, Wording
from gehoor.domain.services.schema.hours import Hours
from gehoor.domain.services.schema.pages import Topic

ClosingDay = Annotated[
    str, BeforeValidator(str), Field(pattern=r"^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
]


@cache
def _timezones() -> list[str]:
    return sorted(available_timezones())


def _known_timezone(name: str) -> str:
    if name not in _timezones():
        raise PydanticCustomError("timezone", '"{name}" is no time zone', {"name": name, "known": _timezones()})
    return name


# First segments of the house's own addresses: a door with such a name could not be reached.
TAKEN = ("about", "again", "back", "exit", "language", "static", "tell", "werk")


def _is_free(segment: str) -> str:
    if segment in TAKEN:
        raise PydanticCustomError("segment_taken", '"{segment}" is an address of the house itself; choose another', {"segment": segment})
    return segment


class Confidentiality(Declared):
    """The limit of confidentiality, shown before the first free text; which version someone read is kept."""

    version: str
    """Name of this text; changes whenever its meaning changes."""
    title: Wording
    """The heading."""
    points: list[Wording] = Field(min_length=1)
    """What it says, one idea each: what stays here, when something must be done, who is told first."""
    status: Status = "confirmed"
    """Whether a lawyer of the service confirmed it."""


class Audience(Declared):
    """People for whom there is a door of its own."""

    code: Code
    """Code of the audience."""
    path: Annotated[PathSegment, AfterValidator(_is_free)]
    """What stands in the address of its pages; neutral, no two alike, and none of the house's own."""
    wording: Literal["plain", "formal"]
    """`plain`: these readers get the plain twin everywhere, which then must exist (children)."""
    title: Wording
    """What the door says."""
    kicker: Wording
    """The short line above the title."""
    lead: Wording
    """One or two sentences under the title."""
    roles: list[Code] = Field(min_length=1)
    """Reporter roles offered here, codes of axes.yaml `roles`."""
    confidentiality: Confidentiality
    """The honest limit of confidentiality for these readers."""
    figures: list[Code] = []
    """Tables of figures.yaml that these readers may see: of the last year that is over, and only where small numbers stay secret."""


class Reader(Declared):
    """One line of the sheet "who reads this"."""

    who: Wording
    """Who."""
    reads: Literal["always", "sometimes", "never"]
    """Whether they read what is told."""
    note: Wording | None = None
    """When or why, in a sentence."""
    audiences: list[Code] = []
    """For which readers this line is shown; empty: all."""


class Promise(Declared):
    """A number that people may hold the service to."""

    code: Code
    """Code that a term of the procedure can refer to: first_read, first_answer."""
    label: Wording
    """What is promised: "Iemand leest het"."""
    within: dict[Code, Within]
    """How soon, for every urgency of procedure.yaml: {urgent: 4 hours, normal: 1 working day}."""
    status: Status = "confirmed"
    """Whether the service confirmed that it can keep this."""


class Team(Declared):
    """A group of people who work here, with a key of their own."""

    code: Code
    """Code of the team."""
    name: Wording
    """Name of the team."""
    receives: list[Code] = []
    """Audiences whose reports arrive at this team; each audience has exactly one team."""
    themes: list[Code] = []
    """Main themes whose reports arrive at this team whatever the audience; a theme has one team at most."""


class Channel(Declared):
    """One way in which people and the service reach each other."""

    code: Code
    """Code of the channel."""
    core: Code
    """Its value on the common axis `channel` of core.yaml."""
    label: Wording
    """What people read."""
    public: bool = True
    """Whether public pages show it; a visit is a channel that only staff register."""
    number: str | None = None
    """The telephone number, as one would write it."""
    address: Wording | None = None
    """E-mail or postal address."""
    website: Annotated[str, Field(pattern=r"^https://")] | None = None
    """Where somebody is reached through it elsewhere: a chat has no door here."""
    free: bool = False
    """Whether it costs the caller nothing; pages say so."""
    audiences: list[Code] = []
    """For whom it is shown; empty: all."""
    hours: Hours | None = None
    """When somebody answers; empty where that says nothing (a letter)."""
    by_appointment: Hours | None = None
    """When one can come or be called by appointment only."""
    appointment_minutes: int = Field(default=30, ge=5, le=240)
    """How long an appointment lasts."""
    status: Status = "confirmed"
    """Whether the service itself confirmed these data."""


class NationalLine(Declared):
    """A line of others that a reader may need now: 112, 101, a child line."""

    code: Code
    """Code of the line."""
    name: Wording
    """Its name."""
    number: str
    """The number to call."""
    for_whom: Wording
    """For whom or for what."""
    hours: Hours
    """When it is open."""
    emergency: bool = False
    """Lines for danger now stand first, always."""
    free: bool = True
    """Whether it costs the caller nothing."""
    website: Annotated[str, Field(pattern=r"^https://")] | None = None
    """Its site, where one may chat or write."""
    audiences: list[Code] = []
    """For whom it is shown; empty: all."""
    status: Status
    """Whether number and hours were confirmed by the line itself."""


class Centre(Declared):
    """Another centre of the same kind, with an instance of its own."""

    code: Code
    """Code of the centre."""
    name: Wording
    """What people read."""
    status: Status = "confirmed"
    """Whether the service itself confirmed it."""


class Notice(Declared):
    """Something to know before one begins: a procedure under revision, a line that is down. Contact stays possible."""

    text: Wording
    """What it says."""
    first: date | None = None
    """First day it is shown; empty: from now."""
    last: date | None = None
    """Last day."""
    audiences: list[Code] = []
    """For whom; empty: all."""


class ServiceFile(Versioned):
    """service.yaml."""

    code: Code
    """Code of the service; the name of its folder."""
    reference: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,7}$")
    """Prefix of case references: ABC gives ABC-2026-00042."""
    country: str = Field(pattern=r"^[A-Z]{2}$")
    """Whose public holidays count: BE, NL."""
    subdivision: str | None = None
    """Part of that country, where it has holidays of its own."""
    closing_days: list[ClosingDay] = []
    """Further days that are no working day: "07-11" every year, "2026-05-15" once."""
    timezone: Annotated[str, AfterValidator(_known_timezone)]
    """Time zone of hours and terms: Europe/Brussels."""
    languages: list[Language] = Field(min_length=1)
    """Languages of the public pages, in order of offering; Dutch is among them."""
    name: Wording
    """Full name."""
    short_name: Wording
    """Name in a masthead."""
    promises: list[Wording] = Field(min_length=1)
    """Short promises on each first screen: free, confidential."""
    exit_address: str = Field(pattern=r"^https://[^\s]+$")
    """Where "leave this page" leads: a neutral site that everybody visits."""
    audiences: list[Audience] = Field(min_length=1)
    """Who it is for, a door each."""
    readers: list[Reader] = Field(min_length=1)
    """Who reads what is told."""
    promised: list[Promise] = Field(min_length=1)
    """What we promise in numbers."""
    teams: list[Team] = Field(min_length=1)
    """Teams of this service."""
    centres: list[Centre] = []
    """Other centres that can be asked whether they know a child, and that can ask us; empty: nobody asks."""
    notices: list[Notice] = []
    """What is shown above the first pages for a time."""
    must_cover: dict[Code, list[Topic]] = {}
    """Pages that must tell certain things, by name: {expectations: [independence, support, confidentiality, free, reach]}."""
    channels: list[Channel] = Field(min_length=1)
    """Ways to reach each other."""
    usual_channel: Code | None = None
    """Code of the channel that stands chosen where somebody here registers a contact: most often the telephone."""
    lines: list[NationalLine] = Field(min_length=1)
    """Lines of others to name when this service is closed, 112 among them."""

    def audience(self, code: str) -> Audience:
        """The audience of that code.

        :raises KeyError: there is none.
        """
        return {one.code: one for one in self.audiences}[code]
