"""How blocks are read: what there is, what waits, what a bucket holds. Called by finding and merging; changes nothing."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.search.entries import BUCKETS, CASES, Waiting, from_bytes
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.seals import OpenIndex


@dataclass(frozen=True)
class Extent:
    """What there is of an index: the segments that have buckets, and how many blocks wait in which segment."""

    merged: frozenset[int]
    waiting: dict[int, int]


def extent(index_id: UUID) -> Extent:
    """The segments of an index. Two small queries."""
    waiting = Block.objects.filter(index_id=index_id, bucket=None).values_list("segment").annotate(Count("id"))
    # First what waits, then what was merged: a merge in between is then seen twice, never missed.
    there = dict(waiting.order_by())
    merged = Segment.objects.filter(index_id=index_id, generation__gt=0).values_list("number", flat=True)
    return Extent(merged=frozenset(merged), waiting=there)


def blocks_waiting(*, index_id: UUID) -> int:
    """How many blocks wait to be merged: a search reads them all, so a few hundred is the time to merge."""
    return Block.objects.filter(index_id=index_id, bucket=None).count()


def read_waiting(index: OpenIndex, index_id: UUID, segments: Iterable[int]) -> dict[int, Waiting]:
    """What waits in these segments, in the order in which it was said."""
    rows = Block.objects.filter(index_id=index_id, segment__in=segments, bucket=None).order_by("id")
    return collect(index, rows.values_list("segment", "forgotten", "blob"))


def collect(index: OpenIndex, rows: Iterable[tuple[int, int | None, bytes]]) -> dict[int, Waiting]:
    """Open waiting blocks: (segment, ordinal that is forgotten or None, blob) each, in order."""
    found: dict[int, Waiting] = {}
    for segment, forgotten, blob in rows:
        waiting = found.setdefault(segment, Waiting())
        if forgotten is not None:
            waiting.forget(forgotten % CASES)
        else:
            waiting.add(from_bytes(index.open(blob, segment=segment, bucket=None, generation=0)))
    return found


def read_buckets(index: OpenIndex, index_id: UUID, wanted: Iterable[int], *, merged: Container[int]) -> dict[int, bytes]:
    """These buckets, opened, by their number through all segments. One query.

    A bucket may be absent only in a segment that is not in `merged`: it may have been merged since, or not.

    :raises Unreadable: one was changed, moved or taken away.
    """
    rows = Block.objects.filter(index_id=index_id, bucket__in=wanted).values_list("bucket", "generation", "blob")
    found = {}
    for bucket, generation, blob in rows:
        segment, number = divmod(bucket, BUCKETS)
        found[bucket] = index.open(blob, segment=segment, bucket=number, generation=generation)
    if any(bucket not in found and bucket // BUCKETS in merged for bucket in wanted):
        raise Unreadable
    return found
