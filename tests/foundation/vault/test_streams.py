"""Sealed files: whole or not at all."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.vault.streams import BLOCK, open_blocks, seal_blocks

KEY = bytes(range(32))
FILE = b"file one"


def sealed(data: bytes, *, chunk: int = BLOCK) -> bytes:
    return b"".join(seal_blocks(KEY, [data[i : i + chunk] for i in range(0, len(data), chunk)], FILE))


def opened(blob: bytes, *, key: bytes = KEY, bound: bytes = FILE) -> bytes:
    return b"".join(open_blocks(key, BytesIO(blob), bound))


@given(st.integers(0, 3 * BLOCK + 1), st.sampled_from([1000, BLOCK - 1, BLOCK, BLOCK + 1]))
def test_a_file_comes_out_as_it_went_in(length, chunk):
    data = bytes(i % 251 for i in range(256)) * (length // 256 + 1)
    assert opened(sealed(data[:length], chunk=chunk)) == data[:length]


@pytest.mark.parametrize("length", [0, 1, BLOCK, 2 * BLOCK, 2 * BLOCK + 7])
def test_a_file_that_was_cut_short_or_made_longer_is_unreadable(length):
    blob = sealed(b"x" * length)
    for changed in (blob[:-1], blob[: len(blob) // 2], blob[:10], blob[:24], b"", blob + b"x"):
        with pytest.raises(Unreadable):
            opened(changed)


def test_blocks_keep_their_order():
    blob, block = sealed(b"a" * BLOCK + b"b" * BLOCK + b"c"), BLOCK + 17
    head, first, second, rest = blob[:24], blob[24 : 24 + block], blob[24 + block : 24 + 2 * block], blob[24 + 2 * block :]
    assert opened(head + first + second + rest)[:1] == b"a"
    for changed in (head + second + first + rest, head + first + rest, head + first + second):
        with pytest.raises(Unreadable):
            opened(changed)


def test_another_key_or_another_file_opens_nothing():
    blob = sealed(b"photo")
    with pytest.raises(Unreadable):
        opened(blob, key=bytes(32))
    with pytest.raises(Unreadable):
        opened(blob, bound=b"file two")


@given(st.data())
def test_one_changed_bit_makes_a_file_unreadable(data):
    blob = bytearray(sealed(b"a photo of a bruise"))
    blob[data.draw(st.integers(0, len(blob) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Unreadable):
        opened(bytes(blob))
