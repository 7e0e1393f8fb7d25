"""The services of this instance: as they stand on a day, and as they stood when a case began.

Read once a process, from the package's folder and the instance's folder over it. Called by everybody above this room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.checking import problems_of
from gehoor.domain.services.loading import read_declarations
from gehoor.domain.services.models import ServiceVersion
from gehoor.domain.services.schema import CalendarFile, CoreFile, RegimeFile, RightsFile, Versioned
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import Misdeclared, Refusal, SetupError

__all__ = [
    "NoSuchService", "Service", "UnknownVersion", "all_services", "declared", "service_of_version", "the_core", "the_regimes",
    "the_rights", "the_service",
]

_MOST_DAYS = 100


class NoSuchService(Refusal):
    """No service of that name stands here on that day."""

    message = _("Deze dienst is hier niet, of niet op deze dag.")


class UnknownVersion(SetupError):
    """A case refers to a version of its service that isn't there as it was kept: the database isn't whole."""

    def __init__(self, version: str) -> None:
        super().__init__(_("Versie %(version)s van een dienst ontbreekt in de databank, of is er veranderd. "
                           "Zet een volledige reservekopie terug.") % {"version": version[:12]})


@dataclass(frozen=True)
class Declared:
    """All that was read: the versions of each service, oldest first, and what they share."""

    services: dict[str, list[Service]]
    core: CoreFile
    rights: dict[str, RightsFile]
    law: tuple[Versioned, ...] = ()
    regimes: dict[str, RegimeFile] = field(default_factory=dict)
    regime_versions: tuple[RegimeFile, ...] = ()
    calendars: tuple[CalendarFile, ...] = ()
    _days: dict[date, dict[str, Service]] = field(default_factory=dict)
    _regime_days: dict[date, dict[str, RegimeFile]] = field(default_factory=dict)

    def on(self, day: date) -> dict[str, Service]:
        """Of each service the version that counts that day, by code; looked up once a day, since every page asks."""
        if (found := self._days.get(day)) is None:
            # Oldest first, so that of several that hold the newest stays.
            found = {code: version for code, versions in self.services.items() for version in versions if version.holds_on(day)}
            if len(self._days) >= _MOST_DAYS:
                self._days.clear()
            self._days[day] = found
        return found

    def regimes_on(self, day: date) -> dict[str, RegimeFile]:
        """The legal regimes as they hold that day, by id; looked up once a day, since every point of a complaint asks."""
        if (found := self._regime_days.get(day)) is None:
            begun = sorted((one for one in self.regime_versions if one.valid_from <= day), key=lambda one: one.valid_from)
            found = {one.regime: one for one in begun}
            if len(self._regime_days) >= _MOST_DAYS:
                self._regime_days.clear()
            self._regime_days[day] = found
        return found


def the_service(code: str, on: date) -> Service:
    """The service as it stands on a day.

    :raises NoSuchService: it isn't offered here, or not on that day.
    :raises Misdeclared: the declared files contradict themselves; names every problem with its line.
    """
    if service := declared().on(on).get(code):
        return service
    raise NoSuchService


def all_services(on: date) -> list[Service]:
    """The services of this instance on a day, in the order of its settings."""
    known = declared()
    holding = known.on(on)
    return [holding[code] for code in _offered(known.services) if code in holding]


def service_of_version(version: str) -> Service:
    """The service as it stood when a case began, by its hash, also when its files changed or went.

    :raises UnknownVersion: that version isn't kept, or was changed in the database.
    """
    for versions in declared().services.values():
        for service in versions:
            if service.hash == version:
                return service
    return _kept(version)


def has_another_procedure(service: Service, on: date) -> bool:
    """Whether the procedure of this service is another by now than the one that a case of it keeps, because it began under that."""
    newest = declared().on(on).get(service.code)
    return newest is not None and newest.hash != service.hash and _differs(newest, service)


@lru_cache(maxsize=256)
def _differs(one: Service, other: Service) -> bool:
    return one.procedure != other.procedure


def the_core() -> CoreFile:
    """The common axes."""
    return declared().core


def the_rights() -> dict[str, RightsFile]:
    """The treaties and sets of norms, by code."""
    return declared().rights


def the_regimes(on: date) -> dict[str, RegimeFile]:
    """The legal regimes as they hold on a day, by id; a newer version stands over an older one."""
    return declared().regimes_on(on)


def declared() -> Declared:
    """Everything declared for this instance, read once a process.

    :raises Misdeclared: with every problem found.
    """
    return _read(tuple(settings.GEHOOR_DECLARED), tuple(settings.GEHOOR_SERVICES))


@cache
def _read(roots: Sequence[str | Path], offered: Sequence[str]) -> Declared:
    # Of the services that aren't offered here nothing is read: a start is quicker, and a fault in one of them is not ours.
    found = read_declarations([Path(root) for root in roots], offered)
    if problems := problems_of(found, together=offered):
        raise Misdeclared(problems)
    return Declared(
        services={draft.folder.code: draft.versions() for draft in found.drafts},
        core=found.core.model,
        rights={read.model.code: read.model for read in found.rights},
        law=tuple(read.model for read in found.law),
        # Of each the newest version; which one holds on a day is asked with `the_regimes`.
        regimes={model.regime: model for model in sorted((read.model for read in found.regimes), key=lambda one: one.valid_from)},
        regime_versions=tuple(read.model for read in found.regimes),
        calendars=tuple(read.model for read in found.calendars),
    )


def _offered(known: dict[str, list[Service]]) -> list[str]:
    chosen = settings.GEHOOR_SERVICES or sorted(known)
    if missing := [code for code in chosen if code not in known]:
        raise SetupError(_("Deze dienst is nergens beschreven: %(codes)s.") % {"codes": ", ".join(missing)})
    return list(chosen)


@lru_cache(maxsize=64)
def _kept(version: str) -> Service:
    row = ServiceVersion.objects.filter(pk=version).first()
    if row is None:
        raise UnknownVersion(version)
    try:
        service = Service.from_content(row.content, days=declared().calendars)
    except ValueError as cause:
        raise UnknownVersion(version) from cause
    if service.hash != version:
        raise UnknownVersion(version)
    return service
