"""The figures of a year, with chart and table; and who opened what, for whoever looks after that."""

import csv
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from gehoor.domain.accounts.models import Role
from gehoor.domain.cases.queries import readings_between
from gehoor.domain.cases.walls import the_wallings
from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.doors import works_here
from gehoor.interfaces.staff.saying import language
from gehoor.journeys.year_is_counted import CountedTable, CountedYear, the_year
from gehoor.journeys.year_is_told import as_rows, as_said

BACK_DAYS = 30
BACK_YEARS = 5
# The chart: a line of words with its bar under it, in pixels; the longest bar, in percent of the width.
LINE = 44
LONGEST_BAR = 84


@dataclass(frozen=True)
class Bar:
    """A bar of a chart, with its words above it."""

    label: str
    total: int
    width: float
    y: int


@dataclass(frozen=True)
class ShownTable:
    """A counted table as the page draws it: where nothing was counted there is no column, and the rows are named under it."""

    table: CountedTable
    columns: list[str]
    rows: list[tuple[str, list[int], int]]
    totals: list[int]
    zeros: list[str]
    bars: list[Bar]
    height: int


@works_here(Role.HANDLER, Role.SUPERVISOR, Role.ADVISER)
def figures(request: HttpRequest) -> HttpResponse:
    """A year of a service that the person has a seat in; `format` gives it as JSON or CSV."""
    at = now()
    services = [one for one in all_services(at.date()) if one.code in request.person.services]
    if not services:
        raise NotAllowed
    service = next((one for one in services if one.code == request.GET.get("service")), services[0])
    said = request.GET.get("year", "")
    year = int(said) if len(said) == 4 and said.isdecimal() and 2000 <= int(said) <= 2100 else service.day_of(at).year
    counted = the_year(service=service, year=year, language=language())
    asked = request.GET.get("format", "")
    if asked == "json":
        return JsonResponse(as_said(counted))
    if asked == "csv":
        return _csv(counted)
    if asked:
        raise NotAllowed
    return render(request, "staff/figures.html", {
        "year": year, "years": range(at.year, at.year - BACK_YEARS, -1), "service": service, "services": services,
        "counted": counted, "tables": [_shown(table) for table in counted.tables], "sums": _sums(counted),
    })


@works_here(Role.PROTECTION, Role.SUPERVISOR)
def readings(request: HttpRequest) -> HttpResponse:
    """Who opened which case in the last weeks."""
    at = now()
    return render(request, "staff/readings.html", {
        "readings": readings_between(request.person, since=at - timedelta(days=BACK_DAYS), until=at), "days": BACK_DAYS,
        "walled_lately": len(the_wallings(request.person, since=at - timedelta(days=BACK_DAYS)))})


def _csv(counted: CountedYear) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{counted.service}-{counted.year}.csv"'
    csv.writer(response).writerows(as_rows(counted))
    return response


def _sums(counted: CountedYear) -> list[tuple[str, int]]:
    """How many of each unit there were: the numbers at the top."""
    sums = {}
    for table in (one for one in counted.tables if one.adds_up):
        sums.setdefault(table.unit_label, table.total)
    return list(sums.items())


def _shown(table: CountedTable) -> ShownTable:
    columns = [column for column in table.columns if table.column_total(column.code)]
    rows = [(row.label, [table.cell(row.code, column.code) for column in columns], table.row_total(row.code)) for row in table.rows]
    zeros = [] if table.by[0] == "month" else [label for label, _cells, total in rows if not total]
    rows = [row for row in rows if row[2] or not zeros]
    longest = max((total for _label, _cells, total in rows), default=0) or 1
    drawn = [(label, total) for label, _cells, total in rows if total]
    bars = [Bar(label, total, round(LONGEST_BAR * total / longest, 1), LINE * number) for number, (label, total) in enumerate(drawn)]
    return ShownTable(table=table, columns=[column.label for column in columns], rows=rows, zeros=zeros, bars=bars,
                      height=LINE * len(bars), totals=[table.column_total(column.code) for column in columns])
