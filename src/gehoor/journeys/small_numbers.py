"""The tables of a year without the numbers that are so small that somebody could be recognised by them.

Called where a year is counted, so that no page, file or command line shows what the service keeps secret.
"""

from collections.abc import Iterable
from dataclasses import replace

from gehoor.domain.figures.suppression import SUM, Place, what_to_hide
from gehoor.journeys.counted_tables import AT_ITS_END, CountedTable


def without_small_numbers(tables: list[CountedTable], *, least: int) -> list[CountedTable]:
    """These tables with None for each count that is not shown. What two tables both say is hidden in both or in neither."""
    if least < 2:
        return tables
    shared: set[tuple] = set()
    while True:
        away = [_hidden(table, shared, least) for table in tables]
        known = shared | {_across(table, place) for table, hidden in zip(tables, away, strict=True) for place in hidden
                          if SUM in place or not table.columns}
        if known == shared:
            return [_without(table, hidden) for table, hidden in zip(tables, away, strict=True)]
        shared = known


def _hidden(table: CountedTable, shared: set[tuple], least: int) -> set[Place]:
    counts = dict(_places(table))
    return what_to_hide(counts, least=least, known=[place for place in counts if _across(table, place) in shared])


def _places(table: CountedTable) -> Iterable[tuple[Place, int]]:
    """Every cell and every total; of a table of one dimension the totals of its rows are its cells."""
    columns = [column.code for column in table.columns] or [""]
    for row in table.rows:
        for column in columns:
            yield (row.code, column), table.cell(row.code, column)
        if table.columns:
            yield (row.code, SUM), table.row_total(row.code)
    for column in columns:
        yield (SUM, column), table.column_total(column) if table.columns else table.total
    if table.columns:
        yield (SUM, SUM), table.total


def _across(table: CountedTable, place: Place) -> tuple:
    """What a total is of, so that the same one in another table is known: how many of that unit there are with that code."""
    row, column = place
    dimension, code = (table.by[0], row) if row is not SUM else (table.by[-1], column) if table.columns and column is not SUM else ("", "")
    # Tables that leave some out say something else, also of the same code: those of what is at its end, and those of marks.
    return table.unit, dimension, code, () if table.is_of_all else tuple(sorted(table.by)), table.by[0] if table.by[0] in AT_ITS_END else ""


def _without(table: CountedTable, hidden: set[Place]) -> CountedTable:
    if not hidden:
        return table
    cells = {key: None if key in hidden else count for key, count in table.cells.items()}
    rows = {row: None if (row, SUM if table.columns else "") in hidden else count for row, count in table.row_totals.items()}
    columns = {column: None if (SUM, column) in hidden else count for column, count in table.column_totals.items()}
    total = (SUM, SUM if table.columns else "") in hidden
    return replace(table, cells=cells, row_totals=rows, column_totals=columns, total=None if total else table.total, hides=True)
