"""Finding the cases that hold every word of a question, newest first.

Called with the search key of an unlocked session. The caller decides which cases the asker may see, and asks on.
"""

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

import numpy as np

from gehoor.foundation.search import buckets
from gehoor.foundation.search.entries import BUCKETS, CASES, TAG_BITS, Array, Waiting, places_of
from gehoor.foundation.search.reading import extent, read_buckets, read_waiting
from gehoor.foundation.search.seals import OpenIndex
from gehoor.foundation.search.words import asked

_GROWTH = 4
_NOTHING = Waiting()
_NOWHERE = np.empty(0, np.uint16)


class Counted(NamedTuple):
    """A number of cases, exact unless there are `or_more`."""

    number: int
    or_more: bool


def find(*, key: bytes, index_id: UUID, query: str, before: int | None = None) -> Iterator[int]:
    """The ordinals of the cases that hold everything `query` asks for (see `words.asked`), newest first, each once.

    Reads on only as far as it is asked for: take a page of what the asker may see, and give its last ordinal as `before`
    for the next. A question without words finds nothing.

    :raises Unreadable: the index was tampered with, or the key is another's.
    """
    terms, index = asked(query), OpenIndex(key, index_id)
    if not terms:
        return
    newest = (1 << 63) - 1 if before is None else before
    there = extent(index_id)
    segments = sorted({number for number in (*there.merged, *there.waiting) if number * CASES < newest}, reverse=True)
    search = _Search(index, index_id, terms)
    size = 1
    while segments:
        batch, segments = segments[:size], segments[size:]
        size *= _GROWTH
        for segment, places in search.through(batch, merged=there.merged, waiting=there.waiting):
            first = segment * CASES
            yield from (first + place for place in places[::-1].tolist() if first + place < newest)


def count_capped(ordinals: Iterable[int], *, cap: int = 1000) -> Counted:
    """How many there are, looking no further than `cap`. Give it what the asker may see, never all that was found."""
    number = 0
    for number, _ in enumerate(ordinals, start=1):
        if number > cap:
            return Counted(cap, True)
    return Counted(number, False)


class _Search:
    """One question under way: what it asks for, and how often each term occurred so far, so that the rarest goes first."""

    def __init__(self, index: OpenIndex, index_id: UUID, terms: list[str]):
        self._index, self._id = index, index_id
        self._seen = dict.fromkeys(terms, 0)
        self._read = dict.fromkeys(terms, 0)

    def through(
        self, batch: list[int], *, merged: Container[int], waiting: Container[int],
    ) -> Iterator[tuple[int, Array]]:
        """The places found in each of these segments, in order; of the rarer terms first, of the others where needed."""
        # First what waits, then the buckets: what a merge moves in between is then seen twice, never missed.
        waits = read_waiting(self._index, self._id, [segment for segment in batch if segment in waiting])
        found: dict[int, Array] = {}
        for terms in self._turns():
            left = [segment for segment in batch if segment not in found or len(found[segment])]
            codes = {segment: list(zip(terms, self._index.codes(segment, terms), strict=True)) for segment in left}
            wanted = {_bucket(segment, code) for segment in left for _, code in codes[segment]}
            read = read_buckets(self._index, self._id, wanted, merged=merged)
            for segment in left:
                for term, code in codes[segment]:
                    places = _places(read.get(_bucket(segment, code)), waits.get(segment, _NOTHING), code)
                    self._seen[term] += len(places)
                    self._read[term] += 1
                    found[segment] = places if segment not in found else _both(found[segment], places)
        yield from ((segment, found[segment]) for segment in batch)

    def _turns(self) -> list[list[str]]:
        """All terms at once while nothing is known of them; then the rarest, then the others."""
        if not all(self._read.values()):
            return [list(self._seen)]
        rarest, *others = sorted(self._seen, key=lambda term: self._seen[term] / self._read[term])
        return [[rarest], others] if others else [[rarest]]


def _bucket(segment: int, code: int) -> int:
    return segment * BUCKETS + (code >> TAG_BITS)


def _places(bucket: bytes | None, waiting: Waiting, code: int) -> Array:
    """Where a term stands in a segment, in order: in its bucket, after what waits is applied."""
    stands = buckets.places(bucket, code & (1 << TAG_BITS) - 1) if bucket else _NOWHERE
    if waiting is _NOTHING:
        return stands
    change = waiting.change(code)
    is_there = _marked(stands)
    is_there[change.gone] = False
    is_there[places_of(change.added)] = True
    return np.flatnonzero(is_there)


def _both(some: Array, others: Array) -> Array:
    """What is in both, in order."""
    return some[_marked(others)[some]]


def _marked(places: Array) -> Array:
    is_there = np.zeros(CASES, bool)
    is_there[places] = True
    return is_there
