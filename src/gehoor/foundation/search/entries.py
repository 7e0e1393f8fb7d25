"""Entries: one term in one case, as a number; and what waits to be merged, in the order in which it was said.

An entry of 57 bits: bucket (11), tag (32), place of the case in its segment (14). The first two are the term's code.
Plain arithmetic on arrays; never touches a key or a table.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

PLACE_BITS, TAG_BITS, BUCKET_BITS = 14, 32, 11
CASES = 1 << PLACE_BITS
"""Cases in a segment."""
BUCKETS = 1 << BUCKET_BITS
"""Buckets of a segment."""

Array = np.ndarray
_WORD = np.dtype("<u8")
_NONE = np.empty(0, _WORD)


def entries(codes: Iterable[int], place: int) -> Array:
    """The entries of these terms in the case at this place of its segment."""
    return np.fromiter(codes, _WORD) << np.uint64(PLACE_BITS) | np.uint64(place)


def to_bytes(some: Array) -> bytes:
    """Entries as they are sealed: how many, then eight bytes each."""
    return np.array([len(some)], _WORD).tobytes() + some.tobytes()


def from_bytes(plain: bytes) -> Array:
    """Entries as they were before `to_bytes`; what follows them is padding."""
    return np.frombuffer(plain, _WORD, int.from_bytes(plain[:8], "little"), 8)


def codes_of(some: Array) -> Array:
    """The term of each entry: bucket, then tag."""
    return some >> np.uint64(PLACE_BITS)


def places_of(some: Array) -> Array:
    """The place of each entry's case in its segment."""
    return some & np.uint64(CASES - 1)


@dataclass(frozen=True)
class Change:
    """What buckets must undergo: first lose the cases (places) that are gone, then gain the entries (sorted) added."""

    gone: Array
    added: Array

    @property
    def is_something(self) -> bool:
        """Whether anything changes."""
        return bool(len(self.gone) or len(self.added))


class Waiting:
    """What waits in one segment, in the order in which it was said: entries, and cases that were forgotten in between."""

    def __init__(self):
        self._said: list[Array] = []
        self._size = 0
        self._forgotten: dict[int, int] = {}

    def add(self, some: Array) -> None:
        """Say entries after what was said before."""
        self._said.append(some)
        self._size += len(some)

    def forget(self, place: int) -> None:
        """Say that the case at this place is forgotten: what was said of it before, and what its buckets hold."""
        self._forgotten[place] = self._size

    def change(self, code: int | None = None) -> Change:
        """What all of it comes to; for one term, or for all."""
        self._said = [np.concatenate(self._said)] if self._said else []
        said = self._said[0] if self._said else np.empty(0, _WORD)
        position = np.arange(len(said)) if code is None else np.flatnonzero(codes_of(said) == np.uint64(code))
        said = said[position]
        gone = np.array(sorted(self._forgotten), _WORD)
        counts_from = np.zeros(CASES, np.int64)
        counts_from[gone] = [self._forgotten[place] for place in gone.tolist()]
        return Change(gone, np.sort(said[position >= counts_from[places_of(said)]]))
