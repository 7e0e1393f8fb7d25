"""The outbox's own key pair, and sealing an item to it. Releasing needs the public half only; the job has the private one."""

import json

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.outbox.models import OutboxItem
from gehoor.foundation.vault.chain import outbox_identity
from gehoor.foundation.vault.primitives import context, decrypt, encrypt, keyed_hash, random_key, seal_to
from gehoor.foundation.vault.secret_key import instance_secret


def put_in(item: OutboxItem, payload: dict) -> None:
    """Seal the payload (anything JSON can say) into the item, bound to its id and kind; padded. The caller saves."""
    key = random_key()
    said = json.dumps(payload, ensure_ascii=False).encode()
    sealed_key = seal_to(outbox_identity().box.public, key)
    item.sealed = len(sealed_key).to_bytes(2, "big") + sealed_key + encrypt(key, said, _place(item))


def take_out(item: OutboxItem) -> dict:
    """The payload.

    :raises Unreadable: sealed by another instance, moved from another item, changed, or erased.
    """
    sealed = bytes(item.sealed)
    if len(sealed) < 2:
        raise Unreadable
    end = 2 + int.from_bytes(sealed[:2], "big")
    key = outbox_identity().open(sealed[2:end])
    return json.loads(decrypt(key, sealed[end:], _place(item)))


def recipient_mark(address: str, hour: str) -> str:
    """The same for the same address in the same hour; without `secret.key` it tells nothing."""
    key = instance_secret().subkey("outbox-recipient")
    return keyed_hash(key, context(hour, address.strip().casefold()), size=16, purpose=b"outbox-recipient").hex()


def _place(item: OutboxItem) -> bytes:
    return context("outbox", item.pk, item.kind)
