import pytest
from django.db import connections

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.search.entries import BUCKETS, CASES
from gehoor.foundation.search.merging import DUE, compute, merge_when_due, put
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.reading import blocks_waiting
from tests.foundation.search.cases import Index

pytestmark = pytest.mark.django_db


def _some():
    index = Index()
    for ordinal, text in enumerate(["amir school", "emma school", "amir moeder"]):
        index.remember(ordinal, text)
    return index


def _is_right(index):
    return all(index.find(query) == index.ought_to_find(query) for query in ("amir", "emma", "school", "amir moeder"))


def test_merging_leaves_every_bucket_of_the_segment_and_nothing_that_waits():
    index = _some()
    assert index.merge() == 3
    assert index.merge() == 0
    assert Block.objects.filter(index_id=index.index_id).count() == BUCKETS
    assert _is_right(index)


def test_the_oldest_go_first_and_the_fullest_segment():
    index = _some()
    index.remember(CASES, "amir ver weg")
    assert index.merge(limit=2) == 2
    assert _is_right(index)
    assert index.merge() == 1
    assert index.merge() == 1
    assert _is_right(index)
    assert set(Segment.objects.filter(index_id=index.index_id).values_list("number", "generation")) == {(0, 2), (1, 1)}


def test_a_merge_is_due_when_a_search_would_feel_it():
    index = _some()
    assert merge_when_due(**index.opened) == 0
    Block.objects.bulk_create(
        Block(index_id=index.index_id, segment=0, forgotten=CASES - 1) for _ in range(DUE - 3)
    )
    assert merge_when_due(**index.opened) == DUE
    assert _is_right(index)


def test_of_two_merges_at_once_one_wins_and_nothing_is_lost_or_doubled():
    index = _some()
    one, other = compute(**index.opened), compute(**index.opened)
    index.remember(3, "amir kwam later")
    assert put(one)
    assert not put(other)
    assert _is_right(index)
    assert blocks_waiting(index_id=index.index_id) == 1
    one, other = compute(**index.opened), compute(**index.opened)
    assert put(other)
    assert not put(one)
    index.remember(4, "emma")
    assert _is_right(index)
    assert index.merge() == 1
    assert _is_right(index)


def test_a_damaged_index_keeps_nobody_from_working(caplog):
    index = _some()
    index.merge()
    Block.objects.filter(index_id=index.index_id, bucket=5).delete()
    Block.objects.bulk_create(Block(index_id=index.index_id, segment=0, forgotten=7) for _ in range(DUE))
    assert merge_when_due(**index.opened) == 0
    assert str(index.index_id) in caplog.text
    assert blocks_waiting(index_id=index.index_id) == DUE


class _Killed(BaseException):
    """The process ended here."""


def _kill_at(number):
    """End it at this statement of the transaction; what takes the transaction back is the database's own doing."""
    left = [number]

    def execute(run, sql, params, many, context):
        if "SAVEPOINT" not in sql:
            left[0] -= 1
            if left[0] == -1:
                raise _Killed
        return run(sql, params, many, context)

    return execute


def test_a_merge_that_is_killed_anywhere_leaves_the_index_as_it_was():
    index = _some()
    index.merge()
    index.remember(5, "amir school moeder")
    index.forget(1)
    computed, number = compute(**index.opened), 0
    while True:
        try:
            with connections["keys"].execute_wrapper(_kill_at(number)):
                assert put(computed)
            break
        except _Killed:
            assert _is_right(index)
            assert blocks_waiting(index_id=index.index_id) == 2
            number += 1
    assert number >= 4
    assert _is_right(index)
    assert blocks_waiting(index_id=index.index_id) == 0


def test_an_index_that_was_tampered_with_is_not_merged():
    index = _some()
    index.merge()
    index.remember(3, "amir")
    Block.objects.filter(index_id=index.index_id, bucket=5).delete()
    with pytest.raises(Unreadable):
        index.merge()
    assert blocks_waiting(index_id=index.index_id) == 1
    Block.objects.filter(index_id=index.index_id, bucket__lt=9).update(generation=7)
    with pytest.raises(Unreadable):
        index.merge()


def test_forgotten_cases_leave_the_buckets():
    index = _some()
    index.merge()
    index.forget(0)
    index.merge()
    # Reading the buckets without what was forgotten: only a bucket can still say that case 0 was there.
    assert index.find("amir") == [2]
    assert blocks_waiting(index_id=index.index_id) == 0
