from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.search.seals import OpenIndex, padded_size

KEY, INDEX, ANOTHER = bytes(range(32)), UUID(int=1), UUID(int=2)
PLACE = {"segment": 3, "bucket": 7, "generation": 2}


def test_a_block_opens_where_it_belongs():
    opened = OpenIndex(KEY, INDEX).open(OpenIndex(KEY, INDEX).seal(b"plain", **PLACE), **PLACE)
    assert opened.rstrip(b"\0") == b"plain"


@pytest.mark.parametrize("elsewhere", [
    {"segment": 4}, {"bucket": 8}, {"bucket": None}, {"generation": 1},
])
def test_a_block_opens_nowhere_else(elsewhere):
    sealed = OpenIndex(KEY, INDEX).seal(b"plain", **PLACE)
    with pytest.raises(Unreadable):
        OpenIndex(KEY, INDEX).open(sealed, **(PLACE | elsewhere))


@pytest.mark.parametrize("other", [OpenIndex(KEY, ANOTHER), OpenIndex(bytes(32), INDEX)])
def test_a_block_opens_in_no_other_index_and_with_no_other_key(other):
    sealed = OpenIndex(KEY, INDEX).seal(b"plain", **PLACE)
    with pytest.raises(Unreadable):
        other.open(sealed, **PLACE)


def test_a_changed_block_does_not_open():
    sealed = bytearray(OpenIndex(KEY, INDEX).seal(b"plain", **PLACE))
    sealed[40] ^= 1
    with pytest.raises(Unreadable):
        OpenIndex(KEY, INDEX).open(bytes(sealed), **PLACE)


def test_a_term_has_another_code_in_every_segment_index_and_key():
    codes = [
        *OpenIndex(KEY, INDEX).codes(0, ["amir"]), *OpenIndex(KEY, INDEX).codes(1, ["amir"]),
        *OpenIndex(KEY, ANOTHER).codes(0, ["amir"]), *OpenIndex(bytes(32), INDEX).codes(0, ["amir"]),
        *OpenIndex(KEY, INDEX).codes(0, ["amir*"]),
    ]
    assert len(set(codes)) == len(codes)
    assert OpenIndex(KEY, INDEX).codes(0, ["amir", "school"])[0] == codes[0]


def test_a_search_key_is_32_bytes():
    with pytest.raises(ValueError):
        OpenIndex(b"short", INDEX)


@given(st.integers(0, 1_000_000))
def test_a_size_tells_an_eighth_at_best(length):
    size = padded_size(length)
    assert size >= length
    assert size <= max(256, length * 1.13)
    assert padded_size(size) == size
