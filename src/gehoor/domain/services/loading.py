"""Reads all declared files and puts the services together, one for each day on which something changes.

Called by the registry and by the check. What is wrong is collected, never raised one by one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from gehoor.domain.services.declared_files import (
    ServiceFolder,
    find_calendars,
    find_law,
    find_one,
    find_regimes,
    find_rights,
    find_services,
    kind_of_law,
)
from gehoor.domain.services.front_matter import read_page
from gehoor.domain.services.marked_yaml import Marked, read_yaml
from gehoor.domain.services.problems import problem
from gehoor.domain.services.schema import (
    FILES,
    LAW,
    CalendarFile,
    CoreFile,
    PageFile,
    ProcedureFile,
    RegimeFile,
    RightsFile,
    Versioned,
)
from gehoor.domain.services.service import Service
from gehoor.domain.services.shapes import fit
from gehoor.foundation.errors import Problem

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass
class Read(Generic[_Model]):
    """A file with where everything in it stands; `model` is None when it doesn't fit."""

    marked: Marked
    model: _Model | None


@dataclass
class Draft:
    """One service before it is checked: every version of every file."""

    folder: ServiceFolder
    files: dict[str, list[Read[Versioned]]]
    pages: list[Read[PageFile]]
    problems: list[Problem] = field(default_factory=list)
    regimes: list[Read[RegimeFile]] = field(default_factory=list)
    calendars: list[Read[CalendarFile]] = field(default_factory=list)

    @cached_property
    def days(self) -> list[date]:
        """The days on which a file of it begins to hold."""
        everything = [read for reads in self.files.values() for read in reads] + self.pages
        used = {rule.split("/")[0] for read in self.files["procedure"] if read.model for rule in read.model.rules}
        everything += [read for read in self.regimes if read.model and read.model.regime in used]
        return sorted({read.model.valid_from for read in everything if read.model})

    def on(self, day: date) -> dict[str, Read[Versioned]]:
        """The version of each file that holds that day."""
        holding = {kind: _holding(reads, day) for kind, reads in self.files.items()}
        return {kind: read for kind, read in holding.items() if read is not None}

    def pages_on(self, day: date) -> list[Read[PageFile]]:
        """The version of each page that holds that day."""
        by_identity: dict[tuple, list[Read[PageFile]]] = {}
        for read in self.pages:
            if read.model:
                by_identity.setdefault(page_identity(read.model), []).append(read)
        held = (_holding(reads, day) for reads in by_identity.values())
        return [read for read in held if read is not None]

    def versions(self) -> list[Service]:
        """The service as it stands from each day on, oldest first."""
        made = []
        for day in self.days:
            files, pages = self.on(day), self.pages_on(day)
            if len(files) == len(FILES) and pages:
                made.append(Service.of(
                    {kind: read.model for kind, read in files.items()}, [read.model for read in pages],
                    regimes=self._used_on(day, files["procedure"].model), days=[one.model for one in self.calendars if one.model]))
        return made

    def regimes_on(self, day: date) -> dict[str, Read[RegimeFile]]:
        """The newest version of each regime that has begun by that day, by its id."""
        begun = [read for read in self.regimes if read.model and read.model.valid_from <= day]
        return {read.model.regime: read for read in sorted(begun, key=lambda read: read.model.valid_from)}

    def _used_on(self, day: date, procedure: ProcedureFile) -> list[RegimeFile]:
        known = self.regimes_on(day)
        used = {rule.split("/")[0] for rule in procedure.rules}
        return [known[code].model for code in sorted(used) if code in known]


@dataclass
class Declarations:
    """Everything declared under some folders."""

    core: Read[CoreFile]
    rights: list[Read[RightsFile]]
    drafts: list[Draft]
    regimes: list[Read[RegimeFile]] = field(default_factory=list)
    calendars: list[Read[CalendarFile]] = field(default_factory=list)
    law: list[Read[Versioned]] = field(default_factory=list)

    def problems(self) -> list[Problem]:
        """What is wrong with single files, in order of file and line."""
        reads = [self.core, *self.rights, *self.regimes, *self.calendars, *self.law]
        for draft in self.drafts:
            reads += [read for kind in draft.files.values() for read in kind] + draft.pages
        found = [fault for read in reads for fault in read.marked.problems]
        return found + [fault for draft in self.drafts for fault in (*draft.folder.problems, *draft.problems)]


def read_declarations(roots: Sequence[Path], only: Collection[str] = ()) -> Declarations:
    """Read every declared file under these folders, a later folder over an earlier one; or those of some services `only`."""
    regimes = [_read(path, RegimeFile) for path in find_regimes(roots)]
    calendars = [_read(path, CalendarFile) for path in find_calendars(roots)]
    return Declarations(
        core=_read(find_one(roots, "core.yaml"), CoreFile),
        rights=[_read(path, RightsFile) for path in find_rights(roots)],
        regimes=regimes, calendars=calendars,
        drafts=[_draft(folder, regimes, calendars) for folder in find_services(roots) if not only or folder.code in only],
        law=[_read(path, LAW[kind_of_law(path)]) for path in find_law(roots)],
    )


def page_identity(page: PageFile) -> tuple:
    """What makes two page files versions of the same page."""
    return page.page, tuple(sorted(page.audiences)), page.language


def _draft(folder: ServiceFolder, regimes: list[Read[RegimeFile]], calendars: list[Read[CalendarFile]]) -> Draft:
    files = {kind: [_read(path, FILES[kind]) for path in paths] for kind, paths in folder.kinds.items()}
    draft = Draft(folder, files, [_read(path, PageFile) for path in folder.pages], regimes=regimes, calendars=calendars)
    for kind, reads in files.items():
        if not reads:
            draft.problems.append(problem(folder.folder / f"{kind}.yaml", 1, f'service "{folder.code}" has no {kind}.yaml'))
    return draft


def _read(path: Path, model: type[_Model]) -> Read[_Model]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        marked = Marked(path)
        marked.problem((), "is missing")
    except UnicodeDecodeError as error:
        marked = Marked(path)
        marked.lines[()] = path.read_bytes()[:error.start].count(b"\n") + 1
        marked.problem((), "is no text in UTF-8")
    else:
        marked = read_page(text, path) if path.suffix == ".md" else read_yaml(text, path)
    if marked.data is None:
        return Read(marked, None)
    fitted = fit(model, marked)
    return Read(marked, fitted)


def _holding(reads: list[Read], day: date) -> Read | None:
    begun = [read for read in reads if read.model and read.model.valid_from <= day <= (read.model.valid_to or date.max)]
    return max(begun, key=lambda read: read.model.valid_from, default=None)
