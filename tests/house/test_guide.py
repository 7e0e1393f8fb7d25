"""The afternoon of docs/guide/declare-your-own-service.md is carried out as it stands there, so that it stays true.

A marked block is done: commands, changes to a file (`-` goes out, `+` comes in), a new file, and what the check says of a mistake.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from gehoor.domain.services.checking import check
from gehoor.domain.services.loading import read_declarations
from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import declare
from tests import make, people
from tests.domain.services.declared import SHIPPED
from tests.house.test_plain_words import SHORT, sentences, told, words

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "declare-your-own-service.md"
CODE = "luisterhuis"
STEP = re.compile(r"^<!-- (do|told|change|file) ?(\S*) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STEPS = [found.groups() for found in STEP.finditer(GUIDE.read_text(encoding="utf-8"))]


@pytest.fixture
def followed(tmp_path, monkeypatch):
    """The folder of whoever followed the guide to its end."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SHIPPED / "core.yaml", tmp_path)
    for kind, name, text in STEPS:
        follow(kind, Path("services") / CODE, name, text)
    return tmp_path


def follow(kind: str, service: Path, name: str, text: str) -> None:
    """Do one step; a step after which something is wrong says so in the guide itself, before the next change."""
    if kind == "do":
        for line in text.splitlines():
            run(shlex.split(line), service)
    elif kind == "change":
        change(service / name, text)
    elif kind == "file":
        (service / name).write_text(text, encoding="utf-8")
    else:
        faults = [f"{fault.file.name}:{fault.line}: {fault}" .replace(f"{fault.file}:{fault.line}: ", "") for fault in check([Path()])]
        for line in text.splitlines():
            assert any(fault.startswith(line) for fault in faults), f"the check doesn't say {line!r}, but: {faults}"


def run(typed: list[str], service: Path) -> None:
    """A command as it was typed. What makes or serves an instance is only read: that is tried elsewhere."""
    if typed[0] == "cp":
        shutil.copy(service / typed[1], service / typed[2])
        return
    assert typed[0] == "gehoor", typed
    asked = build_parser().parse_args(typed[1:])
    if asked.command.name == "declare":
        declare.run(asked)
    elif asked.command.name == "check":
        assert check([asked.folder]) == []


def change(path: Path, text: str) -> None:
    """Take out what begins with a minus and bring in what begins with a plus, where the other lines are."""
    lines = text.splitlines(keepends=True)
    assert all(line[0] in " -+" for line in lines), text
    old = "".join(line[1:] for line in lines if line[0] != "+")
    new = "".join(line[1:] for line in lines if line[0] != "-")
    said = path.read_text(encoding="utf-8")
    assert said.count(old) == 1, f"stands {said.count(old)} times in {path.name}:\n{old}"
    path.write_text(said.replace(old, new), encoding="utf-8")


def test_every_block_of_the_guide_is_carried_out():
    blocks = re.findall(r"^```\w+$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(STEPS) == len(blocks) > 20


def test_whoever_follows_it_has_a_service_that_is_right_and_that_children_can_read(followed):
    assert check([followed]) == []
    now, later = read_declarations([followed]).drafts[0].versions()
    assert (now.about.name.text("fr"), now.intake.version, later.intake.version) == ("La Maison de l'écoute", "1", "2")
    assert [one for text in told(later) for one in sentences(text) if len(words(one)) > SHORT] == []


@pytest.mark.django_db
def test_a_report_to_it_goes_all_the_way(followed, settings):
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [followed], (CODE,)
    house = make.a_house()
    arrived = make.a_report(house, theme=["sport"], tried_before="Mijn tante weet het.")
    assert make.close(house, house.person(people.NOOR), arrived.case).is_closed
