"""Both private halves of a holder, from one seed of 32 bytes: what is sealed, split in shares and kept in a session."""

from functools import cached_property

from gehoor.foundation.vault.primitives import (
    KEY_SIZE,
    KeyPair,
    keyed_hash,
    new_keypair,
    new_signing_pair,
    open_sealed,
    random_key,
    sign,
)


class Identity:
    """A holder's X25519 pair (to seal to) and Ed25519 pair (to sign with), made when first asked for."""

    def __init__(self, seed: bytes):
        if len(seed) != KEY_SIZE:
            raise ValueError("A seed is 32 bytes.")
        self.seed = seed

    @classmethod
    def fresh(cls) -> "Identity":
        """A new identity out of chance."""
        return cls(random_key())

    @cached_property
    def box(self) -> KeyPair:
        return new_keypair(keyed_hash(self.seed, b"", purpose=b"gehoor.box"))

    @cached_property
    def signing(self) -> KeyPair:
        return new_signing_pair(keyed_hash(self.seed, b"", purpose=b"gehoor.signing"))

    def open(self, sealed: bytes) -> bytes:
        """Open what was sealed to this holder.

        :raises Unreadable: it was sealed to another, or changed.
        """
        return open_sealed(self.box.private, sealed, public=self.box.public)

    def sign(self, statement: bytes) -> bytes:
        """This holder's signature under a statement."""
        return sign(self.signing.private, statement)
