"""Whose public key may be trusted: the chain from a holder up to the root whose fingerprint stands in the settings.

Called before anything is sealed to anybody. A public key that was put in the database by a thief is refused here.
"""

import hmac
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import GehoorError
from gehoor.foundation.vault.fingerprints import fingerprint
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.models import HolderKind, KeyHolder, TeamMember
from gehoor.foundation.vault.primitives import context, verify
from gehoor.foundation.vault.secret_key import instance_secret


class BrokenChain(GehoorError):
    """A public key for which nobody vouches that leads up to the root. Nothing is sealed to it."""

    message = _("Een publieke sleutel in de sleuteldatabase is niet te vertrouwen. Er is niets mee verzegeld.")


class UnknownHolder(BrokenChain):
    """There is no holder with this id."""

    message = _("Deze sleutelhouder bestaat niet.")


def public_key_of(holder_id: UUID) -> bytes:
    """The public key of a team, person, receipt, recovery key or outbox, its chain verified.

    :raises BrokenChain: nobody vouches for it up to the root.
    """
    return public_keys_of([holder_id])[holder_id]


def public_keys_of(holder_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The same for several, in one query (two with persons). Signatures once verified are remembered in memory; a row
    that changes, a new epoch above all, is another statement and is verified again.

    :raises BrokenChain: nobody vouches for one of them up to the root.
    """
    wanted = set(holder_ids)
    holders = KeyHolder.objects.in_bulk(wanted)
    if missing := wanted - holders.keys():
        raise UnknownHolder(_("Deze sleutelhouder bestaat niet: %(id)s.") % {"id": ", ".join(map(str, missing))})
    vouched = _people_in_teams([holder for holder in holders.values() if holder.kind == HolderKind.PERSON])
    for holder in holders.values():
        if not _is_genuine(holder) or (holder.kind == HolderKind.PERSON and holder.id not in vouched):
            raise BrokenChain(
                _("Niemand staat in voor de publieke sleutel van %(kind)s %(id)s. Er is niets mee verzegeld.")
                % {"kind": holder.kind, "id": holder.id}
            )
    return {holder.id: bytes(holder.public_key) for holder in holders.values()}


def draft_key_of(person_id: UUID) -> bytes:
    """The public key of a person for what they write themselves: also of someone who is in no team.

    :raises BrokenChain: this instance didn't enrol that person.
    """
    holder = KeyHolder.objects.filter(id=person_id, kind=HolderKind.PERSON).first()
    if holder is None:
        raise UnknownHolder
    if not _is_genuine(holder):
        raise BrokenChain
    return bytes(holder.public_key)


def statement(holder: KeyHolder) -> bytes:
    """What is signed about a holder."""
    return context(
        "holder", holder.kind, holder.id, holder.epoch, bytes(holder.public_key), bytes(holder.signing_key)
    )


def membership_statement(membership: TeamMember) -> bytes:
    """What a team signs about a member: who it is, with which keys, and what was handed over."""
    return context("member", membership.team_id, membership.epoch, statement(membership.member), membership.wrapped)


def is_vouched_by(signer_key: bytes, holder: KeyHolder) -> bool:
    """Whether the holder of this signing key signed that holder's public key."""
    return verify(bytes(signer_key), statement(holder), bytes(holder.signature))


def mac_of(holder: KeyHolder) -> bytes:
    """What this server puts under a holder that it made itself: a person, a receipt."""
    return instance_secret().mac(statement(holder))


def outbox_identity() -> Identity:
    """The one identity that the server itself holds: it follows from `secret.key`."""
    return Identity(instance_secret().subkey("outbox"))


def outbox_holder_id() -> UUID:
    """The holder that a mail or a hand-over is sealed to when it is released to be sent."""
    return UUID(bytes=instance_secret().subkey("outbox-id")[:16])


def _is_genuine(holder: KeyHolder) -> bool:
    if holder.kind in (HolderKind.TEAM, HolderKind.RECOVERY):
        return is_vouched_by(_root_key(settings.GEHOOR_ROOT_FINGERPRINT), holder)
    if holder.kind in (HolderKind.PERSON, HolderKind.RECEIPT):
        return hmac.compare_digest(bytes(holder.signature), mac_of(holder))
    if holder.kind == HolderKind.OUTBOX:
        return hmac.compare_digest(bytes(holder.public_key), outbox_identity().box.public)
    return False


def _people_in_teams(people: list[KeyHolder]) -> set[UUID]:
    """Those for whom at least one team vouches that the root vouches for."""
    if not people:
        return set()
    memberships = TeamMember.objects.filter(member__in=people).select_related("team", "member")
    return {membership.member_id for membership in memberships if is_member(membership)}


def is_member(membership: TeamMember) -> bool:
    """Whether the team signed this membership in its present epoch, and the root the team."""
    team = membership.team
    return (
        team.kind == HolderKind.TEAM
        and team.epoch == membership.epoch
        and _is_genuine(team)
        and verify(bytes(team.signing_key), membership_statement(membership), bytes(membership.signature))
    )


@lru_cache(maxsize=8)
def _root_key(expected: str) -> bytes:
    """The root's signing key; the fingerprint in the settings decides which row is the root."""
    for root in KeyHolder.objects.filter(kind=HolderKind.ROOT):
        if fingerprint(signing_key=bytes(root.signing_key), public_key=bytes(root.public_key)) == expected:
            return bytes(root.signing_key)
    raise BrokenChain(
        _("De wortelsleutel in de sleuteldatabase is niet die van de instellingen (GEHOOR_ROOT_FINGERPRINT).")
    )
