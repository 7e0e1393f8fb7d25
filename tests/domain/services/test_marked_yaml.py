"""YAML as it is read here: narrower than YAML, and with the line of everything."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.marked_yaml import read_yaml

FILE = Path("service.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("09:00", "09:00"),
        ("0800 20 808", "0800 20 808"),
        ("0800", "0800"),
        ("1e3", "1e3"),
        ("112", 112),
        ("-1", -1),
        ("1.5", 1.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ('"112"', "112"),
        ("'true'", "true"),
    ],
)
def test_a_word_stays_a_word(written, value):
    read = read_yaml(f"a: {written}\n", FILE).data["a"]
    assert (read, type(read)) == (value, type(value))


def test_every_part_knows_its_line():
    marked = read_yaml("a:\n  - b: 1\n    c:\n      - x\n      - y\n", FILE)
    assert [marked.line_of(path) for path in (("a",), ("a", 0, "b"), ("a", 0, "c", 1), ("a", 0, "gone"))] == [1, 2, 5, 2]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: !!python/object:os.system x\n", 1),
        ("a: &b [*b]\n", 1),
        ("a: 1\nb: [1, 2\nc: 3\n", 2),
        ("a: 1\na: 2\n", 2),
        ("a: 1\n? [x]\n: 2\n", 2),
        ("", 1),
        ("# nothing\n", 1),
        ("a:\n\t- b\n", 2),
        ("a: 2026-13-01\n", 1),
    ],
)
def test_what_is_not_read_is_a_problem_at_its_line(text, line):
    assert [problem.line for problem in read_yaml(text, FILE).problems] == [line]


def test_front_matter_counts_its_lines_from_the_file():
    assert read_yaml("a: 1\na: 2\n", FILE, first_line=2).problems[0].line == 3


@given(st.text(max_size=200))
def test_no_text_at_all_makes_it_fall(text):
    marked = read_yaml(text, FILE)
    assert marked.problems or marked.data is None or marked.lines
