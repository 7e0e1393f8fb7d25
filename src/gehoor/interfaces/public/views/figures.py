"""The figures that a service shows to some of its readers, a client council for one: of the last whole year, without small numbers."""

from datetime import datetime
from functools import lru_cache
from threading import Lock

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.interfaces.public import doors
from gehoor.journeys.counted_tables import NOT_SHOWN, CountedTable
from gehoor.journeys.year_is_counted import the_year

_ONE_COUNTS = Lock()


@require_safe
def figures(request, door):
    """The declared tables of the year that is over. One that still runs is not shown: from one day to the next it would tell of one case.

    :raises Http404: there are no figures for these readers.
    """
    service, audience = doors.come_in(request, door)
    if not audience.figures:
        raise Http404
    at = now()
    year = service.day_of(at).year - 1
    tables = [one for one in _counted(service, year, doors.language(), at.replace(minute=0, second=0, microsecond=0))
              if one.code in audience.figures]
    return render(request, "public/figures.html", {
        "year": year, "audience": audience, "tables": [(one, _rows(one)) for one in tables if not one.is_empty]})


def _counted(service: Service, year: int, language: str, hour: datetime) -> list[CountedTable]:
    """A year is counted once an hour, however many ask for it, and at the same moment too."""
    with _ONE_COUNTS:
        return _count(service, year, language, hour)


@lru_cache(maxsize=64)
def _count(service: Service, year: int, language: str, _hour: datetime) -> list[CountedTable]:
    return the_year(service=service, year=year, language=language).tables


def _rows(table: CountedTable) -> list[tuple[str, int | str]]:
    """Every row that something was counted in, with its total."""
    totals = [(row.label, table.row_total(row.code)) for row in table.rows]
    return [(label, NOT_SHOWN if total is None else total) for label, total in totals if total != 0]
