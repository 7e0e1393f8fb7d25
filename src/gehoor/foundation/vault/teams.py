"""The organisation's root, its teams and who is in them; and how a team is recovered. Reached through `holders`.

Private halves are handed in and out as bytes and never stored: the root's lives on paper, a team's in its members' rows.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import Refusal
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.chain import (
    BrokenChain,
    UnknownHolder,
    draft_key_of,
    is_member,
    is_vouched_by,
    membership_statement,
    outbox_holder_id,
    outbox_identity,
    statement,
)
from gehoor.foundation.vault.compartments import open_key, wrap_key
from gehoor.foundation.vault.fingerprints import fingerprint
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.models import CompartmentKey, HolderKind, KeyHolder, TeamMember
from gehoor.foundation.vault.primitives import seal_to

_BATCH = 500


class RootExists(Refusal):
    """An organisation has one root; a second would leave every team without a chain."""

    message = _("Deze instantie heeft al een wortelsleutel.")


class WrongPrivateKey(Refusal):
    """Another root's, team's or recovery key's private half was handed in."""

    message = _("Deze sleutel hoort niet bij deze instantie. Neem de bladen of de sleutel van deze instantie.")


@dataclass(frozen=True)
class Root:
    """What `create_root` made: two private halves for paper (`split_root`), and the fingerprint for the settings."""

    root_private: bytes = field(repr=False)
    recovery_private: bytes = field(repr=False)
    fingerprint: str


@dataclass(frozen=True)
class NewTeam:
    """A team, and its private half, with which its first members are added."""

    holder: KeyHolder
    private: bytes = field(repr=False)


def create_root() -> Root:
    """Make the organisation's root and its recovery key, and the holder of the outbox. The caller prints, and forgets.

    :raises RootExists: there is one.
    """
    root, recovery = Identity.fresh(), Identity.fresh()
    with transaction.atomic(using="keys"):
        if KeyHolder.objects.filter(kind=HolderKind.ROOT).exists():
            raise RootExists
        root_row = _signed(_holder(HolderKind.ROOT, root), root)
        root_row.save(force_insert=True)
        outbox_row = _holder(HolderKind.OUTBOX, outbox_identity(), id=outbox_holder_id())
        for holder in (_holder(HolderKind.RECOVERY, recovery), outbox_row):
            _signed(holder, root, signed_by=root_row.id).save(force_insert=True)
    shown = fingerprint(signing_key=root.signing.public, public_key=root.box.public)
    return Root(root.seed, recovery.seed, shown)


def create_team(root_private: bytes, *, team_id: UUID | None = None) -> NewTeam:
    """Make a team, signed by the root; its private half is sealed to the recovery key too, so that nothing is ever lost.

    :raises WrongPrivateKey: this is not the private half of this instance's root.
    """
    root, team = Identity(root_private), Identity.fresh()
    root_row = _only(HolderKind.ROOT)
    recovery = _only(HolderKind.RECOVERY)
    _refuse_other(root, root_row)
    if not is_vouched_by(root_row.signing_key, recovery):
        raise BrokenChain
    holder = _signed(_holder(HolderKind.TEAM, team, id=team_id or new_id()), root, signed_by=root_row.id)
    with transaction.atomic(using="keys"):
        holder.save(force_insert=True)
        _membership(team, holder, recovery, bytes(recovery.public_key)).save(force_insert=True)
    return NewTeam(holder, team.seed)


def add_member(team_private: bytes, member_id: UUID, *, team_id: UUID, with_key: bool = True) -> TeamMember:
    """Put a person in a team: from now on they open what the team may open. Anyone in the team may do so.

    :param with_key: False lets the team vouch for someone who must not open its files.
    :raises WrongPrivateKey: this is not the private half of that team.
    :raises BrokenChain: the person's public key is not the one this instance enrolled.
    """
    identity, team = Identity(team_private), _one(team_id, HolderKind.TEAM)
    _refuse_other(identity, team)
    public, member = draft_key_of(member_id), _one(member_id, HolderKind.PERSON)
    row = _membership(identity, team, member, public if with_key else None)
    saved, _created = TeamMember.objects.update_or_create(
        team=team, member=member, defaults={"epoch": row.epoch, "wrapped": row.wrapped, "signature": row.signature}
    )
    return saved


def remove_member(*, team_id: UUID, member_id: UUID) -> None:
    """Take a team's key from a person; what they have open closes at their next click. If the key itself may have
    leaked, `renew_team` as well."""
    TeamMember.objects.filter(team_id=team_id, member_id=member_id, member__kind=HolderKind.PERSON).delete()


def recovery_keyring(recovery_private: bytes) -> Keyring:
    """What the joined recovery shares open: every team's private half, and so every file of a team.

    :raises WrongPrivateKey: it is another instance's recovery key.
    """
    identity, holder = Identity(recovery_private), _only(HolderKind.RECOVERY)
    _refuse_other(identity, holder)
    return Keyring(holder.id, recovery_private, kind=HolderKind.RECOVERY)


def recover_team(recovery_private: bytes, *, team_id: UUID) -> bytes:
    """The private half of a team when all its members are lost; `add_member` with it gives the team people again.

    :raises WrongPrivateKey: it is another instance's recovery key.
    :raises NoKey: there is no such team.
    """
    return recovery_keyring(recovery_private).team_private(team_id)


def outbox_keyring() -> Keyring:
    """The one keyring that a job holds: it opens what was sealed to the outbox, and nothing else."""
    return Keyring(outbox_holder_id(), outbox_identity().seed, kind=HolderKind.OUTBOX)


def renew_team(root_private: bytes, team_private: bytes, *, team_id: UUID) -> bytes:
    """Give a team a new key because the old one leaked: a new epoch, every member's row and compartment key sealed anew.

    The compartments keep their own keys: `rekey` those that somebody may have opened meanwhile.

    :returns: the new private half.
    :raises WrongPrivateKey: the root's or the team's private half is another.
    """
    root, old, new = Identity(root_private), Identity(team_private), Identity.fresh()
    with transaction.atomic(using="keys"):
        team, root_row = _one(team_id, HolderKind.TEAM), _only(HolderKind.ROOT)
        _refuse_other(root, root_row)
        _refuse_other(old, team)
        rows = TeamMember.objects.filter(team=team).select_related("team", "member")
        members = [(row.member, bool(row.wrapped)) for row in rows if is_member(row)]
        rows.delete()
        team.epoch += 1
        team.public_key, team.signing_key = new.box.public, new.signing.public
        _signed(team, root, signed_by=root_row.id).save()
        for member, has_key in members:
            _membership(new, team, member, bytes(member.public_key) if has_key else None).save(force_insert=True)
        _reseal_compartment_keys(team.id, old, new)
    return new.seed


def _reseal_compartment_keys(team_id: UUID, old: Identity, new: Identity) -> None:
    waiting = list(CompartmentKey.objects.filter(holder_id=team_id).values_list("id", flat=True))
    for start in range(0, len(waiting), _BATCH):
        rows = list(CompartmentKey.objects.filter(id__in=waiting[start : start + _BATCH]))
        for row in rows:
            opened = open_key(row.wrapped, compartment_id=row.compartment_id, holder_id=team_id, identity=old)
            row.wrapped = wrap_key(opened, holder_id=team_id, public=new.box.public)
        CompartmentKey.objects.bulk_update(rows, ["wrapped"])


def _holder(kind: HolderKind, identity: Identity, **fields) -> KeyHolder:
    return KeyHolder(kind=kind, public_key=identity.box.public, signing_key=identity.signing.public, **fields)


def _signed(holder: KeyHolder, signer: Identity, *, signed_by: UUID | None = None) -> KeyHolder:
    holder.signed_by, holder.signature = signed_by, signer.sign(statement(holder))
    return holder


def _membership(team: Identity, team_row: KeyHolder, member: KeyHolder, public: bytes | None) -> TeamMember:
    """A member's row, signed by the team; without a public key the team only vouches."""
    wrapped = seal_to(public, team.seed) if public else b""
    row = TeamMember(team=team_row, member=member, epoch=team_row.epoch, wrapped=wrapped)
    row.signature = team.sign(membership_statement(row))
    return row


def _refuse_other(identity: Identity, holder: KeyHolder) -> None:
    if identity.signing.public != bytes(holder.signing_key) or identity.box.public != bytes(holder.public_key):
        raise WrongPrivateKey


def _only(kind: HolderKind) -> KeyHolder:
    holder = KeyHolder.objects.filter(kind=kind).first()
    if holder is None:
        raise UnknownHolder
    return holder


def _one(holder_id: UUID, kind: HolderKind) -> KeyHolder:
    holder = KeyHolder.objects.filter(id=holder_id, kind=kind).first()
    if holder is None:
        raise UnknownHolder
    return holder
