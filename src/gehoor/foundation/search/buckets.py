"""What one bucket of one segment holds: for each tag the cases it occurs in. Packs, unpacks, looks up, changes.

A bucket is an array of postings, tag (32 bits) then place (14 bits), sorted. Packed, a tag has a list of places, or a map of
one bit a case when it is in more than one of sixteen. Never touches a key or a table.
"""

from itertools import pairwise

import numpy as np

from gehoor.foundation.search.entries import BUCKETS, CASES, PLACE_BITS, TAG_BITS, Array, Change, codes_of

LONGEST_LIST = CASES // 16
_MAP = CASES // 8
_PLACE, _TAG, _POSTING = np.dtype("<u2"), np.dtype("<u4"), np.dtype("<u8")
_BITS = np.uint64(PLACE_BITS)
_IN_BUCKET = np.uint64((1 << TAG_BITS + PLACE_BITS) - 1)


def pack(postings: Array) -> bytes:
    """Sorted postings as bytes: how many tags, the tags, how often each occurs, the lists, the maps."""
    owners = postings >> _BITS
    starts = np.flatnonzero(_is_first(owners))
    tags, counts = owners[starts], np.diff(starts, append=len(postings))
    places = (postings & np.uint64(CASES - 1)).astype(_PLACE)
    is_long = counts > LONGEST_LIST
    lists = places[~np.repeat(is_long, counts)]
    maps = [_to_map(places[start:start + count]) for start, count in zip(starts[is_long], counts[is_long], strict=True)]
    head = (np.array([len(tags)], _TAG), tags.astype(_TAG), counts.astype(_PLACE))
    return b"".join([part.tobytes() for part in (*head, lists, *maps)])


def unpack(plain: bytes) -> Array:
    """The sorted postings of a packed bucket."""
    tags, counts, start = _head(plain)
    is_long = counts > LONGEST_LIST
    short = counts[~is_long]
    parts = [_postings(np.repeat(tags[~is_long], short), np.frombuffer(plain, _PLACE, short.sum(), start))]
    start += 2 * int(short.sum())
    for number, tag in enumerate(tags[is_long]):
        parts.append(_postings(tag, np.flatnonzero(_from_map(plain, start + number * _MAP)).astype(_PLACE)))
    return np.sort(np.concatenate(parts))


def mask(plain: bytes, tag: int) -> Array | None:
    """Of each place of the segment whether this tag stands there, for a packed bucket; None when it stands nowhere."""
    tags, counts, start = _head(plain)
    at = int(tags.searchsorted(_TAG.type(tag)))
    if at == len(tags) or tags[at] != tag:
        return None
    is_long = counts > LONGEST_LIST
    if is_long[at]:
        start += 2 * int(counts[~is_long].sum()) + _MAP * int(is_long[:at].sum())
        return _from_map(plain, start)
    start += 2 * int(counts[:at][~is_long[:at]].sum())
    stands = np.zeros(CASES, bool)
    stands[np.frombuffer(plain, _PLACE, counts[at], start)] = True
    return stands


def changed(postings: Array, change: Change) -> Array:
    """The postings after a change that concerns this bucket."""
    if len(change.gone):
        postings = postings[~np.isin(postings & np.uint64(CASES - 1), change.gone)]
    if len(change.added):
        postings = np.sort(np.concatenate([postings, change.added & _IN_BUCKET]))
        postings = postings[_is_first(postings)]
    return postings


def by_bucket(change: Change) -> list[Change]:
    """A change of a segment, cut into one for each of its buckets. Entries are sorted already, by bucket first."""
    edges = np.searchsorted(codes_of(change.added), np.arange(BUCKETS + 1, dtype=_POSTING) << np.uint64(TAG_BITS))
    return [Change(change.gone, change.added[start:end]) for start, end in pairwise(edges.tolist())]


def _head(plain: bytes) -> tuple[Array, Array, int]:
    size = int.from_bytes(plain[:4], "little")
    start = 4 + 4 * size
    return np.frombuffer(plain, _TAG, size, 4), np.frombuffer(plain, _PLACE, size, start), start + 2 * size


def _is_first(some: Array) -> Array:
    """Of sorted numbers, which differ from the one before."""
    return np.concatenate([np.ones(min(len(some), 1), bool), some[1:] != some[:-1]])


def _postings(tags: Array, places: Array) -> Array:
    return tags.astype(_POSTING) << _BITS | places


def _to_map(places: Array) -> Array:
    bits = np.zeros(CASES, bool)
    bits[places] = True
    return np.packbits(bits)


def _from_map(plain: bytes, start: int) -> Array:
    return np.unpackbits(np.frombuffer(plain, np.uint8, _MAP, start)).view(bool)
