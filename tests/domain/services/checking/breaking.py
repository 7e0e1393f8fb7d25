"""One mistake in one file, and what whoever made it is told."""

from dataclasses import dataclass

from tests.domain.services.declared import Folder


@dataclass(frozen=True)
class Break:
    """What someone wrote wrongly, and what they are told. `line` counts from the line of the change."""

    file: str
    old: str
    new: str
    cause: str
    suggestion: str = ""
    line: int = 0


def assert_told(folder: Folder, fault: Break) -> None:
    """Make the mistake; its file, line, cause and suggestion are told in one line."""
    line = folder.change(fault.file, fault.old, fault.new) + fault.line
    told = [problem for problem in folder.check() if fault.cause in problem.cause]
    assert told, folder.check()
    assert (told[0].file.name, told[0].line, told[0].suggestion) == (fault.file.split("/")[-1], line, fault.suggestion)
    assert str(told[0]).startswith(f"{told[0].file}:{line}: ")
