"""axes.yaml: the service's own words to classify with, and what each is on the common axes of core.yaml.

core.yaml itself and the rights files have their models here too: lists of values with a label and the days they hold.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from gehoor.domain.services.schema.base import Code, CoreCode, Declared, Status, Versioned, Wording

LISTS: dict[str, str] = {
    "themes": "theme", "failings": "failing", "roles": "reporter_role", "genders": "child_gender", "regions": "region",
    "violence": "violence", "by_whom": "by_whom", "institutions": "institution_kind", "measures": "measure", "tags": "tag",
    "help_levels": "help_level", "markers": "marker", "certainties": "certainty",
}
"""The lists of axes.yaml, each with the dimension that its codes are kept and counted under."""
MARKS = ("failing", "violence", "by_whom", "institution_kind", "measure", "tag", "help_level", "certainty")
"""Dimensions of which a case can have several codes, kept as classifications. Counts over them needn't add up. `marker` is none
of them: what makes somebody vulnerable is only ever an answer, of the reporter or on a sheet, and sealed with it."""


class Mapping(Declared):
    """What a value is on a common axis, and how well that fits."""

    axis: Code
    """Axis of core.yaml."""
    value: CoreCode
    """Value on that axis."""
    quality: Literal["exact", "broader", "narrower", "approx"]
    """How the core value compares: the same, wider than ours, narrower than ours, or about."""


class AxisValue(Declared):
    """One value that a contact or case can be given."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What people read; the plain twin is for children."""
    core: list[Mapping] = []
    """Where it falls on the common axes, so that figures of services can be compared; compulsory where there is such an axis."""
    valid_from: date | None = None
    """First day it can be chosen; empty: always could."""
    valid_to: date | None = None
    """Last day it can be chosen; it stays in older figures."""

    def holds_on(self, day: date) -> bool:
        """Whether it can be chosen that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class AxesFile(Versioned):
    """axes.yaml."""

    themes: list[AxisValue] = Field(min_length=1)
    """What it is about."""
    failings: list[AxisValue] = Field(min_length=1)
    """What went wrong."""
    roles: list[AxisValue] = Field(min_length=1)
    """Who tells it."""
    genders: list[AxisValue] = []
    """Gender of a child, where it is asked."""
    regions: list[AxisValue] = []
    """Where, where it is asked."""
    violence: list[AxisValue] = []
    """Kinds of violence; a case may have several."""
    by_whom: list[AxisValue] = []
    """Who did it, by relation to the child."""
    institutions: list[AxisValue] = []
    """Kinds of institution it is about."""
    measures: list[AxisValue] = []
    """Measures that restrict freedom."""
    tags: list[AxisValue] = []
    """Crises and events that cases are marked with for a time."""
    help_levels: list[AxisValue] = []
    """What we can do for somebody, from information to a lawsuit."""
    markers: list[AxisValue] = []
    """Circumstances that make somebody vulnerable, for questions and sheets. Sensitive: never asked compulsorily, sealed, never counted."""
    certainties: list[AxisValue] = []
    """How sure the reporter is: suspected, seen, unclear."""

    def values(self, name: str) -> list[AxisValue]:
        """The list of that name, one of LISTS."""
        return getattr(self, name)


class CoreValue(Declared):
    """A value of a common axis."""

    code: CoreCode
    """Code, the same for every service and year."""
    label: Wording
    """Its label."""
    valid_from: date | None = None
    """First day it counts."""
    valid_to: date | None = None
    """Last day it counts."""


class CoreAxis(Declared):
    """A common axis: values that exclude each other."""

    label: Wording
    """Name of the axis."""
    values: list[CoreValue] = Field(min_length=1)
    """Its values."""


class CoreFile(Versioned):
    """core.yaml."""

    axes: dict[Code, CoreAxis]
    """The axes by code."""

    def labels(self, axis: str, language: str) -> dict[str, str]:
        """The labels of an axis by code."""
        return {value.code: value.label.text(language) for value in self.axes[axis].values}


class RightsEntry(Declared):
    """An article or a norm, with a short title of our own."""

    code: CoreCode
    """Code that findings refer to."""
    number: str
    """How it is cited: "12", "OP3"."""
    title: Wording
    """Own short title."""
    group: Code | None = None
    """Group within the set."""
    themes: list[CoreCode] = []
    """Common domains it often fits; empty: all."""
    from_age: int | None = Field(default=None, ge=0, le=30)
    """For a right that a minor exercises: the age from which it is presumed able to. Only a presumption; a person decides."""
    source: str = ""
    """Where that age is written."""
    status: Status = "confirmed"
    """Whether a lawyer confirmed it."""
    valid_from: date | None = None
    """First day it holds."""
    valid_to: date | None = None
    """Last day it holds."""


class RightsFile(Versioned):
    """One file of rights/: a treaty or a set of norms."""

    code: Code
    """Code of the set."""
    title: Wording
    """Its name."""
    kind: Literal["treaty", "norms", "law"]
    """What it is."""
    test: Literal["law", "treaty", "norms"] | None = None
    """Of which of the three tests it is a measure; empty: of none."""
    countries: list[str] = []
    """Countries whose services test by it; empty: all."""
    groups: dict[Code, Wording] = {}
    """Names of the groups."""
    entries: list[RightsEntry] = Field(min_length=1)
    """The articles or norms."""
