"""Finds the files of declared services: the package's folder first, an instance's folder over it, file by file.

Called by the loader. It looks at names only and opens nothing but folders.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gehoor.domain.services.problems import did_you_mean, problem
from gehoor.domain.services.schema import FILES, LAW
from gehoor.foundation.errors import Problem


@dataclass
class ServiceFolder:
    """The files of one service, wherever they come from; `kinds` holds every version of each."""

    code: str
    folder: Path
    kinds: dict[str, list[Path]] = field(default_factory=lambda: {kind: [] for kind in FILES})
    pages: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_services(roots: Sequence[Path]) -> list[ServiceFolder]:
    """The services under these folders, a later folder over an earlier one."""
    names = {folder.name for root in roots for folder in _visible(root / "services") if folder.is_dir()}
    return [_service_folder(name, roots) for name in sorted(names)]


def find_one(roots: Sequence[Path], name: str) -> Path:
    """A file that stands once for all services, such as core.yaml, of the last folder that has it."""
    return next((root / name for root in reversed(roots) if (root / name).is_file()), roots[0] / name)


def find_rights(roots: Sequence[Path]) -> list[Path]:
    """The treaties and norms of rights/, a later folder over an earlier one."""
    return [path for path in _in_rights(roots) if kind_of_law(path) not in LAW]


def find_law(roots: Sequence[Path]) -> list[Path]:
    """The files of rights/ that say what may leave a case and who may see it, a later folder over an earlier one."""
    return [path for path in _in_rights(roots) if kind_of_law(path) in LAW]


def kind_of_law(path: Path) -> str:
    """What a file of rights/ is about, by its name: "grounds" of grounds-be.yaml."""
    return path.stem.split("-")[0]


def find_regimes(roots: Sequence[Path]) -> list[Path]:
    """The files of regimes/, a later folder over an earlier one: a legal regime each."""
    return _find_in(roots, "regimes")


def find_calendars(roots: Sequence[Path]) -> list[Path]:
    """The files of calendars/, a later folder over an earlier one: a country each."""
    return _find_in(roots, "calendars")


def _in_rights(roots: Sequence[Path]) -> list[Path]:
    return _find_in(roots, "rights")


def _find_in(roots: Sequence[Path], folder: str) -> list[Path]:
    found = {path.name: path for root in roots for path in _visible(root / folder) if path.suffix == ".yaml"}
    return [found[name] for name in sorted(found)]


def _service_folder(code: str, roots: Sequence[Path]) -> ServiceFolder:
    overlaid: dict[Path, Path] = {}
    folder = roots[0] / "services" / code
    for root in roots:
        here = root / "services" / code
        folder = here if here.is_dir() else folder
        for path in (*_visible(here), *_visible(here / "pages")):
            if path.is_file():
                overlaid[path.relative_to(here)] = path
    found = ServiceFolder(code, folder)
    for name, path in sorted(overlaid.items()):
        _place(found, name, path)
    return found


def _place(found: ServiceFolder, name: Path, path: Path) -> None:
    if name.suffix == ".md":
        if name.parent.name == "pages":
            found.pages.append(path)
        return
    kind = name.name.split(".")[0]
    if name.suffix == ".yaml" and kind in FILES and name.parent == Path():
        found.kinds[kind].append(path)
        return
    likely = did_you_mean(kind, FILES)
    found.problems.append(problem(path, 1, f'"{name}" is no file of a service', f"{likely}.yaml" if likely else ""))


def _visible(folder: Path) -> Iterable[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")) and not path.name.endswith("~"))
