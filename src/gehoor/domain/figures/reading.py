"""All tables of a year that need no marks, from one reading of its facts.

Asking for each table anew makes SQLite sort a year of facts for each, which takes ten times as long. What comes out is the
same as `the_cut` says, table by table.
"""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import repeat

from django.db import connections
from django.db.models import Sum

from gehoor.domain.figures.models import Fact
from gehoor.domain.figures.queries import Cut

READ_AT_ONCE = 10_000


def the_cuts(cuts: Iterable[Cut], *, service: str, year: int) -> dict[Cut, dict[tuple[str, str], int]]:
    """The counts of these tables in a year, each `{(row code, column code): count}` without zeros.

    Only real units are counted, except along `standing` itself.
    """
    of_unit: dict[str, dict[Cut, Counter]] = defaultdict(dict)
    for cut in cuts:
        of_unit[cut.unit][cut] = Counter()
    for unit, counted in of_unit.items():
        named = {name for cut in counted for name in (cut.rows, cut.columns)} - {"", "month"}
        for month in range(1, 13):
            for columns in _columns(unit, service, (year, month), sorted(named | {"standing"})):
                columns |= {"month": repeat(f"{month:02}"), "": repeat("")}
                for cut, counter in counted.items():
                    counter.update(zip(columns["standing"], columns[cut.rows], columns[cut.columns], columns["count"], strict=False))
    return {cut: _summed(cut, counter) for counted in of_unit.values() for cut, counter in counted.items()}


def _columns(unit: str, service: str, month: tuple[int, int], names: list[str]) -> Iterator[dict[str, Iterable]]:
    """The facts of a month, some thousands at a time, as columns: what is alike is counted faster than it is looked at."""
    on = (date(*month, 1), date(*month, monthrange(*month)[1]))
    facts = Fact.objects.filter(unit=unit, service=service, on__range=on).values_list(*names)
    # PostgreSQL sums while it reads; SQLite would sort for it, and is quicker left alone.
    connection = connections[Fact.objects.db]
    sums_itself = connection.vendor == "postgresql"
    facts = facts.annotate(counted=Sum("count")).order_by() if sums_itself else facts.values_list(*names, "count")
    with connection.cursor() as cursor:
        cursor.execute(*facts.query.get_compiler(connection=connection).as_sql())
        while some := cursor.fetchmany(READ_AT_ONCE):
            yield dict(zip([*names, "count"], zip(*some, strict=True), strict=True))


def _summed(cut: Cut, counter: Counter) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for (standing, row, column, count), times in counter.items():
        if standing == "real" or "standing" in (cut.rows, cut.columns):
            sums[row, column] += count * times
    return {key: total for key, total in sums.items() if total}
