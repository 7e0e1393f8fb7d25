"""Whether the keys database is whole: every public key vouched for, and a key for everything that was never erased.

Called by `gehoor doctor`, through the journey that looks at all of it. Opens nothing and mends nothing.
"""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from gehoor.foundation.vault.chain import BrokenChain, draft_key_of, public_keys_of
from gehoor.foundation.vault.models import CompartmentKey, HolderKind, KeyHolder, Tombstone
from gehoor.foundation.vault.rekeying import sealed_models

_BATCH = 500


def untrusted_holders() -> Iterator[tuple[str, UUID]]:
    """Kind and id of every holder whose public key nobody vouches for up to the root: put there by a stranger, or changed."""
    others = KeyHolder.objects.exclude(kind__in=[HolderKind.ROOT, HolderKind.PERSON]).order_by("id")
    for batch in _batches(others.values_list("kind", "id")):
        if not _trusted(public_keys_of, [holder for _kind, holder in batch]):
            yield from ((kind, holder) for kind, holder in batch if not _trusted(public_keys_of, [holder]))
    for (person,) in KeyHolder.objects.filter(kind=HolderKind.PERSON).order_by("id").values_list("id").iterator():
        if not _trusted(draft_key_of, person):
            yield HolderKind.PERSON.value, person


def rows_without_key() -> Iterator[tuple[str, int]]:
    """Of each table with sealed rows that has them: how many compartments no key opens, although they were never erased."""
    for model in sealed_models():
        compartments = model._base_manager.values_list("compartment_id").order_by("compartment_id").distinct()
        lost = sum(len(_without_key({compartment for (compartment,) in batch})) for batch in _batches(compartments))
        if lost:
            yield model._meta.label, lost


def _without_key(compartments: set[UUID]) -> set[UUID]:
    held = CompartmentKey.objects.filter(compartment_id__in=compartments).values_list("compartment_id", flat=True)
    erased = Tombstone.objects.filter(compartment_id__in=compartments).values_list("compartment_id", flat=True)
    return compartments - set(held) - set(erased)


def _trusted(look, wanted) -> bool:
    try:
        look(wanted)
    except BrokenChain:
        return False
    return True


def _batches(rows) -> Iterator[list]:
    waiting = rows.iterator(chunk_size=_BATCH)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
