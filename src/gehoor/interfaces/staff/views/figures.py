"""The figures of a year, with chart and table; and who opened what, for whoever looks after that."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Account, Role
from gehoor.domain.cases.readings import readings_between, who_reads
from gehoor.domain.cases.walls import the_wallings
from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.doors import works_here
from gehoor.interfaces.staff.saying import language
from gehoor.journeys.counted_tables import AT_ITS_END, NOT_SHOWN, CountedTable
from gehoor.journeys.year_is_counted import CountedYear, the_year
from gehoor.journeys.year_is_told import as_rows, as_said

BACK_DAYS = 30
BACK_YEARS = 5
# The longest bar of a chart, in percent of the width: its number stands behind it.
LONGEST_BAR = 84


@dataclass(frozen=True)
class Bar:
    """A bar of a chart, with its words above it."""

    label: str
    total: int
    width: float


@dataclass(frozen=True)
class ShownTable:
    """A counted table as the page draws it: where nothing was counted there is no column, and the rows are named under it."""

    table: CountedTable
    columns: list[str]
    rows: list[tuple[str, list[int | str], int | str]]
    totals: list[int | str]
    total: int | str
    zeros: list[str]
    bars: list[Bar]


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
        "counted": counted, "tables": [_shown(table) for table in counted.tables],
        "empty": [table for table in counted.tables if table.is_empty], "sums": _sums(counted),
    })


class ReadingsForm(forms.Form):
    """Which case, by whom, in which days; all of it may be left open."""

    reference = forms.CharField(label=_("Zaak"), max_length=24, required=False,
                                widget=forms.TextInput(attrs={"class": "input input--short", "autocomplete": "off"}))
    who = forms.ModelChoiceField(label=_("Wie"), queryset=Account.objects.none(), required=False, empty_label=_("iedereen"))
    since = forms.DateField(label=_("Van"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"}))
    until = forms.DateField(label=_("Tot en met"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"}))


@works_here(Role.PROTECTION, Role.SUPERVISOR)
def readings(request: HttpRequest) -> HttpResponse:
    """Who opened which case: in the last weeks, or of one case, by one person, in other days."""
    at, person = now(), request.person
    form = ReadingsForm(request.GET)
    form.fields["who"].queryset = Account.objects.filter(pk__in=[one.pk for one in who_reads(person)])
    form.is_valid()
    said = form.cleaned_data
    since = _midnight(said["since"]) if said.get("since") else at - timedelta(days=BACK_DAYS)
    until = _midnight(said["until"] + timedelta(days=1)) if said.get("until") else at
    before = request.GET.get("before", "")
    page = readings_between(person, since=since, until=until, reference=said.get("reference", ""), before=_line(before),
                            who=said["who"].pk if said.get("who") else None)
    kept = request.GET.copy()
    kept.pop("before", None)
    return render(request, "staff/readings.html", {
        "form": form, "readings": page.found, "before": page.before, "kept": kept.urlencode(), "days": BACK_DAYS,
        "is_narrowed": any(said.values()),
        "walled_lately": len(the_wallings(person, since=at - timedelta(days=BACK_DAYS)))})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _line(said: str) -> int | None:
    """The number of a line of the audit, where the address names one."""
    return int(said) if said.isdecimal() and len(said) < 19 else None


def _csv(counted: CountedYear) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{counted.service}-{counted.year}.csv"'
    csv.writer(response).writerows(as_rows(counted))
    return response


def _sums(counted: CountedYear) -> list[tuple[str, int | str]]:
    """How many of each unit there were: the numbers at the top. A table of how they ended holds only those that did."""
    sums = {}
    for table in (one for one in counted.tables if one.is_of_all and one.by[0] not in AT_ITS_END):
        sums.setdefault(table.unit_label, _number(table.total))
    return list(sums.items())


def _shown(table: CountedTable) -> ShownTable:
    columns = [column for column in table.columns if table.column_total(column.code) != 0]
    rows = [(row.label, [_number(table.cell(row.code, column.code)) for column in columns], _number(table.row_total(row.code)))
            for row in table.rows]
    zeros = [] if table.by[0] == "month" else [label for label, _cells, total in rows if not total]
    rows = [row for row in rows if row[2] or not zeros]
    drawn = [(label, total) for label, _cells, total in rows if total and total != NOT_SHOWN]
    longest = max((total for _label, total in drawn), default=1)
    bars = [Bar(label, total, round(LONGEST_BAR * total / longest, 1)) for label, total in drawn]
    return ShownTable(table=table, columns=[column.label for column in columns], rows=rows, zeros=zeros, bars=bars,
                      totals=[_number(table.column_total(column.code)) for column in columns],
                      total=_number(table.total))


def _number(count: int | None) -> int | str:
    """A count as the page shows it; a point where it is kept secret."""
    return NOT_SHOWN if count is None else count
