"""A year is counted: the tables that a service declares, with the unit named. Used by the page and by `gehoor figures`."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gehoor.domain.figures.queries import Cut, axis_of, the_cut
from gehoor.domain.figures.reading import the_cuts
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.registry import Service, the_core
from gehoor.domain.services.schema.figures import is_answer
from gehoor.journeys.counted_tables import AT_ITS_END, CountedTable, Heading
from gehoor.journeys.small_numbers import without_small_numbers

OF_STANDING = Cut(code="apart", unit="contact", rows="standing")
APART = ("prank", "abusive", "silent", "test")


@dataclass(frozen=True)
class CountedYear:
    """A year's tables, and what was counted apart."""

    year: int
    service: str
    tables: list[CountedTable]
    apart: dict[str, int | None]
    least: int = 0


def the_year(*, service: Service, year: int, language: str) -> CountedYear:
    """Count a year of a service. Reads facts only; writes nothing. Numbers below what the service shows are None, and so are those
    that would tell them."""
    plain = [_cut(declared, *_rows_and_columns(declared)) for declared in service.figures.tables if not _marked(declared)]
    read = the_cuts([*plain, OF_STANDING], service=service.code, year=year)

    def the_counts(cut: Cut) -> dict[tuple[str, str], int]:
        return read[cut] if cut in read else the_cut(cut, service=service.code, year=year)

    least = service.figures.least
    tables = [_table(service, declared, the_counts, language) for declared in service.figures.tables]
    apart = {standing: read[OF_STANDING].get((standing, ""), 0) for standing in APART}
    return CountedYear(year=year, service=service.code, tables=without_small_numbers(tables, least=least), least=least,
                       apart={standing: None if 0 < count < least else count for standing, count in apart.items()})


def _rows_and_columns(declared) -> tuple[str, str]:
    rows, columns = [*declared.by, ""][:2]
    return rows, columns


def _marked(declared) -> tuple[str, ...]:
    return tuple(name for name in declared.by if axis_of(name))


def _cut(declared, rows: str, columns: str) -> Cut:
    return Cut(code=declared.code, unit=declared.unit, rows=rows, columns=columns, having=_marked(declared))


def _table(service: Service, declared, the_counts: Callable[[Cut], dict[tuple[str, str], int]], language: str) -> CountedTable:
    rows, columns = _rows_and_columns(declared)
    marked = _marked(declared)

    def count(by_row: str, by_column: str) -> dict[tuple[str, str], int]:
        cells = the_counts(_cut(declared, by_row, by_column))
        # What has no outcome or finding is not at its end yet, and is none of these.
        return {key: count for key, count in cells.items() if key[0]} if by_row in AT_ITS_END else cells

    cells = count(rows, columns)
    row_totals, column_totals = Counter(), Counter()
    for (row, column), number in cells.items():
        row_totals[row] += number
        column_totals[column] += number
    total = sum(cells.values())
    # A unit with two marks stands in two rows. Whoever wants to know how many units there are, counts them without those rows.
    if axis_of(columns):
        row_totals = {row: number for (row, _column), number in count(rows, "").items()}
    if axis_of(rows):
        column_totals = {column: number for (_row, column), number in count("", columns).items()}
    if marked:
        one_way = "" if axis_of(rows) else rows
        total = sum(count(one_way, "").values())
    return CountedTable(
        code=declared.code, title=declared.title.text(language), unit=declared.unit,
        unit_label=the_core().labels("unit", language)[declared.unit],
        by=tuple(declared.by), note=declared.note.text(language) if declared.note else "",
        rows=_headings(service, rows, set(row_totals), language),
        columns=_headings(service, columns, set(column_totals), language) if columns else [],
        cells=cells, row_totals=dict(row_totals), column_totals=dict(column_totals), total=total, is_of_all=not marked,
        adds_up=all(_is_once(service, dimension) for dimension in marked))


def _is_once(service: Service, dimension: str) -> bool:
    """Whether a unit stands in one row of a dimension of marks at most: a question of a sheet that has one answer."""
    if not is_answer(dimension):
        return False
    sheet, code = dimension.split(".")
    return all(one.field(code).kind != "choices" for one in service.procedure.sheets if one.code == sheet)


def _headings(service: Service, dimension: str, counted: set[str], language: str) -> list[Heading]:
    """Every declared value in its order (a zero is said too), then what was counted under codes that are gone."""
    labels = code_labels(service, dimension, language)
    if dimension == "kind":
        # What is counted apart is no zero here.
        labels = {one.code: labels[one.code] for one in service.procedure.kinds if one.counted == "with_all"}
    return [Heading(code, label) for code, label in labels.items() if code or code in counted] + [
        Heading(code, code or _("nog niet gezegd")) for code in sorted(counted - set(labels))]
