"""What it costs to try a passphrase or a receipt. Changed for tests only, by GEHOOR_ARGON2_FAST."""

from dataclasses import dataclass

from django.conf import settings

from gehoor.foundation.vault.primitives import argon2id


@dataclass(frozen=True)
class Cost:
    """Parameters of Argon2id: passes, and memory in KiB."""

    ops: int
    mem_kib: int

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """32 bytes, at this cost."""
        return argon2id(secret, salt, ops=self.ops, mem_kib=self.mem_kib)


# A passphrase may be as weak as a person chose it, a receipt has 55 bits of chance: hence dearer.
PERSON_COST = Cost(ops=3, mem_kib=64 * 1024)
# By the number in `ReceiptLock.cost`: a receipt on paper keeps the parameters it was made with.
RECEIPT_COSTS = {1: Cost(ops=2, mem_kib=19 * 1024)}
RECEIPT_COST_NOW = 1
_FAST = Cost(ops=1, mem_kib=8)


def person_cost() -> Cost:
    """What sealing under a passphrase costs from now on; what was sealed keeps its own."""
    return _FAST if settings.GEHOOR_ARGON2_FAST else PERSON_COST


def receipt_cost(number: int = RECEIPT_COST_NOW) -> Cost:
    """What trying a receipt made at this cost costs."""
    return _FAST if settings.GEHOOR_ARGON2_FAST else RECEIPT_COSTS[number]
