"""Everyone and everything that keys are sealed to: people, teams, the root. What the rest of the house calls stands here."""

from gehoor.foundation.vault.chain import BrokenChain, UnknownHolder, outbox_holder_id, public_key_of, public_keys_of
from gehoor.foundation.vault.gate import TooBusy
from gehoor.foundation.vault.people import (
    AlreadyEnrolled,
    Enrolled,
    WrongPassphrase,
    change_passphrase,
    enrol_person,
    recover,
    retire_person,
    seal_draft,
    unlock,
)
from gehoor.foundation.vault.strength import WeakPassphrase
from gehoor.foundation.vault.teams import (
    NewTeam,
    Root,
    RootExists,
    WrongPrivateKey,
    add_member,
    create_root,
    create_team,
    outbox_keyring,
    recover_team,
    recovery_keyring,
    remove_member,
    renew_team,
)

__all__ = [
    "AlreadyEnrolled",
    "BrokenChain",
    "Enrolled",
    "NewTeam",
    "Root",
    "RootExists",
    "TooBusy",
    "UnknownHolder",
    "WeakPassphrase",
    "WrongPassphrase",
    "WrongPrivateKey",
    "add_member",
    "change_passphrase",
    "create_root",
    "create_team",
    "enrol_person",
    "outbox_holder_id",
    "outbox_keyring",
    "public_key_of",
    "public_keys_of",
    "recover",
    "recover_team",
    "recovery_keyring",
    "remove_member",
    "renew_team",
    "retire_person",
    "seal_draft",
    "unlock",
]
