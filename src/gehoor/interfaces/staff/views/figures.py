"""The figures of a year, with chart and table, for whoever works here; and who opened what, for the data-protection officer."""

import csv
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from gehoor.domain.accounts.models import Role
from gehoor.domain.cases.queries import readings_between
from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.doors import works_here
from gehoor.journeys.year_is_counted import CountedTable, the_year
from gehoor.journeys.year_is_told import as_rows, as_said

BACK_DAYS = 30


@works_here(Role.HANDLER, Role.SUPERVISOR, Role.ADVISER)
def figures(request: HttpRequest) -> HttpResponse:
    """A year of a service; `format` gives it as JSON or CSV."""
    at = now()
    services = all_services(at.date())
    service = next((one for one in services if one.code == request.GET.get("service")), services[0])
    said = request.GET.get("year", "")
    year = int(said) if said.isdigit() and 2000 <= int(said) <= 2100 else at.year
    counted = the_year(service=service, year=year, language=get_language() or "nl")
    asked = request.GET.get("format", "")
    if asked == "json":
        return JsonResponse(as_said(counted))
    if asked == "csv":
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{service.code}-{year}.csv"'
        csv.writer(response).writerows(as_rows(counted))
        return response
    if asked:
        raise NotAllowed
    return render(request, "staff/figures.html", {
        "year": year, "years": range(at.year, at.year - 5, -1), "service": service, "services": services, "counted": counted,
        "tables": [(table, _bars(table)) for table in counted.tables],
    })


@works_here(Role.PROTECTION, Role.SUPERVISOR)
def readings(request: HttpRequest) -> HttpResponse:
    """Who opened which case in the last weeks."""
    at = now()
    return render(request, "staff/readings.html", {"readings": readings_between(since=at - timedelta(days=BACK_DAYS), until=at),
                                                   "days": BACK_DAYS})


def _bars(table: CountedTable) -> list[dict]:
    """What the chart draws: a bar a row, its length in percent of the longest."""
    totals = [(row.label, table.row_total(row.code)) for row in table.rows]
    longest = max((total for _label, total in totals), default=0) or 1
    return [{"label": label, "total": total, "width": round(70 * total / longest, 1), "y": 30 * number}
            for number, (label, total) in enumerate(totals)]
