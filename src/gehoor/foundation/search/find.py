"""Finding the cases that hold every word of a question, newest first.

Called with the search key of an unlocked session. The caller decides which cases the asker may see, and asks on.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

import numpy as np

from gehoor.foundation.search import buckets
from gehoor.foundation.search.entries import BUCKETS, CASES, TAG_BITS, Array, Waiting, places_of
from gehoor.foundation.search.reading import Sealed, merged_segments, open_waiting, read_buckets, read_waiting
from gehoor.foundation.search.seals import OpenIndex
from gehoor.foundation.search.words import asked

_NO_END = 1 << 63
_LEAST, _MOST = 8, 64
_FEW = 24
"""So many buckets are read sooner than two queries are asked."""
_EVERYWHERE = np.ones(CASES, bool)


class Counted(NamedTuple):
    """A number of cases, exact unless there are `or_more`."""

    number: int
    or_more: bool


def find(*, key: bytes, index_id: UUID, query: str, page: int = 50, before: int | None = None) -> Iterator[int]:
    """The ordinals of the cases that hold everything `query` asks for (see `words.asked`), newest first, each once.

    Reads on only as far as it is asked for: take a page of what the asker may see, and give its last ordinal as `before`
    for the next. A question without words finds nothing.

    :param page: how many will probably be taken; it may be any number, and only decides how much is read at a time.

    :raises Unreadable: the index was tampered with, or the key is another's.
    """
    terms, index = asked(query), OpenIndex(key, index_id)
    if not terms:
        return
    newest = _NO_END if before is None else before
    # First what waits, then what was merged: what a merge moves in between is then seen twice, never missed.
    waiting = read_waiting(index_id)
    search = _Search(index, index_id, terms, waiting=waiting, merged=merged_segments(index_id))
    segments = sorted((number for number in search.segments if number * CASES < newest), reverse=True)
    number = read = 0
    while segments:
        size = _worth_reading(read, number, page)
        batch, segments, read = segments[:size], segments[size:], read + size
        for segment, stands in search.through(batch):
            for place in np.flatnonzero(stands)[::-1].tolist():
                if (ordinal := segment * CASES + place) < newest:
                    number += 1
                    yield ordinal


def count_capped(ordinals: Iterable[int], *, cap: int = 1000) -> Counted:
    """How many there are, looking no further than `cap`. Give it what the asker may see, never all that was found."""
    number = 0
    for number, _ in enumerate(ordinals, start=1):
        if number > cap:
            return Counted(cap, True)
    return Counted(number, False)


class _Search:
    """One question under way: what it asks for, and how often each term occurred so far, so that the rarest goes first."""

    def __init__(
        self, index: OpenIndex, index_id: UUID, terms: list[str], *, waiting: dict[int, list[Sealed]], merged: set[int],
    ):
        self._index, self._id = index, index_id
        self._waiting, self._merged = waiting, merged
        self._open: dict[int, Waiting] = {}
        self._seen = dict.fromkeys(terms, 0)
        self._read = dict.fromkeys(terms, 0)

    @property
    def segments(self) -> set[int]:
        """Where there is anything to find."""
        return self._merged | self._waiting.keys()

    def through(self, batch: list[int]) -> Iterator[tuple[int, Array]]:
        """The segments in which all terms meet, in order, and of each of their places whether they do."""
        found: dict[int, Array | None] = dict.fromkeys(batch, _EVERYWHERE)
        for terms in self._turns(len(batch)):
            left = [segment for segment in batch if found[segment] is not None]
            codes = {segment: self._index.codes(segment, terms) for segment in left}
            read = read_buckets(self._index, self._id, {
                _bucket(segment, code) for segment in left if segment in self._merged for code in codes[segment]
            })
            for segment in left:
                for term, code in zip(terms, codes[segment], strict=True):
                    stands = self._stands(segment, code, read.get(_bucket(segment, code)))
                    self._seen[term] += 0 if stands is None else int(np.count_nonzero(stands))
                    self._read[term] += 1
                    found[segment] = _both(found[segment], stands)
        yield from ((segment, stands) for segment, stands in found.items() if stands is not None)

    def _turns(self, segments: int) -> list[list[str]]:
        """All terms at once while nothing is known of them or little is read; else one by one, the rarest first."""
        if not all(self._read.values()) or segments * len(self._seen) <= _FEW:
            return [list(self._seen)]
        return [[term] for term in sorted(self._seen, key=lambda term: self._seen[term] / self._read[term])]

    def _stands(self, segment: int, code: int, bucket: bytes | None) -> Array | None:
        """Where a term stands in a segment: in its bucket, after what waits is applied."""
        stands = buckets.mask(bucket, code & (1 << TAG_BITS) - 1) if bucket else None
        if segment not in self._waiting:
            return stands
        if segment not in self._open:
            self._open[segment] = open_waiting(self._index, segment, self._waiting[segment])
        change = self._open[segment].change(code)
        stands = np.zeros(CASES, bool) if stands is None else stands
        stands[change.gone] = False
        stands[places_of(change.added)] = True
        return stands


def _worth_reading(read: int, number: int, page: int) -> int:
    """How many segments to read next: one first, then as many as fill a page at the rate so far, within bounds."""
    if read == 0:
        return 1
    if number == 0:
        return _LEAST if read == 1 else _MOST
    return min(max(_LEAST, (page - number % page) * read // number + 1), _MOST)


def _bucket(segment: int, code: int) -> int:
    return segment * BUCKETS + (code >> TAG_BITS)


def _both(some: Array | None, others: Array | None) -> Array | None:
    """Where both stand; None is nowhere."""
    if some is None or others is None:
        return None
    both = some & others
    return both if both.any() else None
