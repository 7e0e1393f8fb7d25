"""`gehoor figures YEAR`: the tables of a year, to read, to paste, or for another program. Opens nothing sealed."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator

from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.foundation.errors import SetupError
from gehoor.journeys.counted_tables import NOT_SHOWN, CountedTable
from gehoor.journeys.year_is_counted import CountedYear, the_year
from gehoor.journeys.year_is_told import as_rows, as_said


def run(asked: argparse.Namespace) -> None:
    """Print the figures of every service of this instance, or of one."""
    offered = all_services(now().date())
    services = [service for service in offered if asked.service in (None, service.code)]
    if not services:
        known = ", ".join(service.code for service in offered)
        raise SetupError(f'this instance doesn\'t offer "{asked.service}". It offers: {known}.')
    years = [the_year(service=service, year=asked.year, language=asked.language) for service in services]
    {"table": _as_tables, "json": _as_json, "csv": _as_csv}[asked.format](years)


def _as_json(years: list[CountedYear]) -> None:
    json.dump([as_said(year) for year in years], sys.stdout, ensure_ascii=False, indent=2)
    print()


def _as_csv(years: list[CountedYear]) -> None:
    csv.writer(sys.stdout, lineterminator="\n").writerows(as_rows(*years))


def _as_tables(years: list[CountedYear]) -> None:
    for year in years:
        print(f"{year.service} {year.year}")
        for table in year.tables:
            print(f"\n{table.title} ({table.unit_label})")
            for line in _aligned(list(_cells(table))):
                print(f"  {line}")
            for note in filter(None, (table.note, table.how_to_add, table.what_is_hidden)):
                print(f"  {note}")
        apart = ", ".join(f"{standing} {_said(count)}" for standing, count in year.apart.items())
        print(f"\ncounted apart: {apart}\n")


def _cells(table: CountedTable) -> Iterator[list[str]]:
    if table.columns:
        yield ["", *(column.label for column in table.columns), "="]
    for row in table.rows:
        split = [_said(table.cell(row.code, column.code)) for column in table.columns]
        yield [row.label, *split, _said(table.row_total(row.code))]
    yield ["=", *(_said(table.column_total(column.code)) for column in table.columns), _said(table.total)]


def _said(count: int | None) -> str:
    return NOT_SHOWN if count is None else str(count)


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *numbers in rows:
        yield "  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))])
