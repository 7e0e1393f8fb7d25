"""An organisation with a root, one team and its people, as the vault knows them: ids and keys, no names."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import OpenCompartment, create_compartment
from gehoor.foundation.vault.holders import add_member, create_root, create_team, enrol_person
from gehoor.foundation.vault.keyring import Keyring

PASSPHRASE = "vier groene fietsen zingen"
NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)


@dataclass
class Organisation:
    """What exists after the founding; the private halves are at hand as on the day itself."""

    root_private: bytes = field(repr=False)
    recovery_private: bytes = field(repr=False)
    fingerprint: str
    team: UUID
    team_private: bytes = field(repr=False)
    noor: UUID
    noors_keyring: Keyring
    noors_recovery_code: str

    def compartment(self, *holders: UUID, kind: str = "staff", about: UUID | None = None) -> OpenCompartment:
        """A compartment for these holders; for the team when none are named."""
        with transaction.atomic(using="keys"):
            return create_compartment(kind=kind, about=about or new_id(), holders=holders or [self.team])

    def person(self, *, in_team: bool = True) -> Keyring:
        """One more person, unlocked."""
        enrolled = enrol_person(holder_id=new_id(), passphrase=PASSPHRASE)
        if in_team:
            add_member(self.team_private, enrolled.holder.id, team_id=self.team)
        return enrolled.keyring

    def other_team(self):
        """One more team, without people."""
        return create_team(self.root_private)


def an_organisation() -> Organisation:
    """Found one; the caller puts the root's fingerprint in the settings."""
    root = create_root()
    team = create_team(root.root_private)
    noor = enrol_person(holder_id=new_id(), passphrase=PASSPHRASE)
    add_member(team.private, noor.holder.id, team_id=team.holder.id)
    return Organisation(
        root_private=root.root_private,
        recovery_private=root.recovery_private,
        fingerprint=root.fingerprint,
        team=team.holder.id,
        team_private=team.private,
        noor=noor.holder.id,
        noors_keyring=noor.keyring,
        noors_recovery_code=noor.recovery_code,
    )


def keep(compartment: OpenCompartment, name: str) -> SealedFile:
    """A saved sealed row."""
    row = SealedFile(about=new_id(), position=1, stored_at=NOON, scanned="clean", size_on_disk=4096)
    row.seal(compartment, {"name": name})
    row.save()
    return row
