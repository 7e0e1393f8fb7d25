"""A year is counted: the tables that a service declares, with the unit named. Used by the page and by `gehoor figures`."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gehoor.domain.figures.queries import MARKED, Cut, adds_up, the_cut
from gehoor.domain.figures.reading import the_cuts
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.registry import Service, the_core

OF_STANDING = Cut(code="apart", unit="contact", rows="standing")
APART = ("prank", "abusive", "silent", "test")


@dataclass(frozen=True)
class Heading:
    """A row or a column: its code, and what people read."""

    code: str
    label: str


@dataclass(frozen=True)
class CountedTable:
    """One table, ready to show, print or write as JSON or CSV.

    Where a unit can stand in several rows or columns the totals are no sums: they say how many units there are, each once.
    """

    code: str
    title: str
    unit: str
    unit_label: str
    by: tuple[str, ...]
    note: str
    rows: list[Heading]
    columns: list[Heading]
    cells: dict[tuple[str, str], int]
    row_totals: dict[str, int]
    column_totals: dict[str, int]
    total: int
    adds_up: bool = True

    def cell(self, row: str, column: str = "") -> int:
        """How many; nothing counted is zero."""
        return self.cells.get((row, column), 0)

    def row_total(self, row: str) -> int:
        """How many in a row, over all columns, each once."""
        return self.row_totals.get(row, 0)

    def column_total(self, column: str) -> int:
        """How many in a column, over all rows, each once."""
        return self.column_totals.get(column, 0)

    @property
    def how_to_add(self) -> str:
        """What must be known before adding up; nothing where the table adds up."""
        if self.adds_up:
            return ""
        return _("Wat hier telt (%(unit)s), kan in meer dan één rij of kolom staan: de getallen samen zijn meer dan het totaal. "
                 "In het totaal telt alles één keer.") % {"unit": self.unit_label.lower()}


@dataclass(frozen=True)
class CountedYear:
    """A year's tables, and what was counted apart."""

    year: int
    service: str
    tables: list[CountedTable]
    apart: dict[str, int]


def the_year(*, service: Service, year: int, language: str) -> CountedYear:
    """Count a year of a service. Reads facts only; writes nothing."""
    plain = [_cut(declared, *_rows_and_columns(declared)) for declared in service.figures.tables if not _marked(declared)]
    read = the_cuts([*plain, OF_STANDING], service=service.code, year=year)

    def the_counts(cut: Cut) -> dict[tuple[str, str], int]:
        return read[cut] if cut in read else the_cut(cut, service=service.code, year=year)

    tables = [_table(service, declared, the_counts, language) for declared in service.figures.tables]
    apart = {standing: read[OF_STANDING].get((standing, ""), 0) for standing in APART}
    return CountedYear(year=year, service=service.code, tables=tables, apart=apart)


def _rows_and_columns(declared) -> tuple[str, str]:
    rows, columns = [*declared.by, ""][:2]
    return rows, columns


def _marked(declared) -> tuple[str, ...]:
    return tuple(name for name in declared.by if name in MARKED)


def _cut(declared, rows: str, columns: str) -> Cut:
    return Cut(code=declared.code, unit=declared.unit, rows=rows, columns=columns, having=_marked(declared))


def _table(service: Service, declared, the_counts: Callable[[Cut], dict[tuple[str, str], int]], language: str) -> CountedTable:
    rows, columns = _rows_and_columns(declared)
    marked = _marked(declared)

    def count(by_row: str, by_column: str) -> dict[tuple[str, str], int]:
        cells = the_counts(_cut(declared, by_row, by_column))
        # What has no outcome or finding is not at its end yet, and is none of these.
        return {key: count for key, count in cells.items() if key[0]} if by_row in ("outcome", "finding") else cells

    cells = count(rows, columns)
    row_totals, column_totals = Counter(), Counter()
    for (row, column), number in cells.items():
        row_totals[row] += number
        column_totals[column] += number
    total = sum(cells.values())
    # A unit with two marks stands in two rows. Whoever wants to know how many units there are, counts them without those rows.
    if columns in MARKED:
        row_totals = {row: number for (row, _column), number in count(rows, "").items()}
    if rows in MARKED:
        column_totals = {column: number for (_row, column), number in count("", columns).items()}
    if marked:
        one_way = "" if rows in MARKED else rows
        total = sum(count(one_way, "").values())
    return CountedTable(
        code=declared.code, title=declared.title.text(language), unit=declared.unit,
        unit_label=the_core().labels("unit", language)[declared.unit],
        by=tuple(declared.by), note=declared.note.text(language) if declared.note else "",
        rows=_headings(service, rows, set(row_totals), language),
        columns=_headings(service, columns, set(column_totals), language) if columns else [],
        cells=cells, row_totals=dict(row_totals), column_totals=dict(column_totals), total=total, adds_up=adds_up(*declared.by))


def _headings(service: Service, dimension: str, counted: set[str], language: str) -> list[Heading]:
    """Every declared value in its order (a zero is said too), then what was counted under codes that are gone."""
    labels = code_labels(service, dimension, language)
    if dimension == "kind":
        # What is counted apart is no zero here.
        labels = {one.code: labels[one.code] for one in service.procedure.kinds if one.counted == "with_all"}
    return [Heading(code, label) for code, label in labels.items() if code or code in counted] + [
        Heading(code, code or _("nog niet gezegd")) for code in sorted(counted - set(labels))]
