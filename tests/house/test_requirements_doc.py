"""docs/requirements.md names only tests and places that exist, and no requirement of the list is left out."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| ([A-Z]-?\d+) \|(.*)\|$", re.MULTILINE)
ROWS = dict(ROW.findall((ROOT / "docs" / "requirements.md").read_text()))
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
PLACE = re.compile(r"`(src/[\w./-]+)`")


def spread(letter: str, *spans: tuple[int, int]) -> list[str]:
    return [f"{letter}{number}" for first, last in spans for number in range(first, last + 1)]


ASKED = [*spread("K", (9, 24), (33, 34)), *spread("D", (1, 5), (7, 7), (26, 26), (30, 30), (33, 33)), *spread("G", (1, 5), (11, 22)),
         *spread("V", (1, 11), (16, 16), (19, 19)), *spread("A", (3, 9), (17, 17), (25, 25), (28, 28)), *spread("X", (8, 8), (10, 11)),
         *spread("Z", (1, 13)), *spread("S-", (1, 1), (3, 8), (10, 11), (14, 15), (17, 17))]


def test_every_requirement_has_its_row():
    assert list(ROWS) == ASKED


@pytest.mark.parametrize("number", ROWS)
def test_a_row_names_tests_and_places_that_exist_or_says_what_is_missing(number):
    named = TEST.findall(ROWS[number])
    assert named or "Missing:" in ROWS[number]
    assert [f"{file}::{name}" for file, name in named
            if not re.search(rf"^ *def {name}\(", (ROOT / "tests" / file).read_text(), re.MULTILINE)] == []
    assert [place for place in PLACE.findall(ROWS[number]) if not (ROOT / place).exists()] == []
