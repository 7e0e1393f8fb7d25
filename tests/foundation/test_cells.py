"""A table of ours opened by a spreadsheet of another country: nothing in it is a formula, and reading it back loses nothing."""

import csv
import io

import pytest

from gehoor.foundation.cells import masked, unmasked

FORMULAS = ["=1+1", "+31 26 000", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n=1", "'=1", "' =1", "\u00a0=1", "\u200b=1", "\u202e=1", "＝1",
            "＋1", "－1", "＠A1", "﹦1", '"=1', "een;=HYPERLINK(0)", "een; =1", "een\t=1", "een\n=1", "een\r\n- twee",
            ";;=1", "=1;+2;\t-3\n@4", "een;''\"=1"]
HARMLESS = ["Basisschool Het Kompas", "een, twee; drie\nvier", "", "'t Sas", "a=b", "10-12 jaar", "'s-Hertogenbosch; 'n plek"]


def split(line: str, at: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(line), delimiter=at) for cell in row]


def begins_a_formula(cell: str) -> bool:
    return cell.strip(" \t\r\n\u00a0\u200b\u202e\"")[:1] in set("=+-@＝＋－＠﹦")


@pytest.mark.parametrize("said", FORMULAS)
@pytest.mark.parametrize("at", [",", ";", "\t"])
def test_nowhere_that_a_line_is_split_begins_a_formula(said, at):
    out = io.StringIO()
    csv.writer(out).writerow(["haven", masked(said), "Gent"])
    assert not any(begins_a_formula(cell) for cell in split(out.getvalue().replace("\r\n", "\n"), at))
    assert unmasked(masked(said)) == said


@pytest.mark.parametrize("said", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(said):
    assert masked(said) == said == unmasked(said)
