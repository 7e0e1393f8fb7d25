"""Folding what waits into the buckets. Called now and then in an unlocked session, outside any journey.

A merge writes every bucket of its segment anew, so that nobody who sees the database before and after learns which buckets
a case fell in. It computes before it locks, and two at once can't both win; a merge that is killed has done nothing.
"""

import logging
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.search.buckets import by_bucket, changed, pack, unpack
from gehoor.foundation.search.entries import BUCKETS, Change
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.reading import KEYS, blocks_waiting, in_bytes, open_waiting
from gehoor.foundation.search.seals import OpenIndex

logger = logging.getLogger(__name__)

MANY_BLOCKS = 1024
DUE = 128
"""So many blocks waiting are felt when searching; and so many cases touch every bucket, so that sizes tell nothing."""
_ROWS_A_QUERY = 500
_EMPTY = bytes(4)


@dataclass(frozen=True)
class Merge:
    """A merge that was computed: the next generation of every bucket of a segment, and the waiting rows it replaces."""

    segment: Segment
    blocks: list[Block]
    folded: list[int]


def merge_when_due(*, key: bytes, index_id: UUID) -> int:
    """Merge once when 128 blocks or more wait: for the end of a request that remembered something. Returns as `merge`.

    Raises nothing: what waits goes on waiting, and nobody's case stays closed because its index is damaged or busy. A
    damaged index is refused where someone searches.
    """
    try:
        return merge(key=key, index_id=index_id) if blocks_waiting(index_id=index_id) >= DUE else 0
    except (Unreadable, DatabaseError) as error:
        logger.error("The search index %s was not merged: %s", index_id, type(error).__name__)
        return 0


def merge(*, key: bytes, index_id: UUID, limit: int = MANY_BLOCKS) -> int:
    """Fold up to `limit` waiting blocks, the oldest first, of the segment where most wait; drop there what is forgotten.

    Returns how many blocks it folded: 0 when nothing waits, or when another session was just doing the same.

    :raises Unreadable: the index was tampered with, or the key is another's. Nothing has changed then.
    """
    computed = compute(key=key, index_id=index_id, limit=limit)
    return len(computed.folded) if computed and put(computed) else 0


def compute(*, key: bytes, index_id: UUID, limit: int = MANY_BLOCKS) -> Merge | None:
    """The first half of `merge`, without a lock; None when nothing waits or another session came first."""
    waiting = Counter(Block.objects.filter(index_id=index_id, bucket=None).values_list("segment", flat=True))
    if not waiting:
        return None
    number = max(waiting, key=lambda segment: (waiting[segment], -segment))
    segment, _ = Segment.objects.get_or_create(index_id=index_id, number=number)
    rows = Block.objects.filter(index_id=index_id, segment=number, bucket=None).order_by("id")
    folded = list(in_bytes(rows.values_list("id", "forgotten", "blob")[:limit]))
    index = OpenIndex(key, index_id)
    held = _held(index, segment)
    if not folded or held is None:
        return None
    change = open_waiting(index, number, (row[1:] for row in folded)).change()
    return Merge(segment, _next_generation(index, segment, held, change), [row[0] for row in folded])


def put(computed: Merge) -> bool:
    """The second half of `merge`: replace it all in one transaction. False, and nothing, when another session came first."""
    segment = computed.segment
    with transaction.atomic(using=KEYS):
        its_turn = Segment.objects.filter(pk=segment.pk, generation=segment.generation)
        if not its_turn.update(generation=F("generation") + 1):
            return False
        _buckets(segment).delete()
        Block.objects.bulk_create(computed.blocks, batch_size=_ROWS_A_QUERY)
        for start in range(0, len(computed.folded), _ROWS_A_QUERY):
            Block.objects.filter(id__in=computed.folded[start:start + _ROWS_A_QUERY]).delete()
    return True


def _held(index: OpenIndex, segment: Segment) -> list[bytes] | None:
    """The opened buckets of the segment's generation, in order; None when another session has just replaced it."""
    if not segment.generation:
        return [_EMPTY] * BUCKETS
    number, generation = segment.number, segment.generation
    rows = _buckets(segment).filter(generation=generation).order_by("bucket").values_list("bucket", "blob")
    held = [
        index.open(blob, segment=number, bucket=bucket % BUCKETS, generation=generation) for bucket, blob in in_bytes(rows)
    ]
    if len(held) == BUCKETS:
        return held
    if Segment.objects.filter(pk=segment.pk, generation=generation).exists():
        raise Unreadable
    return None


def _next_generation(index: OpenIndex, segment: Segment, held: list[bytes], change: Change) -> list[Block]:
    number, generation = segment.number, segment.generation + 1
    blocks = []
    for bucket, (plain, part) in enumerate(zip(held, by_bucket(change), strict=True)):
        after = pack(changed(unpack(plain), part)) if part.is_something else plain
        blocks.append(Block(
            index_id=segment.index_id, segment=number, bucket=number * BUCKETS + bucket, generation=generation,
            blob=index.seal(after, segment=number, bucket=bucket, generation=generation),
        ))
    return blocks


def _buckets(segment: Segment):
    first = segment.number * BUCKETS
    return Block.objects.filter(index_id=segment.index_id, bucket__gte=first, bucket__lt=first + BUCKETS)
