"""Moving a part of a file under a new key, so that whoever had the old one reads no further: a wall, not an access rule.

Called by journeys that make a case confidential, or answer a leak. The keys commit before the data, so the old key stays
until the rows are known to be moved: `finish_rekeys`, after the commit, takes it away.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction

from gehoor.foundation.vault.compartments import OpenCompartment, create_compartment, erase_keys, require_journey
from gehoor.foundation.vault.models import Compartment
from gehoor.foundation.vault.rows import SealedModel

_BATCH = 200


def rekey(old: OpenCompartment, *, holders: Iterable[UUID]) -> OpenCompartment:
    """Seal everything of a compartment anew, in a new compartment for these holders only; every sealed row moves along.

    The id changes: the caller points at the new one what pointed at the old one, and lets `finish_rekeys` run after the
    commit.

    :raises BrokenChain: nobody vouches for one of the holders; nothing is changed.
    :raises Unreadable: a row of the compartment was changed; nothing is changed.
    """
    require_journey()
    before = Compartment.objects.get(id=old.id)
    new = create_compartment(kind=before.kind, about=before.about, holders=holders)
    for model in sealed_models():
        _move(model, old, new)
    Compartment.objects.filter(id=old.id).update(replaced_by=new.id)
    return new


def finish_rekeys(*, at: datetime) -> int:
    """Erase the old keys of what was moved and is surely no longer there. Returns how many compartments.

    Safe at any moment: where the data of a `rekey` was not committed, rows still lie under the old key, and it stays.
    """
    waiting = Compartment.objects.exclude(replaced_by=None).filter(erased_on=None).values_list("id", flat=True)
    left = set(waiting) - in_use(waiting)
    with transaction.atomic(using="keys"):
        erase_keys(left, on=at.date())
    return len(left)


def sealed_models() -> Iterator[type[SealedModel]]:
    """Every table with sealed rows."""
    return (model for model in apps.get_models() if issubclass(model, SealedModel) and not model._meta.proxy)


def in_use(compartment_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these compartments in which a row is sealed."""
    wanted, used = set(compartment_ids), set()
    for model in sealed_models():
        rows = model._base_manager.filter(compartment_id__in=wanted - used)
        used |= set(rows.values_list("compartment_id", flat=True).distinct())
    return used


def _move(model: type[SealedModel], old: OpenCompartment, new: OpenCompartment) -> None:
    moving = list(model._base_manager.filter(compartment_id=old.id).values_list("pk", flat=True))
    for start in range(0, len(moving), _BATCH):
        rows = list(model._base_manager.filter(pk__in=moving[start : start + _BATCH]))
        for row in rows:
            if row.sealed:
                row.seal(new, row.unsealed(old))
            else:  # codes only
                row.compartment_id = new.id
        model._base_manager.bulk_update(rows, ["compartment_id", "sealed"])
