"""How blocks are read: what waits, what was merged, what a bucket holds. Called by finding and merging; changes nothing."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.search.entries import BUCKETS, CASES, Waiting, from_bytes
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.seals import OpenIndex

Sealed = tuple[int | None, bytes]
"""A block that waits: the ordinal that is forgotten, or None and something sealed."""


def blocks_waiting(*, index_id: UUID) -> int:
    """How many blocks wait to be merged: a search reads them all, so a few hundred is the time to merge."""
    return Block.objects.filter(index_id=index_id, bucket=None).count()


def read_waiting(index_id: UUID) -> dict[int, list[Sealed]]:
    """All that waits, still sealed, by segment and in the order in which it was said. One query."""
    rows = Block.objects.filter(index_id=index_id, bucket=None).order_by("id").values_list("segment", "forgotten", "blob")
    found: dict[int, list[Sealed]] = {}
    for segment, forgotten, blob in in_bytes(rows):
        found.setdefault(segment, []).append((forgotten, blob))
    return found


def open_waiting(index: OpenIndex, segment: int, blocks: Iterable[Sealed]) -> Waiting:
    """What waits in a segment, opened.

    :raises Unreadable: a block was changed or moved.
    """
    waiting = Waiting()
    for forgotten, blob in blocks:
        if forgotten is not None:
            waiting.forget(forgotten % CASES)
        else:
            waiting.add(from_bytes(index.open(blob, segment=segment, bucket=None, generation=0)))
    return waiting


def merged_segments(index_id: UUID) -> set[int]:
    """The segments that have buckets. One query; to be asked after `read_waiting`, or a merge in between is missed."""
    return set(Segment.objects.filter(index_id=index_id, generation__gt=0).values_list("number", flat=True))


def read_buckets(index: OpenIndex, index_id: UUID, wanted: Collection[int]) -> dict[int, bytes]:
    """These buckets, opened, by their number through all segments. One query.

    :raises Unreadable: one was changed, moved or taken away.
    """
    found: dict[int, bytes] = {}
    if not wanted:
        return found
    rows = Block.objects.filter(index_id=index_id, bucket__in=wanted).values_list("bucket", "generation", "blob")
    for bucket, generation, blob in in_bytes(rows):
        segment, number = divmod(bucket, BUCKETS)
        found[bucket] = index.open(blob, segment=segment, bucket=number, generation=generation)
    if len(found) < len(wanted):
        raise Unreadable
    return found


def in_bytes(rows: QuerySet) -> Iterable[tuple]:
    """The rows of a query, on PostgreSQL three times as fast: Django's cursor has it send blobs as text, twice as long."""
    connection = connections[rows.db]
    if connection.vendor != "postgresql":
        return rows
    from psycopg import Cursor

    statement, values = rows.query.get_compiler(rows.db).as_sql()
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(statement, values, binary=True).fetchall()
