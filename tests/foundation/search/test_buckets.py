import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.foundation.search.buckets import LONGEST_LIST, by_bucket, changed, mask, pack, unpack
from gehoor.foundation.search.entries import BUCKETS, CASES, PLACE_BITS, TAG_BITS, Waiting, codes_of, entries

tags = st.sampled_from([0, 1, 77, (1 << TAG_BITS) - 1])
stands = st.dictionaries(tags, st.sets(st.integers(0, CASES - 1), min_size=1, max_size=20), max_size=4)
NOTHING = np.empty(0, np.uint64)


def postings(stands):
    return np.array(sorted(tag << PLACE_BITS | place for tag, held in stands.items() for place in held), np.uint64)


def places(packed, tag):
    stands = mask(packed, tag)
    return [] if stands is None else np.flatnonzero(stands).tolist()


def as_sets(some):
    found = {}
    for posting in some.tolist():
        found.setdefault(posting >> PLACE_BITS, set()).add(posting & CASES - 1)
    return found


@given(stands, st.sets(tags), st.integers(0, CASES - 1 - LONGEST_LIST))
def test_a_bucket_survives_packing_and_tells_where_a_tag_stands(stands, frequent, start):
    stands = {tag: held | set(range(start, start + LONGEST_LIST)) if tag in frequent else held for tag, held in stands.items()}
    packed = pack(postings(stands)) + bytes(13)
    assert as_sets(unpack(packed)) == stands
    for tag in (0, 1, 2, 77, (1 << TAG_BITS) - 1):
        assert places(packed, tag) == sorted(stands.get(tag, ()))


def test_a_word_of_every_case_takes_a_bit_a_case():
    assert len(pack(postings({9: set(range(CASES))}))) < CASES // 8 + 20


def test_an_empty_bucket_is_a_bucket():
    assert len(unpack(pack(NOTHING))) == 0
    assert mask(pack(NOTHING), 5) is None
    assert len(unpack(bytes(4))) == 0


@given(stands, stands, st.sets(st.integers(0, CASES - 1), max_size=3))
def test_a_change_is_first_loss_then_gain(before, added, gone):
    waiting = Waiting()
    for place in gone:
        waiting.forget(place)
    for tag, held in added.items():
        for place in held:
            waiting.add(entries([tag], place))
    naive = {tag: (before.get(tag, set()) - gone) | added.get(tag, set()) for tag in before | added}
    assert as_sets(changed(postings(before), waiting.change())) == {tag: held for tag, held in naive.items() if held}


words = st.sampled_from([0, 1, 5 << TAG_BITS, (5 << TAG_BITS) + 9, (BUCKETS << TAG_BITS) - 1])
happenings = st.tuples(st.sampled_from([0, 1, 77, CASES - 1]), st.sets(words))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(happenings, max_size=8), min_size=1, max_size=4))
def test_folding_bit_by_bit_is_the_same_as_keeping_a_plain_list(merges):
    packed, naive = {}, {}
    for happened in merges:
        waiting = Waiting()
        for place, said in happened:
            if said:
                waiting.add(entries(sorted(said), place))
                naive.setdefault(place, set()).update(said)
            else:
                waiting.forget(place)
                naive.pop(place, None)
        for number, part in enumerate(by_bucket(waiting.change())):
            if part.is_something and (number in packed or len(part.added)):
                packed[number] = pack(changed(unpack(packed.get(number, bytes(4))), part))
    for code in (0, 1, 5 << TAG_BITS, (5 << TAG_BITS) + 9, (BUCKETS << TAG_BITS) - 1):
        bucket, tag = divmod(code, 1 << TAG_BITS)
        stands = places(packed.get(bucket, bytes(4)), tag)
        assert stands == sorted(place for place, known in naive.items() if code in known)


@given(st.sets(st.integers(0, (BUCKETS << TAG_BITS) - 1), max_size=40))
def test_a_change_is_cut_into_buckets(codes):
    waiting = Waiting()
    waiting.add(entries(sorted(codes), 3))
    parts = by_bucket(waiting.change())
    assert len(parts) == BUCKETS
    cut = {number: set(codes_of(part.added).tolist()) for number, part in enumerate(parts) if part.is_something}
    assert set().union(*cut.values()) == codes
    assert all(code >> TAG_BITS == number for number, held in cut.items() for code in held)
