"""The example service, where nobody decides alone: admitting needs a supervisor, having heard the child a colleague, a solution both,
and what was solved is looked at again."""

from pathlib import Path

import pytest

from tests import make
from tests.domain.services.declared import Folder, a_folder

BLOCK = """  - code: looking
    title: {nl: Wij blijven kijken, en: We go on looking}
    text: {nl: "Wij kijken over een maand of het gebeurd is. Jij hoort het van {handler}.", en: "We look again. {handler} tells you."}
"""


def a_folder_of_two(root: Path) -> Folder:
    """The example, with agreements and a follow-up."""
    folder = a_folder(root)
    folder.change("procedure.yaml", "to: admitted, requires:", "to: admitted, approval: supervisor, requires:")
    folder.change("procedure.yaml", "- code: child_heard", "- code: child_heard\n    approval: colleague")
    looked_at = "needs_follow_up: {within: 30 calendar days, tells: looking}"
    folder.change("procedure.yaml", "- {code: solved,", f"- {{code: solved, approval: supervisor, {looked_at},")
    folder.change("procedure.yaml", "text_blocks:\n", "text_blocks:\n" + BLOCK)
    return folder


FACTS = """  - code: facts
    title: {nl: Feiten, en: Facts}
    fields: [{code: facts, kind: text, label: {nl: Feiten, en: Facts}}]
"""


def a_folder_that_covers(root: Path) -> Folder:
    """The same, where having heard the child and a solution are agreed with together with a sheet of facts; a step asks the first."""
    folder = a_folder_of_two(root)
    folder.change("procedure.yaml", "approval: colleague", "approval: colleague\n    covers: [facts]")
    folder.change("procedure.yaml", "\nsheets:\n", "\nsheets:\n" + FACTS)
    folder.change("procedure.yaml", "to: admitted, approval: supervisor, requires: [", "to: admitted, requires: [sheet.child_heard, ")
    folder.change("procedure.yaml", "- {code: solved, approval: supervisor,", "- {code: solved, approval: supervisor, covers: [facts],")
    return folder


@pytest.fixture
def second_house(db, tmp_path, settings) -> make.House:
    """A founded house of that service."""
    settings.GEHOOR_DECLARED = [a_folder_of_two(tmp_path).root]
    settings.GEHOOR_SERVICES = ["voorbeeld"]
    return make.a_house()
