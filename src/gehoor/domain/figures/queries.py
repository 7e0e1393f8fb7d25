"""Tables of counts: sums over facts by month and by code. Opens nothing sealed and touches no tables but its own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth

from gehoor.domain.figures.models import Fact, FactMark

DIMENSIONS = ("month", "channel", "kind", "theme", "failing", "reporter_role", "urgency", "outcome", "audience", "child_age",
              "child_gender", "region", "finding", "respondent", "standing")
MARKED = {"every_theme": "theme", "every_failing": "failing", "violence": "violence", "by_whom": "by_whom",
          "institution_kind": "institution_kind", "measure": "measure", "tag": "tag", "help_level": "help_level",
          "certainty": "certainty", "ground": "ground", "term_kept": "term_kept", "term_late": "term_late",
          "term_extended": "term_extended", "norm_kept": "norm_kept", "norm_not_kept": "norm_not_kept", "mediation": "mediation"}
"""Dimensions along which a unit can stand in several rows, and the axis of its marks. What makes somebody vulnerable is no mark of a
fact: it would outlive the case, in numbers that are always small."""


def axis_of(dimension: str) -> str:
    """The axis of the marks that a dimension is read from; empty where a unit has one code of it at most.

    An answer of a sheet, `<sheet>.<question>`, is an axis by itself.
    """
    return dimension if "." in dimension else MARKED.get(dimension, "")


def is_counted(axis: str) -> bool:
    """Whether marks of this axis are kept."""
    return "." in axis or axis in MARKED.values()


@dataclass(frozen=True)
class Cut:
    """One table asked for: a unit counted along one dimension, or along one split by another.

    `rows` may be empty: then everything is in one row. `having` leaves out what has no mark at all in these dimensions.
    """

    code: str
    unit: str
    rows: str
    columns: str = ""
    having: tuple[str, ...] = ()


def adds_up(*dimensions: str) -> bool:
    """Whether a unit stands in one row and column only, so that the counts are parts of a whole."""
    return not any(axis_of(dimension) for dimension in dimensions)


def the_cut(cut: Cut, *, service: str, year: int, standing: str = "real") -> dict[tuple[str, str], int]:
    """The counts of one table in a year: `{(row code, column code): count}`, without zeros.

    Along a dimension of marks, a unit counts in each row that it has a mark for, and in none when it has no mark.

    :param standing: which standing is counted; empty counts all of them.
    """
    facts = Fact.objects.filter(unit=cut.unit, service=service, on__gte=date(year, 1, 1), on__lte=date(year, 12, 31))
    if standing:
        facts = facts.filter(standing=standing)
    for dimension in cut.having:
        facts = facts.filter(Exists(FactMark.objects.filter(fact=OuterRef("pk"), axis=axis_of(dimension))))
    along = {}
    for name in (cut.rows, cut.columns):
        if name:
            facts, along[name] = _along(facts, name)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    # With no dimension at all it is still a sum of rows: one constant to group by, none to read.
    for found in facts.values(*(along.values() or ["unit"])).annotate(total=Sum("count")).order_by():
        key = tuple(_code(found[along[name]]) if name else "" for name in (cut.rows, cut.columns))
        sums[key] += found["total"]
    return {key: total for key, total in sums.items() if total}


def _along(facts: QuerySet[Fact], name: str) -> tuple[QuerySet[Fact], str]:
    """The facts, and the column to cut them along by this name."""
    if name == "month":
        return facts.annotate(month=ExtractMonth("on")), name
    if not axis_of(name):
        return facts, name
    row = f"row_{name.replace('.', '_')}"
    joined = facts.annotate(**{row: FilteredRelation("marks", condition=Q(marks__axis=axis_of(name)))})
    return joined.filter(**{f"{row}__code__isnull": False}), f"{row}__code"


def the_total(*, unit: str, service: str, year: int, standing: str = "real") -> int:
    """How many units there were in a year."""
    facts = Fact.objects.filter(unit=unit, service=service, on__year=year)
    if standing:
        facts = facts.filter(standing=standing)
    return facts.aggregate(total=Sum("count"))["total"] or 0


def _code(value) -> str:
    return f"{value:02d}" if isinstance(value, int) else value
