"""Keys that must go, or go again: those without data after a failure, and those that a restored backup brought back.

Called by the clock, and by restoring. Never touches a key that seals a row.
"""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from gehoor.foundation.vault.compartments import erase_keys
from gehoor.foundation.vault.models import Compartment, CompartmentKey, HolderKind, KeyHolder, Tombstone
from gehoor.foundation.vault.rekeying import in_use


def the_tombstones(using: str = "keys") -> dict[UUID, date]:
    """Every compartment that was erased, and when: to carry over into a keys database from before that.

    :param using: another keys database than today's, by the name of its connection.
    """
    return dict(Tombstone.objects.using(using).values_list("compartment_id", "erased_on"))


def replay_tombstones(tombstones: dict[UUID, date]) -> int:
    """Erase again what a restored backup brought back. Returns how many compartments had keys again."""
    with transaction.atomic(using="keys"):
        return sum(erase_keys([compartment], on=on) for compartment, on in tombstones.items())


def sweep_orphans(*, since: date, until: date, still_there: Callable[[set[UUID]], Iterable[UUID]]) -> int:
    """Delete keys made from `since` to the day before `until` for data that was never committed: keys commit first.

    :param still_there: of these ids (what compartments are about), those that exist; asked of the rooms above.
    :returns: how many compartments and receipts went.
    """
    made = {"created_on__gte": since, "created_on__lt": until}
    about = dict(Compartment.objects.filter(erased_on=None, about__isnull=False, **made).values_list("id", "about"))
    existing = set(still_there(set(about.values()))) if about else set()
    candidates = {compartment for compartment, subject in about.items() if subject not in existing}
    orphans = candidates - in_use(candidates)
    with transaction.atomic(using="keys"):
        Compartment.objects.filter(id__in=orphans).delete()
        sealed_to = CompartmentKey.objects.values("holder_id")
        receipts = KeyHolder.objects.filter(kind=HolderKind.RECEIPT, **made).exclude(id__in=sealed_to)
        unused = list(receipts.values_list("id", flat=True))
        KeyHolder.objects.filter(id__in=unused).delete()
    return len(orphans) + len(unused)
