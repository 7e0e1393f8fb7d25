"""Between an account and its lock in the vault: who knows the passphrase is the person."""

from uuid import UUID

from gehoor.foundation.vault.holders import WrongPassphrase, unlock
from gehoor.foundation.vault.keyring import Keyring

# Nobody has this id: trying it costs what a real one costs, so that time doesn't tell which names exist.
NOBODY = UUID(int=0)


def keyring_for(account, passphrase: str) -> Keyring | None:
    """The unlocked keyring of a person, or None where the passphrase doesn't fit (or there is no such person)."""
    try:
        return unlock(holder_id=account.id if account is not None else NOBODY, passphrase=passphrase)
    except WrongPassphrase:
        return None


def opens(account, passphrase: str) -> bool:
    """Whether the passphrase opens this person's lock."""
    return keyring_for(account, passphrase) is not None
