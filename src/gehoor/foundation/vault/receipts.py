"""Receipts: a key pair that seven words on paper give back. Who tells gets one; anything can be sealed to it later.

Called by intake (issue), by who comes back (open). Keeps nothing that a guess could be checked against without
`secret.key`, and does the same work for a receipt that doesn't exist.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_bytes
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import GehoorError
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.chain import mac_of
from gehoor.foundation.vault.compartments import require_journey
from gehoor.foundation.vault.costs import RECEIPT_COST_NOW, Cost, receipt_cost
from gehoor.foundation.vault.gate import Gate, TooBusy
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.models import HolderKind, KeyHolder, ReceiptLock
from gehoor.foundation.vault.primitives import KEY_SIZE, SALT_SIZE, context, keyed_hash
from gehoor.foundation.vault.receipt_codes import SECRET_BITS, ReceiptCode
from gehoor.foundation.vault.receipt_pool import ReceiptPool
from gehoor.foundation.vault.secret_key import instance_secret

__all__ = [
    "NoLocatorLeft",
    "PreparedReceipt",
    "Receipt",
    "ReceiptCode",
    "ReceiptPool",
    "TooBusy",
    "issue_receipt",
    "open_receipt",
    "open_typed",
    "prepare_receipt",
    "receipt_pool",
    "withdraw_receipt",
]

# One processor at most goes to trying receipts, and a few threads wait: the others stay free for who tells.
_GATE = Gate(at_once=1, in_line=2, patience=5)
_SECRET_BYTES = (SECRET_BITS + 7) // 8


# A locator in ten taken at 400,000 receipts: this many in a row taken means that something else is wrong.
_TRIES = 50


class NoLocatorLeft(GehoorError):
    """Every locator tried is taken: the instance keeps far more receipts than it should."""

    message = _("Er kan nu geen ontvangstbewijs worden gemaakt. Verwijder eerst oude ontvangstbewijzen.")


@dataclass(frozen=True)
class PreparedReceipt:
    """A receipt that was derived and is nobody's yet. In memory only."""

    code: ReceiptCode
    salt: bytes
    public_key: bytes
    signing_key: bytes


@dataclass(frozen=True)
class Receipt:
    """A receipt that was issued: the code to show, once, and the holder to seal to."""

    code: ReceiptCode
    holder_id: UUID


def prepare_receipt() -> PreparedReceipt:
    """Derive a new receipt: one Argon2id of work, nothing written."""
    code, salt = ReceiptCode.fresh(), token_bytes(SALT_SIZE)
    identity = _identity(code, salt, receipt_cost())
    return PreparedReceipt(code, salt, identity.box.public, identity.signing.public)


_POOL = ReceiptPool(prepare_receipt)


def receipt_pool() -> ReceiptPool:
    """This process's receipts derived ahead."""
    return _POOL


def issue_receipt(prepared: PreparedReceipt | None = None) -> Receipt:
    """Make a prepared receipt someone's; when its locator is taken, another. Take it from the pool before the journey.

    :raises OutsideJourney: there is no transaction on the keys database.
    """
    require_journey()
    for _try in range(_TRIES):
        prepared = prepared or _POOL.take()
        try:
            with transaction.atomic(using="keys"):
                return _issued(prepared)
        except IntegrityError:
            prepared = None
    raise NoLocatorLeft


def open_receipt(code: ReceiptCode) -> Keyring | None:
    """The keyring of who holds this receipt, or None: no such receipt, or a wrong one, which takes the same time.

    :raises TooBusy: many try at this moment. Nobody is ever locked out.
    """
    stored = ReceiptLock.objects.filter(locator=code.locator)
    row = stored.values_list("holder_id", "holder__public_key", "salt", "cost").first()
    holder_id, expected, salt, cost = row or _lock_of_nobody(code)
    with _GATE.passage():
        identity = _identity(code, bytes(salt), receipt_cost(cost))
    if not hmac.compare_digest(identity.box.public, bytes(expected)):
        return None
    return Keyring(holder_id, identity.seed, kind=HolderKind.RECEIPT)


def _issued(prepared: PreparedReceipt) -> Receipt:
    holder = KeyHolder(
        id=new_id(), kind=HolderKind.RECEIPT, public_key=prepared.public_key, signing_key=prepared.signing_key
    )
    holder.signature = mac_of(holder)
    holder.save(force_insert=True)
    lock = ReceiptLock(holder=holder, locator=prepared.code.locator, salt=prepared.salt, cost=RECEIPT_COST_NOW)
    lock.save(force_insert=True)
    return Receipt(prepared.code, holder.id)


def open_typed(text: str, languages: Iterable[str] = ()) -> Keyring | None:
    """The keyring of whoever typed this receipt, words or digits, with one error a word at most; None as `open_receipt`.

    :raises TooBusy: many try at this moment.
    """
    return next(filter(None, map(open_receipt, ReceiptCode.readings(text, languages))), None)


def withdraw_receipt(holder_id: UUID) -> None:
    """Delete a receipt and every key that was sealed to it: its holder opens nothing any more. Erases no compartment."""
    require_journey()
    KeyHolder.objects.filter(id=holder_id, kind=HolderKind.RECEIPT).delete()


def _identity(code: ReceiptCode, salt: bytes, cost: Cost) -> Identity:
    """The pair of a code: dear to derive (Argon2id), and impossible without `secret.key` (keyed BLAKE2b)."""
    derived = cost.derive(code.secret.to_bytes(_SECRET_BYTES, "big"), salt)
    pepper = instance_secret().subkey("receipt-pepper")
    return Identity(keyed_hash(pepper, context(code.locator, derived), purpose=b"gehoor.receipt"))


def _lock_of_nobody(code: ReceiptCode) -> tuple[None, bytes, bytes, int]:
    """What stands in for a row that isn't there: a public key that no secret gives, and a salt."""
    made_up = keyed_hash(instance_secret().subkey("receipt-decoy"), context(code.locator), size=KEY_SIZE + SALT_SIZE)
    return None, made_up[:KEY_SIZE], made_up[KEY_SIZE:], RECEIPT_COST_NOW
