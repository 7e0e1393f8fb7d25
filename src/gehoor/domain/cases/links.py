"""Cases that belong with a case, and cases that may be about the same child: only those that the asker may open, in page, count and search.

The other end of a link passes `visible_cases` like any case; where it doesn't, there is no link. Matching never opens a name: it compares
keyed hashes within one team, and only suggests.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import Sight, visible_cases
from gehoor.domain.cases.actions.linking import APART, MERGE
from gehoor.domain.cases.models import Case, CaseLink, NameTag
from gehoor.foundation.asking import prepared

MOST_ALIKE = 20
_LOOKED_AT = 200


@dataclass(frozen=True)
class Linked:
    """A link as somebody sees it from one of its cases."""

    row: CaseLink
    other: Case
    reasons: str
    is_from_here: bool

    @property
    def state(self) -> str:
        """`linked`, `apart`, `proposed`, `merged` or `undone`."""
        if self.row.undone_at:
            return "undone"
        if self.row.kind == MERGE:
            return "merged" if self.row.confirmed_at else "proposed"
        return APART if self.row.kind == APART else "linked"


@dataclass(frozen=True)
class Alike:
    """Another case of the team in which somebody has the same name; `is_exact`: and the same date of birth."""

    case: Case
    is_exact: bool


def the_links(person: Person, case: Case) -> list[Linked]:
    """Every link of a case whose other end this person may open too, those that were undone last."""
    rows = _of(case)
    if not rows:
        return []
    ends = {row.pk: row.other_id if row.case_id == case.pk else row.case_id for row in rows}
    seen = visible_cases(person).select_related("handler").in_bulk(set(ends.values()))
    rows = [row for row in rows if ends[row.pk] in seen]
    keys = person.keyring.open_many({row.compartment_id for row in rows})
    found = [Linked(row=row, other=seen[ends[row.pk]], is_from_here=row.case_id == case.pk,
                    reasons=row.unsealed(keys[row.compartment_id])["reasons"] if row.compartment_id in keys else "") for row in rows]
    return sorted(found, key=lambda one: one.row.undone_at is not None)


def the_alike(person: Person, case: Case) -> list[Alike]:
    """Cases of the same team, which this person may open, with the name of somebody whom this case is about; nobody said yet whether
    they belong together. Those with the same date of birth first, then the newest."""
    if case.is_confidential:
        return []
    exact = _exact_by_case(_named_alike(Sight.of(person), case.team_id, case, []))
    if not exact:
        return []
    said = CaseLink.objects.filter(Q(case=case) | Q(other=case), undone_at=None).values_list("case", "other")
    known = {end for ends in said for end in ends}
    return _suggested(person, {one: is_exact for one, is_exact in exact.items() if one not in known})


def the_alike_by_tags(person: Person, team_id: UUID, tags: Iterable[bytes]) -> list[Alike]:
    """Cases of a team, which this person may open, in which somebody has a name with one of these tags; ordered as `the_alike`."""
    return _suggested(person, _exact_by_case(_named_alike(Sight.of(person), team_id, None, list(tags))))


@prepared
def _of(case: Case) -> QuerySet[CaseLink]:
    return CaseLink.objects.filter(Q(case=case) | Q(other=case)).select_related("made_by", "confirmed_by", "undone_by")


@prepared
def _named_alike(sight: Sight, team: UUID, but: Case | None, tags: list[bytes]) -> QuerySet:
    """The cases with a name of that case, or with one of these tags, each with whether a birth date is in it. What somebody may not
    open is left out in this one query: neither what follows nor how long it takes tells that it is there."""
    is_theirs = Exists(visible_cases(sight).filter(pk=OuterRef("party__case")))
    wanted = NameTag.objects.filter(party__case=but, team=team).values("tag") if but else tags
    same = NameTag.objects.filter(is_theirs, team=team, tag__in=wanted)
    same = same.exclude(party__case=but) if but else same
    return same.order_by("-id").values_list("party__case", "with_birth_date")[:_LOOKED_AT]


def _exact_by_case(alike: Iterable[tuple[UUID, bool]]) -> dict[UUID, bool]:
    exact: dict[UUID, bool] = defaultdict(bool)
    for case, with_birth_date in alike:
        exact[case] |= with_birth_date
    return exact


def _suggested(person: Person, exact: dict[UUID, bool]) -> list[Alike]:
    cases = visible_cases(person).filter(pk__in=list(exact)).order_by("-ordinal") if exact else ()
    return sorted((Alike(one, exact[one.pk]) for one in cases), key=lambda one: not one.is_exact)[:MOST_ALIKE]
