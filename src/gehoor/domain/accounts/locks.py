"""Between an account and its lock in the vault: who knows the passphrase is the person. Wrong ones are answered later and later."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from uuid import UUID

from gehoor.foundation.vault.holders import WrongPassphrase, unlock
from gehoor.foundation.vault.keyring import Keyring

# Nobody has this id: trying it costs what a real one costs, so that time doesn't tell which names exist.
NOBODY = UUID(int=0)
FIRST_WAIT_MS, LONGEST_WAIT_MS = 500, 20_000
HALVES_IN_SECONDS = 300
NAMES_KEPT = 5_000


def keyring_for(account, passphrase: str, *, is_inside: bool = False) -> Keyring | None:
    """The unlocked keyring of a person, or None where the passphrase doesn't fit (or there is no such person).

    :param is_inside: whether a session asks that is signed in already.
    """
    try:
        return unlock(holder_id=account.id if account is not None else NOBODY, passphrase=passphrase, is_inside=is_inside)
    except WrongPassphrase:
        return None


def opens(account, passphrase: str) -> bool:
    """Whether the passphrase opens this person's lock."""
    return keyring_for(account, passphrase) is not None


@dataclass
class WrongTries:
    """Wrong passphrases lately, by the name they were tried for, whichever session they came from and whether or not there is such
    a name. Only the answer to a wrong one waits: nobody is shut out by somebody else's guessing. In memory, of this process."""

    _lately: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def note(self, name: str, *, at: datetime) -> int:
        """Note one more; how many milliseconds its answer waits."""
        name, moment = name.strip().casefold()[:60], at.timestamp()
        with self._lock:
            count, since = self._lately.pop(name, (0.0, moment))
            count = count * 0.5 ** (max(moment - since, 0) / HALVES_IN_SECONDS) + 1
            self._lately[name] = count, moment
            if len(self._lately) > NAMES_KEPT:
                self._lately.pop(next(iter(self._lately)))
        return min(int(FIRST_WAIT_MS * 2 ** min(count - 1, 10)), LONGEST_WAIT_MS)


WRONG_TRIES = WrongTries()
