"""Compiles the translations (.po to .mo) when the package is built or installed editable; called by hatchling alone.

The compiled catalogues are made, never kept in git, so they can't disagree with the texts they come from.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Writes a .mo beside every .po below src/ and adds them to what is packed."""

    def initialize(self, version, build_data):
        for source in sorted(Path(self.root, "src").rglob("LC_MESSAGES/*.po")):
            compile_catalogue(source)
            build_data["artifacts"].append("/" + source.with_suffix(".mo").relative_to(self.root).as_posix())


def compile_catalogue(source: Path) -> None:
    """Compile one .po; texts marked fuzzy are left out, so a reader sees Dutch rather than a guess."""
    with source.open("rb") as lines:
        catalogue = read_po(lines)
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
