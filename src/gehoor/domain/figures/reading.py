"""All tables of a year that need no marks, from one reading of its facts.

Asking for each table anew makes SQLite sort a year of facts for each. What comes out is the same as `the_cut` says, table by
table.
"""

import json
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connections
from django.db.models import CharField, Func, Sum

from gehoor.domain.figures.models import Fact
from gehoor.domain.figures.queries import Cut


def the_cuts(cuts: Iterable[Cut], *, service: str, year: int) -> dict[Cut, dict[tuple[str, str], int]]:
    """The counts of these tables in a year, each `{(row code, column code): count}` without zeros.

    Only real units are counted, except along `standing` itself.
    """
    sums: dict[Cut, dict[tuple[str, str], int]] = {cut: defaultdict(int) for cut in cuts}
    for unit in {cut.unit for cut in sums}:
        names = ["standing", *sorted({name for cut in sums if cut.unit == unit for name in (cut.rows, cut.columns)} - _NOT_READ)]
        place = {name: number for number, name in enumerate([*names, "month", ""])}
        tables = [(sums[cut], place[cut.rows], place[cut.columns], "standing" in (cut.rows, cut.columns))
                  for cut in sums if cut.unit == unit]
        for month in range(1, 13):
            for codes, count in _alike(unit, service, (year, month), names):
                codes += [f"{month:02}", ""]
                for table, row, column, counts_all in tables:
                    if counts_all or codes[0] == "real":
                        table[codes[row], codes[column]] += count
    return {cut: {key: total for key, total in table.items() if total} for cut, table in sums.items()}


_NOT_READ = {"", "month", "standing"}


def _alike(unit: str, service: str, month: tuple[int, int], names: list[str]) -> Iterator[tuple[list[str], int]]:
    """The codes that facts of a month have, and how many have just these."""
    facts = Fact.objects.filter(unit=unit, service=service, on__range=(date(*month, 1), date(*month, monthrange(*month)[1])))
    if connections[Fact.objects.db].vendor == "postgresql":
        for *codes, total in facts.values_list(*names).annotate(total=Sum("count")).order_by():
            yield codes, total
        return
    # SQLite sorts to sum what is alike. One word a fact, counted here, takes a third of that; JSON is the quickest that it makes.
    with connections[Fact.objects.db].cursor() as cursor:
        said = facts.values_list(Func(*names, "count", function="json_array", output_field=CharField()))
        cursor.execute(*said.query.get_compiler(connection=connections[Fact.objects.db]).as_sql())
        alike = Counter(cursor)
    for (word,), times in alike.items():
        *codes, count = json.loads(word)
        yield codes, count * times
