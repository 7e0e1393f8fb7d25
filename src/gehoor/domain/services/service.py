"""A service as it stands on a day: one version of each of its files, and the questions everybody asks of it.

Made by the loader, handed out by the registry. It computes nothing with time; `hours.py`, `terms.py` and `procedures.py` do.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field

from gehoor.domain.services.regimes import calendar_for
from gehoor.domain.services.schema import (
    Audience,
    AxesFile,
    AxisValue,
    CalendarFile,
    Declared,
    FiguresFile,
    IntakeFile,
    LookFile,
    PageFile,
    ProcedureFile,
    Questionnaire,
    RegimeFile,
    ServiceFile,
    Versioned,
    Wording,
)
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.regime import RegimeTerm
from gehoor.foundation.calendars import Calendar

WEB_FORM = "web_form"
"""What core.yaml calls the channel of the public form; each service has its own code for it."""
PARTS = {"service": "about", "intake": "intake", "axes": "axes", "procedure": "procedure", "figures": "figures", "look": "look"}
"""The name of each file's part in a service."""


class Service(Declared):
    """Everything one service declares, on one day. Two with the same content have the same `hash`."""

    about: ServiceFile
    """service.yaml."""
    intake: IntakeFile
    """intake.yaml."""
    axes: AxesFile
    """axes.yaml."""
    procedure: ProcedureFile
    """procedure.yaml."""
    figures: FiguresFile
    """figures.yaml."""
    look: LookFile
    """look.yaml."""
    pages: list[PageFile] = Field(min_length=1)
    """pages/*.md, all languages."""
    regimes: list[RegimeFile] = []
    """The legal regimes that the terms of its procedure follow, as they held when this version began."""
    days: list[CalendarFile] = Field(default=[], exclude=True)
    """What countries declare about their days. How the world is, so no part of a version: a new holiday counts for everybody."""

    @classmethod
    def of(cls, files: dict[str, Versioned], pages: list[PageFile], *, regimes: Sequence[RegimeFile] = (),
           days: Sequence[CalendarFile] = ()) -> Self:
        """Put the files of one day together; `files` by their names without ending."""
        return cls(**{PARTS[name]: file for name, file in files.items()}, pages=pages, regimes=list(regimes), days=list(days))

    @classmethod
    def from_content(cls, content: str, *, days: Sequence[CalendarFile] = ()) -> Self:
        """Make a service of kept content again.

        :raises pydantic.ValidationError: it was kept by another format than this one.
        """
        return cls.model_validate(json.loads(content) | {"days": list(days)})

    @cached_property
    def content(self) -> str:
        """Everything it says, as text that is the same for the same content: what is kept of a version."""
        said = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def hash(self) -> str:
        """The name of this version: BLAKE2b of its content, 64 hexadecimal digits."""
        return hashlib.blake2b(self.content.encode(), digest_size=32).hexdigest()

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        # Not word by word: whatever is kept by a service compares them on every page.
        return self is other or (isinstance(other, Service) and self.hash == other.hash)

    @property
    def code(self) -> str:
        """Code of the service."""
        return self.about.code

    @property
    def reference(self) -> str:
        """Prefix of its case references."""
        return self.about.reference

    @property
    def valid_from(self) -> date:
        """The day from which this combination of files holds."""
        return max(part.valid_from for part in (*self._parts(), *self.regimes))

    def holds_on(self, day: date) -> bool:
        """Whether all its files hold that day (a newer combination may hold too, and then counts)."""
        begun = all(regime.valid_from <= day for regime in self.regimes)
        return begun and all(part.valid_from <= day <= (part.valid_to or date.max) for part in self._parts())

    def _parts(self) -> list[Versioned]:
        return [*(getattr(self, name) for name in PARTS.values()), *self.pages]

    def rule(self, named: str) -> tuple[RegimeFile, RegimeTerm]:
        """The regime and the term that a procedure names as `regime/term`.

        :raises KeyError: this version knows no such rule.
        """
        regime, code = named.split("/")
        found = {one.regime: one for one in self.regimes}[regime]
        return found, found.term(code)

    @cached_property
    def calendar(self) -> Calendar:
        """Its working days, holidays and time zone."""
        days = calendar_for(self.about.country, self.about.subdivision, self.days, timezone=self.about.timezone)
        return replace(days, closing_days=tuple(self.about.closing_days))

    def day_of(self, moment: datetime) -> date:
        """The day that a moment falls on, where the service is."""
        return moment.astimezone(ZoneInfo(self.about.timezone)).date()

    @property
    def form_channel(self) -> str:
        """Code of the channel that the public form is; `check` refuses a service without one."""
        return next(channel.code for channel in self.about.channels if channel.core == WEB_FORM)

    def audience(self, code: str) -> Audience:
        """The audience of that code.

        :raises KeyError: there is none.
        """
        return self.about.audience(code)

    def audience_at(self, path: str) -> Audience | None:
        """The audience whose pages stand under that segment of an address."""
        return next((one for one in self.about.audiences if one.path == path), None)

    def speaks_plainly_to(self, audience: str) -> bool:
        """Whether those readers get the plain twin."""
        return self.audience(audience).wording == "plain"

    def questionnaire(self, audience: str) -> Questionnaire:
        """What is asked of those readers."""
        return self.intake.for_audience(audience)

    def team_for(self, audience: str, theme: str = "") -> str:
        """Code of the team at which reports arrive: of its main theme where a team is named for that, else of the audience."""
        for_theme = (team.code for team in self.about.teams if theme and theme in team.themes)
        return next(for_theme, None) or next(team.code for team in self.about.teams if audience in team.receives)

    def roles_of(self, audience: str) -> list[AxisValue]:
        """The reporter roles offered to them, in the order of the audience."""
        known = {role.code: role for role in self.axes.roles}
        return [known[code] for code in self.audience(audience).roles]

    def page(self, name: str, *, audience: str | None, language: str) -> PageFile | None:
        """The text of that name for these readers: their own before everybody's, their language before Dutch."""
        found = [page for page in self.pages if page.page == name]
        for mine in ([p for p in found if audience in p.audiences], [p for p in found if not p.audiences]):
            for wanted in (language, language.split("-")[0], SOURCE_LANGUAGE):
                if page := next((p for p in mine if p.language == wanted), None):
                    return page
        return None

    def menu(self, *, audience: str | None, language: str) -> list[PageFile]:
        """The service's own pages that these readers find in a menu, in the declared order."""
        names = {page.page for page in self.pages if page.in_menu}
        found = (self.page(name, audience=audience, language=language) for name in names)
        return sorted((page for page in found if page is not None), key=lambda page: (page.order, page.page))

    def notices(self, *, audience: str | None, on: date) -> list[Wording]:
        """What these readers should know that day before they begin."""
        return [one.text for one in self.about.notices if (one.first or date.min) <= on <= (one.last or date.max)
                and (audience is None or not one.audiences or audience in one.audiences)]
