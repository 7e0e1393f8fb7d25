"""What somebody who unlocked can open. From `unlock` and `open_receipt`; lives for a request, or sealed in the session.

Opens; never makes, grants or takes away a key.
"""

import base64
from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.asking import prepared
from gehoor.foundation.errors import GehoorError, Unreadable
from gehoor.foundation.vault.chain import is_member
from gehoor.foundation.vault.compartments import OpenCompartment, open_key
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.models import CompartmentKey, HolderKind, TeamMember
from gehoor.foundation.vault.primitives import KEY_SIZE, context, decrypt


class NoKey(GehoorError):
    """This keyring has no key of that compartment: never granted, taken away, or erased."""

    message = _("Je hebt geen sleutel van dit deel van het dossier.")


class Keyring:
    """The private half of one holder, and through it those of the teams that the holder is in.

    A team's private half is opened anew for each request, through the member's row: who leaves a team has lost it at
    the next click, whatever their session still holds.
    """

    def __init__(self, holder_id: UUID, seed: bytes, *, kind: str = HolderKind.PERSON):
        self.holder_id = holder_id
        self.kind = str(kind)
        self._identities = {holder_id: Identity(seed)}

    def __repr__(self) -> str:
        return f"<Keyring of {self.kind} {self.holder_id}>"

    @property
    def privates(self) -> dict[UUID, bytes]:
        """The private half of every holder opened so far."""
        return {holder: identity.seed for holder, identity in self._identities.items()}

    @property
    def holder_ids(self) -> list[UUID]:
        """The holder itself and the teams whose key it holds."""
        return [self.holder_id, *self._teams]

    def open(self, compartment_id: UUID) -> OpenCompartment:
        """Open one compartment.

        :raises NoKey: there is no key of it for this holder or its teams.
        """
        try:
            return self.open_many([compartment_id])[compartment_id]
        except KeyError:
            raise NoKey from None

    def open_many(self, compartment_ids: Iterable[UUID]) -> dict[UUID, OpenCompartment]:
        """Open those that this holder may open, in two queries at most, however many there are.

        :raises Unreadable: a key is there, and was changed.
        """
        opened: dict[UUID, OpenCompartment] = {}
        for compartment_id, holder_id, wrapped in _keys(set(compartment_ids), self.holder_ids):
            if compartment_id not in opened:
                opened[compartment_id] = open_key(
                    wrapped, compartment_id=compartment_id, holder_id=holder_id, identity=self._identity(holder_id)
                )
        return opened

    def may_open(self, compartment_id: UUID) -> bool:
        """Whether there is a key of this compartment here, without opening it."""
        return CompartmentKey.objects.filter(compartment_id=compartment_id, holder_id__in=self.holder_ids).exists()

    def team_private(self, team_id: UUID) -> bytes:
        """The private half of a team that this holder is in: to put somebody in that team.

        :raises NoKey: the holder is not in that team.
        """
        return self._identity(team_id).seed

    def open_draft(self, sealed: bytes) -> bytes:
        """What `seal_draft` sealed to this person.

        :raises Unreadable: it is another's, or was changed.
        """
        own, size = self._identities[self.holder_id], SEALED_KEY_SIZE
        key = own.open(bytes(sealed)[:size])
        return decrypt(key, bytes(sealed)[size:], context("draft", self.holder_id))

    def to_session(self) -> str:
        """This keyring as text. It opens everything the holder may open: it belongs in a sealed session only."""
        seed = base64.urlsafe_b64encode(self._identities[self.holder_id].seed).decode()
        return f"{self.kind}.{self.holder_id.hex}.{seed}"

    @classmethod
    def from_session(cls, text: str) -> "Keyring":
        """The keyring that `to_session` wrote."""
        kind, holder, seed = text.split(".")
        return cls(UUID(holder), base64.urlsafe_b64decode(seed), kind=kind)

    @cached_property
    def _teams(self) -> dict[UUID, TeamMember]:
        if self.kind not in (HolderKind.PERSON, HolderKind.RECOVERY):
            return {}
        return {row.team_id: row for row in _seats(self.holder_id)}

    def _identity(self, holder_id: UUID) -> Identity:
        if holder_id not in self._identities:
            self._identities[holder_id] = self._opened_team(holder_id)
        return self._identities[holder_id]

    def _opened_team(self, team_id: UUID) -> Identity:
        if team_id not in self._teams:
            raise NoKey
        membership = self._teams[team_id]
        team = Identity(self._identities[self.holder_id].open(membership.wrapped))
        if not is_member(membership) or team.box.public != bytes(membership.team.public_key):
            raise Unreadable
        return team


@prepared
def _keys(compartments: set[UUID], holders: list[UUID]) -> QuerySet:
    rows = CompartmentKey.objects.filter(compartment_id__in=compartments, holder_id__in=holders)
    return rows.values_list("compartment_id", "holder_id", "wrapped")


@prepared
def _seats(member: UUID) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(member_id=member).exclude(wrapped=b"").select_related("team", "member")


# A sealed box around a key: what stands in front of a draft.
SEALED_KEY_SIZE = KEY_SIZE + 48
