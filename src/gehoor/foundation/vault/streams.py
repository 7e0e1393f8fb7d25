"""Files as sealed streams (libsodium's secretstream): in pieces, each bound to its place and to the file.

Called by the room of files. A stream that was cut short, put in another order or given to another file opens no more.
"""

from collections.abc import Iterable, Iterator

from nacl import bindings as sodium

from gehoor.foundation.errors import Unreadable

PIECE = 64 * 1024
_SEALED_PIECE = PIECE + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MORE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def seal_stream(key: bytes, chunks: Iterable[bytes], bound: bytes) -> Iterator[bytes]:
    """Seal chunks of any size under a key of 32 bytes, bound to what `context` says; yields what to write, in order."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    for piece, is_last in _with_last(_pieces(chunks, PIECE)):
        tag = _LAST if is_last else _MORE
        yield sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, ad=bound, tag=tag)


def open_stream(key: bytes, chunks: Iterable[bytes], bound: bytes) -> Iterator[bytes]:
    """Open what `seal_stream` made, in chunks of any size. What was yielded before an error is genuine, but not whole.

    :raises Unreadable: another key or file, changed, or not whole.
    """
    pieces = _after_header(chunks)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = next(pieces)
    if len(header) != _HEADER:
        raise Unreadable
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    ended = False
    for piece in pieces:
        if ended:
            raise Unreadable
        plain, ended = _pulled(state, piece, bound)
        yield plain
    if not ended:
        raise Unreadable


def _pulled(state, piece: bytes, bound: bytes) -> tuple[bytes, bool]:
    try:
        plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, ad=bound)
    except Exception as error:
        # The binding raises several kinds for a piece that is too short or does not fit.
        raise Unreadable from error
    return plain, tag == _LAST


def _after_header(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The header first, then whole sealed pieces."""
    source, held = iter(chunks), b""
    for chunk in source:
        held += chunk
        if len(held) >= _HEADER:
            break
    yield held[:_HEADER]
    yield from _pieces(_rest(held[_HEADER:], source), _SEALED_PIECE)


def _rest(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _pieces(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in pieces of one size; the last may be smaller, and an empty one stands for nothing at all."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > size:
            yield bytes(held[:size])
            del held[:size]
    yield bytes(held)


def _with_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    before = next(pieces)
    for piece in pieces:
        yield before, False
        before = piece
    yield before, True
