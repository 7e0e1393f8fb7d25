"""The small example service in a folder of its own, to be changed and broken by the tests of this room."""

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import gehoor
from gehoor.domain.services.checking import check
from gehoor.domain.services.loading import read_declarations
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import Problem

EXAMPLE = Path(__file__).parent / "example"
SHIPPED = Path(gehoor.__file__).parent / "declared"


@dataclass
class Folder:
    """A folder of declared files with one service in it, or one of several."""

    root: Path
    code: str = "voorbeeld"

    @property
    def service(self) -> Path:
        """The folder of the service."""
        return self.root / "services" / self.code

    def change(self, name: str, old: str, new: str) -> int:
        """Replace a text that stands once in a file, and say on which line it stood."""
        path = self.service / name if (self.service / name).exists() else self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f'"{old}" stands {text.count(old)} times in {name}'
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[:text.index(old)].count("\n") + 1

    def check(self) -> list[Problem]:
        """What is wrong with it."""
        return check([self.root])

    def load(self) -> list[Service]:
        """Its service, a version for each day on which something changes."""
        assert self.check() == []
        return read_declarations([self.root]).drafts[0].versions()


def a_folder(root: Path) -> Folder:
    """The example, with the common axes of the package."""
    shutil.copy(SHIPPED / "core.yaml", root / "core.yaml")
    shutil.copytree(EXAMPLE, root / "services" / "voorbeeld")
    return Folder(root)


@cache
def the_example() -> Service:
    """The example as it is."""
    with TemporaryDirectory() as root:
        return a_folder(Path(root)).load()[0]
