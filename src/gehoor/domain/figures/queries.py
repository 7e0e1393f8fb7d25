"""Tables of counts: sums over facts by month and by code. Opens nothing sealed and touches no table but its own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.db.models.functions import ExtractMonth

from gehoor.domain.figures.models import Fact

DIMENSIONS = ("month", "channel", "kind", "theme", "failing", "reporter_role", "urgency", "outcome", "audience", "child_age",
              "child_gender", "region", "standing")


@dataclass(frozen=True)
class Cut:
    """One table asked for: a unit counted along one dimension, or along one split by another."""

    code: str
    unit: str
    rows: str
    columns: str = ""


def the_cut(cut: Cut, *, service: str, year: int, standing: str = "real") -> dict[tuple[str, str], int]:
    """The counts of one table in a year: `{(row code, column code): count}`, without zeros.

    :param standing: which standing is counted; empty counts all of them.
    """
    facts = Fact.objects.filter(unit=cut.unit, service=service, on__gte=date(year, 1, 1), on__lte=date(year, 12, 31))
    if standing:
        facts = facts.filter(standing=standing)
    along = [name for name in (cut.rows, cut.columns) if name]
    if "month" in along:
        facts = facts.annotate(month=ExtractMonth("on"))
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for found in facts.values(*along).annotate(total=Sum("count")).order_by():
        key = (_code(found[cut.rows]), _code(found[cut.columns]) if cut.columns else "")
        sums[key] += found["total"]
    return {key: total for key, total in sums.items() if total}


def the_total(*, unit: str, service: str, year: int, standing: str = "real") -> int:
    """How many units there were in a year."""
    facts = Fact.objects.filter(unit=unit, service=service, on__year=year)
    if standing:
        facts = facts.filter(standing=standing)
    return facts.aggregate(total=Sum("count"))["total"] or 0


def _code(value) -> str:
    return f"{value:02d}" if isinstance(value, int) else value
