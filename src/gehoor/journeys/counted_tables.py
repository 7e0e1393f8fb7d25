"""A counted table: what it counts, its rows and columns, and its counts. Made where a year is counted; read by page and command line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

AT_ITS_END = ("outcome", "finding")
"""Dimensions along which only what is at its end stands: the rest has none yet."""

NOT_SHOWN = "."
"""What stands where a number is kept secret, as in tables of official statistics."""


@dataclass(frozen=True)
class Heading:
    """A row or a column: its code, and what people read."""

    code: str
    label: str


@dataclass(frozen=True)
class CountedTable:
    """One table, ready to show, print or write as JSON or CSV.

    Where a unit can stand in several rows or columns the totals are no sums: they say how many units there are, each once.
    `is_of_all`: every unit stands in it, also one of which nothing was said. `hides`: some counts are None, because they are small
    or would tell a small one.
    """

    code: str
    title: str
    unit: str
    unit_label: str
    by: tuple[str, ...]
    note: str
    rows: list[Heading]
    columns: list[Heading]
    cells: dict[tuple[str, str], int | None]
    row_totals: dict[str, int | None]
    column_totals: dict[str, int | None]
    total: int | None
    is_of_all: bool = True
    adds_up: bool = True
    hides: bool = False

    def cell(self, row: str, column: str = "") -> int | None:
        """How many; nothing counted is zero, and None what is kept secret."""
        return self.cells.get((row, column), 0)

    def row_total(self, row: str) -> int | None:
        """How many in a row, over all columns, each once."""
        return self.row_totals.get(row, 0)

    def column_total(self, column: str) -> int | None:
        """How many in a column, over all rows, each once."""
        return self.column_totals.get(column, 0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted at all."""
        return self.total == 0

    @property
    def what_is_hidden(self) -> str:
        """What a place without a number means; nothing where every number is shown."""
        if not self.hides:
            return ""
        return _("Een punt is een klein aantal, of een getal waaruit een klein aantal te berekenen is. Dat blijft geheim.")

    @property
    def how_to_add(self) -> str:
        """What must be known before adding up; nothing where the table adds up."""
        if self.adds_up:
            return ""
        return _("Wat hier telt (%(unit)s), kan in meer dan één rij of kolom staan: de getallen samen zijn meer dan het totaal. "
                 "In het totaal telt alles één keer.") % {"unit": self.unit_label.lower()}
