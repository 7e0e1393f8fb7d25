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

from gehoor.domain.services.declared_files import ServiceFolder, find_law, find_one, find_rights, find_services, kind_of_law
from gehoor.domain.services.front_matter import read_page
from gehoor.domain.services.marked_yaml import Marked, read_yaml
from gehoor.domain.services.problems import problem
from gehoor.domain.services.schema import FILES, LAW, CoreFile, PageFile, RightsFile, Versioned
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

    @cached_property
    def days(self) -> list[date]:
        """The days on which a file of it begins to hold."""
        everything = [read for reads in self.files.values() for read in reads] + self.pages
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
                made.append(Service.of({kind: read.model for kind, read in files.items()}, [read.model for read in pages]))
        return made


@dataclass
class Declarations:
    """Everything declared under some folders."""

    core: Read[CoreFile]
    rights: list[Read[RightsFile]]
    drafts: list[Draft]
    law: list[Read[Versioned]] = field(default_factory=list)

    def problems(self) -> list[Problem]:
        """What is wrong with single files, in order of file and line."""
        reads = [self.core, *self.rights, *self.law]
        for draft in self.drafts:
            reads += [read for kind in draft.files.values() for read in kind] + draft.pages
        found = [fault for read in reads for fault in read.marked.problems]
        return found + [fault for draft in self.drafts for fault in (*draft.folder.problems, *draft.problems)]


def read_declarations(roots: Sequence[Path], only: Collection[str] = ()) -> Declarations:
    """Read every declared file under these folders, a later folder over an earlier one; or those of some services `only`."""
    return Declarations(
        core=_read(find_one(roots, "core.yaml"), CoreFile),
        rights=[_read(path, RightsFile) for path in find_rights(roots)],
        drafts=[_draft(folder) for folder in find_services(roots) if not only or folder.code in only],
        law=[_read(path, LAW[kind_of_law(path)]) for path in find_law(roots)],
    )


def page_identity(page: PageFile) -> tuple:
    """What makes two page files versions of the same page."""
    return page.page, tuple(sorted(page.audiences)), page.language


def _draft(folder: ServiceFolder) -> Draft:
    files = {kind: [_read(path, FILES[kind]) for path in paths] for kind, paths in folder.kinds.items()}
    draft = Draft(folder, files, [_read(path, PageFile) for path in folder.pages])
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
