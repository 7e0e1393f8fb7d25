from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.search.entries import CASES
from gehoor.foundation.search.find import Counted, count_capped, find
from gehoor.foundation.search.models import Block
from gehoor.foundation.vault.primitives import random_key
from tests.foundation.search.cases import Index
from tests.people import AMIRS_STORY

pytestmark = pytest.mark.django_db

WORDS = ["amir", "school", "schoolreis", "moeder", "vader", "pleeggezin", "2024", "een"]
ordinals = st.sampled_from([0, 1, 2, 300, CASES - 1, CASES, CASES + 1])
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
happenings = st.one_of(
    st.tuples(st.sampled_from(["remember", "remember_anew"]), ordinals, texts),
    st.tuples(st.just("forget"), ordinals),
)
questions = st.lists(st.sampled_from([*WORDS, "scho*", "schoolr*", "niets"]), min_size=1, max_size=3).map(" ".join)


def _let_happen(index, happened):
    for what, *told in happened:
        getattr(index, what)(*told)


@settings(max_examples=40, deadline=None)
@given(st.lists(happenings, max_size=14), st.lists(questions, min_size=3, max_size=6))
def test_what_waits_is_found_as_in_a_plain_list(happened, asked):
    index = Index()
    _let_happen(index, happened)
    for query in asked:
        assert index.find(query) == index.ought_to_find(query)


@settings(max_examples=2, deadline=None)
@given(
    st.lists(happenings, min_size=6, max_size=12), st.integers(1, 5), st.lists(happenings, min_size=2, max_size=6),
    st.lists(questions, min_size=4, max_size=8),
)
def test_merging_in_between_changes_nothing_that_is_found(before, limit, after, asked):
    index = Index()
    _let_happen(index, before)
    index.merge(limit=limit)
    _let_happen(index, after)
    for query in asked:
        assert index.find(query) == index.ought_to_find(query)
    index.merge_all()
    for query in asked:
        assert index.find(query) == index.ought_to_find(query)


def test_the_words_of_a_story_find_it_and_others_do_not():
    index = Index()
    index.remember(7, AMIRS_STORY)
    assert index.find("School gevochten") == [7]
    assert index.find("gevo* NIEMAND") == [7]
    assert index.find("school zwembad") == []
    assert index.find("") == index.find("? a") == []


def test_the_newest_come_first_and_a_page_goes_on_where_the_last_one_ended():
    index = Index()
    index.remember_many(dict.fromkeys(range(0, 7 * CASES, CASES // 2), "gehoor"))
    index.merge()
    everything = index.find("gehoor")
    assert everything == sorted(index.naive, reverse=True)
    assert index.find("gehoor", before=everything[5]) == everything[6:]
    assert index.find("gehoor", before=0) == []


def test_no_more_is_read_than_is_asked_for(django_assert_max_num_queries):
    index = Index()
    index.remember_many({number * CASES + 3: "school" for number in range(12)})
    with django_assert_max_num_queries(4, using="keys"):
        assert len(list(islice(find(query="school", **index.opened), 1))) == 1
    with django_assert_max_num_queries(12, using="keys"):
        assert len(index.find("school")) == 12


def test_another_index_is_another_world():
    index, other = Index(), Index()
    index.remember(7, "amir")
    other.remember(8, "amir")
    index.merge_all()
    assert index.find("amir") == [7]
    assert other.find("amir") == [8]


def test_a_wrong_key_is_refused():
    index = Index()
    index.remember(7, "amir")
    thief = Index(index_id=index.index_id, key=random_key())
    with pytest.raises(Unreadable):
        thief.find("amir")
    index.merge_all()
    with pytest.raises(Unreadable):
        thief.find("amir")


@pytest.mark.parametrize("is_merged", [False, True])
def test_a_block_that_was_changed_is_refused(is_merged):
    index = Index()
    index.remember(7, "amir")
    if is_merged:
        index.merge_all()
    for block in Block.objects.filter(index_id=index.index_id):
        changed = bytearray(block.blob)
        changed[-1] ^= 1
        block.blob = bytes(changed)
        block.save()
    with pytest.raises(Unreadable):
        index.find("amir")


def test_a_bucket_that_was_taken_away_or_put_elsewhere_is_refused():
    index = Index()
    index.remember(7, "amir")
    index.merge_all()
    buckets = Block.objects.filter(index_id=index.index_id)
    one = buckets.first()
    buckets.update(blob=one.blob)
    with pytest.raises(Unreadable):
        index.find("amir school")
    buckets.delete()
    with pytest.raises(Unreadable):
        index.find("amir")


def test_counting_stops_at_its_cap():
    assert count_capped(range(7), cap=10) == Counted(7, False)
    assert count_capped(range(10), cap=10) == Counted(10, False)
    assert count_capped(iter(range(10**12)), cap=10) == Counted(10, True)
    assert count_capped([]) == Counted(0, False)
