"""A year is counted: the tables that a service declares, with the unit named. Used by the page and by `gehoor figures`."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gehoor.domain.figures.queries import Cut, the_cut, the_total
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.registry import Service, the_core

APART = ("prank", "abusive", "silent", "test")


@dataclass(frozen=True)
class Heading:
    """A row or a column: its code, and what people read."""

    code: str
    label: str


@dataclass(frozen=True)
class CountedTable:
    """One table, ready to show, print or write as JSON or CSV."""

    code: str
    title: str
    unit: str
    unit_label: str
    by: tuple[str, ...]
    note: str
    rows: list[Heading]
    columns: list[Heading]
    cells: dict[tuple[str, str], int]
    total: int

    def cell(self, row: str, column: str = "") -> int:
        """How many; nothing counted is zero."""
        return self.cells.get((row, column), 0)

    def row_total(self, row: str) -> int:
        """How many in a row, over all columns."""
        return sum(count for (code, _), count in self.cells.items() if code == row)

    def column_total(self, column: str) -> int:
        """How many in a column, over all rows."""
        return sum(count for (_, code), count in self.cells.items() if code == column)


@dataclass(frozen=True)
class CountedYear:
    """A year's tables, and what was counted apart."""

    year: int
    service: str
    tables: list[CountedTable]
    apart: dict[str, int]


def the_year(*, service: Service, year: int, language: str) -> CountedYear:
    """Count a year of a service. Reads facts only; writes nothing."""
    tables = [_table(service, declared, year, language) for declared in service.figures.tables]
    apart = {standing: the_total(unit="contact", service=service.code, year=year, standing=standing) for standing in APART}
    return CountedYear(year=year, service=service.code, tables=tables, apart=apart)


def _table(service: Service, declared, year: int, language: str) -> CountedTable:
    along = [*declared.by, ""][:2]
    cut = Cut(code=declared.code, unit=declared.unit, rows=along[0], columns=along[1])
    cells = the_cut(cut, service=service.code, year=year)
    if along[0] == "outcome":
        # What has no outcome is not at its end yet, and is none of these.
        cells = {key: count for key, count in cells.items() if key[0]}
    return CountedTable(
        code=declared.code, title=declared.title.text(language), unit=declared.unit,
        unit_label=the_core().labels("unit", language)[declared.unit],
        by=tuple(declared.by), note=declared.note.text(language) if declared.note else "",
        rows=_headings(service, along[0], {row for row, _ in cells}, language),
        columns=_headings(service, along[1], {column for _, column in cells}, language) if along[1] else [],
        cells=cells, total=sum(cells.values()))


def _headings(service: Service, dimension: str, counted: set[str], language: str) -> list[Heading]:
    """Every declared value in its order (a zero is said too), then what was counted under codes that are gone."""
    labels = code_labels(service, dimension, language)
    if dimension == "kind":
        # What is counted apart is no zero here.
        labels = {one.code: labels[one.code] for one in service.procedure.kinds if one.counted == "with_all"}
    return [Heading(code, label) for code, label in labels.items() if code or code in counted] + [
        Heading(code, code or _("nog niet gezegd")) for code in sorted(counted - set(labels))]
