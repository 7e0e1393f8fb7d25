"""A counted year as other programs read it: nested for JSON, one count a line for CSV. Used by the page and by the command line."""

from collections.abc import Iterator

from gehoor.foundation.cells import masked
from gehoor.journeys.counted_tables import CountedTable, Heading
from gehoor.journeys.year_is_counted import CountedYear

HIDDEN = "hidden"
"""What stands for a count that is not shown, where a nothing would be taken for zero. JSON has null."""
COLUMNS = ("service", "year", "table", "unit", "row", "row_label", "column", "column_label", "count")


def as_said(year: CountedYear) -> dict:
    """The year as nested plain data, the unit with every table."""
    return {
        "service": year.service, "year": year.year, "shown_from": year.least,
        "tables": [{"table": table.code, "title": table.title, "unit": table.unit, "note": table.note, "total": table.total,
                    "adds_up": table.adds_up,
                    "rows": [_row(table, row) for row in table.rows]} for table in year.tables],
        "counted_apart": year.apart,
    }


def as_rows(*years: CountedYear) -> Iterator[tuple]:
    """A heading, then one count a line with its unit: such a table can be put beside another year's. No label is taken for a formula."""
    yield COLUMNS
    for year in years:
        for table in year.tables:
            for row in table.rows:
                for code, label in [(column.code, column.label) for column in table.columns] or [("", "")]:
                    yield (year.service, year.year, table.code, table.unit, row.code, masked(row.label), code, masked(label),
                           _count(table.cell(row.code, code)))
        for standing, count in year.apart.items():
            yield (year.service, year.year, "counted_apart", "contact", standing, standing, "", "", _count(count))


def _row(table: CountedTable, row: Heading) -> dict:
    said = {"code": row.code, "label": row.label, "total": table.row_total(row.code)}
    if table.columns:
        said["columns"] = {column.code: table.cell(row.code, column.code) for column in table.columns}
    return said


def _count(count: int | None) -> int | str:
    return HIDDEN if count is None else count
