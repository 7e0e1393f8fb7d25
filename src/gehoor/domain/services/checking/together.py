"""Services of one instance among each other: every door has an address of its own, every look a name of its own.

Only asked where an instance offers several; two services that never stand in one house may share anything.
"""

from collections.abc import Iterator

from gehoor.domain.services.loading import Draft, Read
from gehoor.domain.services.marked_yaml import Path
from gehoor.domain.services.problems import problem
from gehoor.foundation.errors import Problem


def clashes(drafts: list[Draft]) -> list[Problem]:
    """What two of these services both claim; told at the later one, naming the file of the other."""
    found: list[Problem] = []
    doors: dict[str, tuple[Draft, Read]] = {}
    looks: dict[str, tuple[Draft, Read]] = {}
    for draft in drafts:
        for path, name, read in _doors(draft):
            first, other = doors.setdefault(name, (draft, read))
            if first is not draft:
                found.append(_told(read, path, f'the door "{name}" is also one of service "{first.folder.code}" ({_named(other)}); '
                                               "in one instance every door has an address of its own"))
        for read in draft.files["look"]:
            if read.model is None:
                continue
            first, other = looks.setdefault(read.model.theme, (draft, read))
            if first is not draft and (read.model.light, read.model.dark) != (other.model.light, other.model.dark):
                found.append(_told(read, ("theme",), f'the theme "{read.model.theme}" has other colours in service '
                                                     f'"{first.folder.code}" ({_named(other)})'))
    return found


def _doors(draft: Draft) -> Iterator[tuple[Path, str, Read]]:
    for read in draft.files["service"]:
        for place, audience in enumerate(read.model.audiences if read.model else ()):
            yield ("audiences", place, "path"), audience.path, read


def _told(read: Read, path: Path, cause: str) -> Problem:
    return problem(read.marked.file, read.marked.line_of(path), cause)


def _named(read: Read) -> str:
    """A file by its folder and name: every service has a service.yaml."""
    return "/".join(read.marked.file.parts[-2:])
