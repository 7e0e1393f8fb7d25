"""docs/path.md tells the path as it is: its functions and its rows exist."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

PATH = Path(__file__).resolve().parents[2] / "docs" / "path.md"
STOPS = re.split(r"^## \d\. ", PATH.read_text(), flags=re.MULTILINE)[1:]
FUNCTION = re.compile(r"`((?:interfaces|journeys|domain|foundation)[\w.]*):(\w+)`")
ROW = re.compile(r"`([a-z_]+\.[A-Z]\w+)`")


def name(stop: str) -> str:
    return stop.splitlines()[0]


def test_there_are_eight_stops():
    assert len(STOPS) == 8


@pytest.mark.parametrize("stop", STOPS, ids=name)
def test_every_function_of_a_stop_exists(stop):
    functions = FUNCTION.findall(stop)
    assert functions
    missing = [f"{module}:{function}" for module, function in functions
               if not callable(getattr(import_module(f"gehoor.{module}"), function, None))]
    assert missing == []


@pytest.mark.parametrize("stop", STOPS, ids=name)
def test_a_stop_says_which_rows_it_leaves_and_they_exist(stop):
    rows = ROW.findall(stop.split("- leaves")[1])
    assert rows
    assert [row for row in rows if apps.get_model(row) is None] == []
