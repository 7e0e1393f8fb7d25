"""How blocks are read: what waits, what was merged, what a bucket holds. Called by finding and merging; changes nothing."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.search.entries import BUCKETS, CASES, Waiting, from_bytes
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.seals import OpenIndex

KEYS = "keys"

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
    # Written out: with a few hundred numbers the ORM takes longer to think of the statement than the database to answer.
    owner = Block._meta.get_field("index_id").get_db_prep_value(index_id, connections[KEYS])
    statement = f"SELECT bucket, generation, blob FROM {Block._meta.db_table} WHERE index_id = %s AND bucket IN ({{}})"
    for bucket, generation, blob in _fetched(statement.format(", ".join(["%s"] * len(wanted))), [owner, *wanted]):
        segment, number = divmod(bucket, BUCKETS)
        found[bucket] = index.open(blob, segment=segment, bucket=number, generation=generation)
    if len(found) < len(wanted):
        raise Unreadable
    return found


def in_bytes(rows: QuerySet) -> Iterable[tuple]:
    """The rows of a query, with blobs as bytes on the wire."""
    if connections[KEYS].vendor != "postgresql":
        return rows
    return _fetched(*rows.query.get_compiler(KEYS).as_sql())


def _fetched(statement: str, values: Iterable) -> list[tuple]:
    """The rows of a statement. Django's cursor has PostgreSQL send blobs as text, which takes three times as long."""
    connection = connections[KEYS]
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            return cursor.execute(statement, values).fetchall()
    from psycopg import Cursor

    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(statement, values, binary=True).fetchall()
