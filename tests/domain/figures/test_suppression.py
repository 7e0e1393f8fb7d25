"""What is hidden can't be worked out from what is shown, in any table; and nothing is hidden that needn't be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gehoor.domain.figures.suppression import SUM, what_to_hide

LEAST = 5


def a_table(cells: dict) -> dict:
    """These cells with every total."""
    rows, columns = sorted({row for row, _column in cells}), sorted({column for _row, column in cells})
    whole = {(row, column): cells.get((row, column), 0) for row in rows for column in columns}
    whole |= {(row, SUM): sum(whole[row, column] for column in columns) for row in rows}
    whole |= {(SUM, column): sum(whole[row, column] for row in rows) for column in columns}
    return whole | {(SUM, SUM): sum(cells.values())}


def a_list(**counts: int) -> dict:
    """A table of one dimension with its total."""
    return {(row, ""): count for row, count in counts.items()} | {(SUM, ""): sum(counts.values())}


def test_where_nothing_is_small_everything_is_shown():
    assert what_to_hide(a_list(one=5, two=12, three=0), least=LEAST) == set()
    assert what_to_hide(a_list(one=1, two=1), least=0) == set()


def test_a_small_number_takes_the_next_smallest_along_so_that_the_total_does_not_tell_it():
    assert what_to_hide(a_list(one=1, two=12, three=40), least=LEAST) == {("one", ""), ("two", "")}


def test_two_small_ones_that_are_few_together_take_a_third_along():
    assert what_to_hide(a_list(one=1, two=1, three=40), least=LEAST) == {("one", ""), ("two", ""), ("three", "")}
    assert what_to_hide(a_list(one=3, two=4, three=40), least=LEAST) == {("one", ""), ("two", "")}


def test_a_table_that_is_small_altogether_shows_no_total_either():
    assert (SUM, "") in what_to_hide(a_list(one=1, two=2), least=LEAST)


def test_what_another_table_hides_is_hidden_here_with_something_beside_it():
    assert what_to_hide(a_list(one=9, two=12, three=40), least=LEAST, known=[("two", "")]) == {("one", ""), ("two", "")}


def test_rows_and_columns_together_do_not_tell_either():
    # Two pairs that are joined by one hidden place alone: each line has two, and the one between them could still be worked out.
    cells = {("a", "v"): 1, ("a", "w"): 4, ("b", "v"): 4, ("b", "w"): 1, ("b", "x"): 3, ("c", "x"): 4, ("c", "y"): 2, ("d", "x"): 2,
             ("d", "y"): 4}
    table = a_table({**{(row, column): 20 for row in "abcd" for column in "vwxy"}, **cells})
    assert told(table, what_to_hide(table, least=LEAST)) == set()


@given(some.dictionaries(some.tuples(some.sampled_from("abcd"), some.sampled_from("vwxy")), some.integers(0, 30), min_size=1))
def test_no_sum_of_what_is_shown_tells_what_is_hidden(cells):
    table = a_table(cells)
    hidden = what_to_hide(table, least=LEAST)
    assert {place for place, count in table.items() if 0 < count < LEAST} <= hidden
    assert told(table, hidden) == set()


@pytest.mark.parametrize("least", [2, 5, 10])
@given(counts=some.lists(some.integers(0, 40), min_size=1, max_size=8))
def test_a_list_hides_none_or_several(counts, least):
    table = a_list(**{f"r{number}": count for number, count in enumerate(counts)})
    hidden = what_to_hide(table, least=least)
    assert len(hidden) != 1
    if hidden and (SUM, "") not in hidden:
        assert sum(table[place] for place in hidden) >= least


def told(table: dict, hidden: set) -> set:
    """The hidden places that the sums determine, by solving them: an independent way, slow and plain."""
    unknown = sorted(hidden, key=str)
    rows, columns = {row for row, _column in table}, {column for _row, column in table}
    lines = [[(row, column) for column in columns] for row in rows] + [[(row, column) for row in rows] for column in columns]
    matrix = [[Fraction((place in line) * (-1 if line_total(line) == place else 1)) for place in unknown] for line in lines]
    pivots, done = [], 0
    for column in range(len(unknown)):
        pivot = next((row for row in range(done, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        matrix[done] = [value / matrix[done][column] for value in matrix[done]]
        for row in range(len(matrix)):
            if row != done and matrix[row][column]:
                matrix[row] = [one - matrix[row][column] * other for one, other in zip(matrix[row], matrix[done], strict=True)]
        pivots.append((done, column))
        done += 1
    return {unknown[column] for row, column in pivots if sum(1 for value in matrix[row] if value) == 1}


def line_total(line: list) -> tuple:
    """Which place of a line is its total."""
    rows = {row for row, _column in line}
    return next(place for place in line if (place[1] if len(rows) == 1 else place[0]) is SUM)
