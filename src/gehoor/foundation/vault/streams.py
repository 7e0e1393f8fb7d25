"""Files as sealed streams (libsodium's secretstream): in blocks, each bound to its place and to the file.

Called by the room of files. A stream that was cut short, put in another order or given to another file opens no more.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from gehoor.foundation.errors import Unreadable

BLOCK = 64 * 1024
_SEALED_BLOCK = BLOCK + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MORE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def seal_blocks(key: bytes, chunks: Iterable[bytes], bound: bytes) -> Iterator[bytes]:
    """Seal chunks of any size under a key of 32 bytes, bound to what `context` says; yields what to write, in order."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    blocks = _cut(chunks)
    block = next(blocks)
    for following in blocks:
        yield sodium.crypto_secretstream_xchacha20poly1305_push(state, block, ad=bound, tag=_MORE)
        block = following
    yield sodium.crypto_secretstream_xchacha20poly1305_push(state, block, ad=bound, tag=_LAST)


def open_blocks(key: bytes, source: BinaryIO, bound: bytes) -> Iterator[bytes]:
    """Open what `seal_blocks` made, block by block. What was yielded before an error is genuine, but not whole.

    :raises Unreadable: another key or file, changed, or not whole.
    """
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = source.read(_HEADER)
    if len(header) != _HEADER:
        raise Unreadable
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    tag = _MORE
    while sealed := source.read(_SEALED_BLOCK):
        if tag == _LAST:
            raise Unreadable
        block, tag = _pulled(state, sealed, bound)
        yield block
    if tag != _LAST:
        raise Unreadable


def _pulled(state, sealed: bytes, bound: bytes) -> tuple[bytes, int]:
    try:
        return sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, ad=bound)
    except (CryptoError, RuntimeError, ValueError, TypeError) as error:
        raise Unreadable from error


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks of one size; the last may be smaller, and an empty one stands for nothing at all."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > BLOCK:
            yield bytes(held[:BLOCK])
            del held[:BLOCK]
    yield bytes(held)
