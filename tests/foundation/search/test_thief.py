"""What someone learns who took the database and has no key: sizes, and how much is written when."""

import hashlib

import pytest

from gehoor.foundation.search.entries import BUCKETS
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.words import normalise
from tests.foundation.search.cases import Index
from tests.people import AMIRS_STORY

pytestmark = pytest.mark.django_db


def _everything():
    values = [value for row in (*Block.objects.values_list(), *Segment.objects.values_list()) for value in row]
    return b"\0".join(bytes(value) if isinstance(value, bytes | memoryview) else repr(value).encode() for value in values)


@pytest.mark.parametrize("is_merged", [False, True])
def test_no_word_and_no_plain_hash_of_a_word_is_in_the_tables(is_merged):
    index = Index()
    index.remember(7, AMIRS_STORY)
    if is_merged:
        index.merge_all()
    taken = _everything().lower()
    for word in normalise(AMIRS_STORY):
        if len(word) > 3:
            assert word.encode() not in taken
            assert word.encode("utf-16-le") not in taken
        for hashed in (hashlib.sha256, hashlib.blake2b, hashlib.md5):
            assert hashed(word.encode()).digest()[:6] not in taken


def test_a_waiting_block_tells_neither_the_case_nor_how_many_words_it_has():
    index = Index()
    index.remember(7, "amir")
    index.remember(16_000, "emma moeder vader")
    rows = Block.objects.filter(index_id=index.index_id).order_by("id")
    one, other = rows.values("segment", "bucket", "generation", "forgotten", "blob")
    assert len(one.pop("blob")) == len(other.pop("blob"))
    assert one == other


def test_a_merge_writes_every_bucket_anew_so_that_none_stands_out():
    index = Index()
    index.remember(7, AMIRS_STORY)
    index.merge()
    before = _buckets(index)
    index.remember(8, "amir")
    index.merge()
    after = _buckets(index)
    assert len(after) == BUCKETS
    assert not set(before.values()) & set(after.values())
    assert {len(blob) for blob in before.values()} == {len(blob) for blob in after.values()}


def test_the_same_words_look_different_in_another_index_and_at_another_time():
    one, other = Index(), Index()
    for index in (one, other):
        index.remember(7, AMIRS_STORY)
        index.remember(7, AMIRS_STORY)
    blobs = [bytes(blob) for blob in Block.objects.values_list("blob", flat=True)]
    assert len(set(blobs)) == 4


def _buckets(index):
    return {bucket: bytes(blob) for bucket, blob in
            Block.objects.filter(index_id=index.index_id, bucket__isnull=False).values_list("bucket", "blob")}
