"""Compartments: one key for each part of a file, sealed to those who may open that part.

Called by journeys (to make, grant, revoke, erase) and by the keyring (to open). Sealing to someone always goes through
the chain; a key is only made inside the transaction of a journey, so that it is on disk before what it seals.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.adding import add
from gehoor.foundation.errors import OutsideJourney, Refusal, Unreadable
from gehoor.foundation.vault.chain import public_keys_of
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.models import Compartment, CompartmentKey, Tombstone
from gehoor.foundation.vault.primitives import KEY_SIZE, random_key, seal_to
from gehoor.foundation.vault.secret_key import instance_secret


@dataclass(frozen=True)
class OpenCompartment:
    """A compartment with its key at hand: as long as one lives, its holder reads and writes that part of the file."""

    id: UUID
    key: bytes = field(repr=False)


class LastHolder(Refusal):
    """Taking the key from the last one who has it would erase the compartment; that is an act of its own."""

    message = _("Dit is de laatste die dit deel van het dossier kan openen. Geef eerst iemand anders toegang.")


def create_compartment(*, kind: str, about: UUID | None, holders: Iterable[UUID]) -> OpenCompartment:
    """Make a compartment with a new key, sealed to each of these holders.

    :raises OutsideJourney: there is no transaction on the keys database.
    :raises BrokenChain: nobody vouches for one of the holders; nothing is made.
    :raises ValueError: without holders nobody could ever open it.
    """
    return create_compartments(about=about, **{kind: holders})[0]


def create_compartments(*, about: UUID | None, **kinds: Iterable[UUID]) -> list[OpenCompartment]:
    """Make several compartments about one thing, each under its kind with its holders, in the order in which they are named.

    Raises as `create_compartment` does; then none of them is made.
    """
    require_journey()
    wanted = {kind: set(holders) for kind, holders in kinds.items()}
    if not all(wanted.values()):
        raise ValueError("A compartment needs a holder.")
    public_keys = public_keys_of(set().union(*wanted.values()))
    made = {kind: Compartment(kind=kind, about=about) for kind in wanted}
    opened = {kind: OpenCompartment(compartment.id, random_key()) for kind, compartment in made.items()}
    add(*made.values())
    add(*[_key_for(opened[kind], holder, public_keys[holder]) for kind, holders in wanted.items() for holder in holders])
    return list(opened.values())


def grant(opened: OpenCompartment, holder_id: UUID) -> None:
    """Let one more holder open this compartment; who grants must have it open. Again changes nothing.

    :raises BrokenChain: nobody vouches for the holder.
    """
    require_journey()
    public = public_keys_of([holder_id])[holder_id]
    key = _key_for(opened, holder_id, public)
    CompartmentKey.objects.update_or_create(
        compartment_id=opened.id, holder_id=holder_id, defaults={"wrapped": key.wrapped}
    )


def revoke(compartment_id: UUID, holder_id: UUID) -> None:
    """Take a holder's key away. They may have kept what they read, or the key: against that only `rekey` helps.

    :raises LastHolder: nobody else has the key.
    """
    require_journey()
    keys = CompartmentKey.objects.filter(compartment_id=compartment_id)
    if not keys.exclude(holder_id=holder_id).exists():
        raise LastHolder
    keys.filter(holder_id=holder_id).delete()


def erase_compartment(compartment_id: UUID, at: datetime) -> None:
    """Delete every key of a compartment: what it sealed is unreadable from the commit on. Again changes nothing."""
    require_journey()
    erase_keys([compartment_id], on=at.date())


def erase_keys(compartment_ids: Iterable[UUID], *, on: date) -> int:
    """Delete the keys of these compartments and leave a tombstone for each. Returns how many had keys left."""
    ids = set(compartment_ids)
    had_keys = CompartmentKey.objects.filter(compartment_id__in=ids).values("compartment_id").distinct().count()
    CompartmentKey.objects.filter(compartment_id__in=ids).delete()
    Compartment.objects.filter(id__in=ids, erased_on=None).update(erased_on=on, about=None)
    Tombstone.objects.bulk_create(
        [Tombstone(compartment_id=one, erased_on=on) for one in ids], ignore_conflicts=True
    )
    return had_keys


def open_key(wrapped: bytes, *, compartment_id: UUID, holder_id: UUID, identity: Identity) -> OpenCompartment:
    """A compartment opened with a holder's private half.

    :raises Unreadable: sealed to another, moved from another compartment, or not made by this instance.
    """
    plain = identity.open(wrapped)
    key, mac = plain[:KEY_SIZE], plain[KEY_SIZE:]
    if not hmac.compare_digest(mac, _mac(key, compartment_id, holder_id)):
        raise Unreadable
    return OpenCompartment(compartment_id, key)


def require_journey() -> None:
    """Keys change only together with the data they are for.

    :raises OutsideJourney: there is no transaction on the keys database.
    """
    if not transaction.get_connection("keys").in_atomic_block:
        raise OutsideJourney("Keys change inside a journey: wrap it in `with journey(...)`.")


def wrap_key(opened: OpenCompartment, *, holder_id: UUID, public: bytes) -> bytes:
    """The key of a compartment sealed to a holder, with a MAC inside: a sealed box alone doesn't tell who made it, and
    somebody who can write in the database could otherwise hand out a key of their own making."""
    return seal_to(public, opened.key + _mac(opened.key, opened.id, holder_id))


def _key_for(opened: OpenCompartment, holder_id: UUID, public: bytes) -> CompartmentKey:
    wrapped = wrap_key(opened, holder_id=holder_id, public=public)
    return CompartmentKey(compartment_id=opened.id, holder_id=holder_id, wrapped=wrapped)


def _mac(key: bytes, compartment_id: UUID, holder_id: UUID) -> bytes:
    return instance_secret().mac("compartment-key", compartment_id, holder_id, key)
