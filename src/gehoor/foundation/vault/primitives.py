"""libsodium, with the few choices made once: what is used, how it is bound, how it is padded.

Called by the vault, and by the rooms that seal under a key they were handed. Never makes up cryptography of its own.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

import nacl.pwhash.argon2id
from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from gehoor.foundation.errors import Unreadable

KEY_SIZE = 32
SALT_SIZE = 16
_NONCE_SIZE = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_PADDED, _BARE = b"\x01", b"\x02"
_SMALLEST_BUCKET = 256


@dataclass(frozen=True)
class KeyPair:
    """An X25519 pair (to seal to), or an Ed25519 pair (to sign with)."""

    private: bytes = field(repr=False)
    public: bytes


def random_key() -> bytes:
    """A fresh key of 32 bytes."""
    return secrets.token_bytes(KEY_SIZE)


def new_keypair(seed: bytes | None = None) -> KeyPair:
    """An X25519 pair to seal to; the same seed of 32 bytes always gives the same pair."""
    public, private = sodium.crypto_box_seed_keypair(seed or random_key())
    return KeyPair(private, public)


def new_signing_pair(seed: bytes | None = None) -> KeyPair:
    """An Ed25519 pair to sign with; the same seed of 32 bytes always gives the same pair."""
    public, private = sodium.crypto_sign_seed_keypair(seed or random_key())
    return KeyPair(private, public)


def seal_to(public: bytes, plain: bytes) -> bytes:
    """Seal to an X25519 public key: only the private half opens it, and it doesn't tell who sealed it."""
    return sodium.crypto_box_seal(plain, public)


def open_sealed(private: bytes, sealed: bytes, *, public: bytes | None = None) -> bytes:
    """Open what was sealed to this private key; passing the public half saves computing it again.

    :raises Unreadable: sealed to another key, or changed.
    """
    try:
        return sodium.crypto_box_seal_open(bytes(sealed), public or sodium.crypto_scalarmult_base(private), private)
    except (CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error


def encrypt(key: bytes, plain: bytes, bound: bytes, *, pad: bool = True) -> bytes:
    """XChaCha20-Poly1305 with a random nonce in front; opens only with the same `bound` (see `context`).

    Padded to a bucket, so that a blob tells the rough size only; `pad=False` is for what has a fixed size already.
    """
    version = _PADDED if pad else _BARE
    nonce = secrets.token_bytes(_NONCE_SIZE)
    body = sodium.sodium_pad(plain, bucket(len(plain))) if pad else plain
    return version + nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(body, version + bound, nonce, key)


def decrypt(key: bytes, blob: bytes, bound: bytes) -> bytes:
    """Open what `encrypt` made.

    :raises Unreadable: another key, bound to something else, or changed.
    """
    blob = bytes(blob)
    version, nonce, sealed = blob[:1], blob[1 : 1 + _NONCE_SIZE], blob[1 + _NONCE_SIZE :]
    if version not in (_PADDED, _BARE) or len(nonce) != _NONCE_SIZE:
        raise Unreadable
    try:
        body = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, version + bound, nonce, key)
        return sodium.sodium_unpad(body, len(body)) if version == _PADDED else body
    except (CryptoError, ValueError) as error:
        raise Unreadable from error


def bucket(length: int) -> int:
    """The padded size of `length` bytes: 256, 384, 512, 768, 1024, 1536 … (always at least one byte more)."""
    size = _SMALLEST_BUCKET
    while size <= length:
        half = size + size // 2
        if half > length:
            return half
        size *= 2
    return size


def context(*parts: bytes | str | int | UUID) -> bytes:
    """Parts joined so that no two different lists give the same bytes: what blobs are bound to and signatures say."""
    raw = [_as_bytes(part) for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in raw)


def _as_bytes(part: bytes | str | int | UUID) -> bytes:
    if isinstance(part, UUID):
        return part.bytes
    if isinstance(part, int):
        return part.to_bytes(8, "big")
    return part.encode() if isinstance(part, str) else bytes(part)


def keyed_hash(key: bytes, data: bytes, *, size: int = 32, purpose: bytes = b"") -> bytes:
    """Keyed BLAKE2b of 1 to 64 bytes; another purpose (16 bytes at most) gives unrelated hashes under the same key."""
    return hashlib.blake2b(data, digest_size=size, key=key, person=purpose).digest()


def argon2id(passphrase: bytes, salt: bytes, *, ops: int, mem_kib: int) -> bytes:
    """32 bytes out of something a person remembers; takes `ops` passes over `mem_kib` KiB. Releases the GIL."""
    return nacl.pwhash.argon2id.kdf(KEY_SIZE, passphrase, salt, opslimit=ops, memlimit=mem_kib * 1024)


def sign(private: bytes, statement: bytes) -> bytes:
    """An Ed25519 signature of 64 bytes under a statement (see `context`)."""
    return sodium.crypto_sign(statement, private)[: sodium.crypto_sign_BYTES]


@lru_cache(maxsize=8192)
def verify(public: bytes, statement: bytes, signature: bytes) -> bool:
    """Whether this signature stands under this statement. Remembered: a changed row is another statement."""
    try:
        sodium.crypto_sign_open(signature + statement, public)
    except (CryptoError, ValueError):
        return False
    return len(signature) == sodium.crypto_sign_BYTES
