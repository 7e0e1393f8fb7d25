"""Which cases were opened in need: for supervisors with the reason, for who looks after the data without, for who broke it their own."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import visible_cases, without_conflicts
from gehoor.domain.cases.models import Case, Glass
from gehoor.foundation.vault.rows import unseal_many


@dataclass(frozen=True)
class Broken:
    """One opening in need; `reason` is empty for who may not open the case."""

    row: Glass
    reference: str
    reason: str
    may_look: bool


def the_broken_glass(person: Person, limit: int = 200) -> list[Broken]:
    """The openings in need of the teams that this person supervises or whose data they look after, of cases that they handle, and their
    own; those that nobody looked at first, then the newest. Never of cases that they stand too near to."""
    seen = Q(case__team__in=[*person.supervised_teams, *person.protected_teams])
    theirs = Q(account=person.account) | Q(case__handler=person.account, case__team__in=person.case_teams)
    allowed = without_conflicts(Case.objects.all(), person) if person.conflict_tags else None
    rows = Glass.objects.filter(seen | theirs).select_related("case", "account", "looked_at_by").order_by("-broken_at")
    rows = list((rows.filter(case__in=allowed) if allowed is not None else rows)[:limit])
    seen_now = set(visible_cases(person).filter(pk__in={row.case_id for row in rows}).values_list("pk", flat=True))
    readable = [row for row in rows if row.case_id in seen_now or row.account_id == person.id]
    said = unseal_many(readable, person.keyring) if readable else {}
    found = [Broken(row, row.case.reference, said.get(row.pk, {}).get("reason", ""), _may_look(person, row)) for row in rows]
    return sorted(found, key=lambda one: one.row.looked_at is not None)


def the_glass_to_look_at(person: Person, glass_id: UUID) -> Glass | None:
    """An opening in need in a team that this person supervises, and not of a case that they stand too near to."""
    row = Glass.objects.select_related("case").filter(pk=glass_id, case__team__in=person.supervised_teams).first()
    return row if row and without_conflicts(Case.objects.filter(pk=row.case_id), person).exists() else None


def _may_look(person: Person, row: Glass) -> bool:
    return row.looked_at is None and row.account_id != person.id and row.case.team_id in person.supervised_teams
