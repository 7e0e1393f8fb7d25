"""Every room is furnished alike, and nothing is kept in an attic."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gehoor"
SOURCES = sorted(PACKAGE.rglob("*.py"))
ATTICS = {"utils", "util", "helpers", "managers", "mixins", "signals", "misc"}
LONGEST_FILE = 400


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_is_a_house():
    assert len(SOURCES) > 20


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_file_holds_one_screenful_of_ideas_and_is_named_for_one(path):
    assert len(path.read_text().splitlines()) < LONGEST_FILE
    assert path.stem not in ATTICS
    assert not ATTICS & set(path.relative_to(PACKAGE).parts)


def test_nothing_is_left_to_be_done_or_switched_off():
    switched_off = r"pytest\.(skip|xfail)|mark\.(skip|xfail)|pragma: no"
    unfinished = re.compile(rf"\b(TODO|FIXME|XXX|NotImplementedError)\b|{switched_off}")
    tests = [path for path in sorted((ROOT / "tests").rglob("*.py")) if path != Path(__file__)]
    found = [f"{named(path)}:{number}" for path in SOURCES + tests
             for number, line in enumerate(path.read_text().splitlines(), 1) if unfinished.search(line)]
    assert found == []


def test_nothing_listens_behind_the_path():
    listening = re.compile(r"(?<!field\.)\b(post_save|pre_save|post_delete|pre_delete|m2m_changed)\b")
    assert [named(path) for path in SOURCES if listening.search(path.read_text())] == []


def test_no_service_is_named_in_code():
    """What one service offers is data: its folder's name stands in no Python file outside the demo."""
    services = [folder.name for folder in sorted((PACKAGE / "declared" / "services").iterdir()) if folder.is_dir()]
    assert services
    named_services = re.compile(rf"\b({'|'.join(map(re.escape, services))})\b", re.IGNORECASE)
    code = [path for path in SOURCES if "demo" not in path.relative_to(PACKAGE).parts]
    assert [named(path) for path in code if named_services.search(path.read_text())] == []
