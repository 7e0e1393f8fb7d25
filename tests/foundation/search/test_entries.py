import numpy as np

from gehoor.foundation.search.entries import CASES, Waiting, codes_of, entries, from_bytes, places_of, to_bytes

CODE, OTHER = (2047 << 32) + 0xFFFF_FFFF, 5


def test_an_entry_holds_its_term_and_its_place():
    made = entries([CODE, OTHER], CASES - 1)
    assert codes_of(made).tolist() == [CODE, OTHER]
    assert places_of(made).tolist() == [CASES - 1] * 2


def test_entries_survive_being_bytes_with_padding_behind_them():
    made = entries([CODE, OTHER], 7)
    assert np.array_equal(from_bytes(to_bytes(made) + bytes(100)), made)
    assert len(from_bytes(to_bytes(entries([], 7)) + bytes(100))) == 0


def test_what_is_said_is_added_in_the_order_of_the_buckets():
    waiting = Waiting()
    waiting.add(entries([CODE, OTHER], 3))
    waiting.add(entries([CODE], 2))
    assert codes_of(waiting.change().added).tolist() == [OTHER, CODE, CODE]
    assert places_of(waiting.change(CODE).added).tolist() == [2, 3]


def test_forgetting_takes_what_was_said_before_and_leaves_what_is_said_after():
    waiting = Waiting()
    waiting.add(entries([CODE], 3))
    waiting.add(entries([CODE], 4))
    waiting.forget(3)
    waiting.add(entries([OTHER], 3))
    change = waiting.change()
    assert change.gone.tolist() == [3]
    assert sorted(places_of(change.added).tolist()) == [3, 4]
    assert places_of(waiting.change(CODE).added).tolist() == [4]
    assert places_of(waiting.change(OTHER).added).tolist() == [3]


def test_what_waits_may_be_asked_about_in_between():
    waiting = Waiting()
    waiting.add(entries([CODE], 3))
    assert len(waiting.change().added) == 1
    waiting.forget(3)
    assert len(waiting.change().added) == 0
    waiting.add(entries([CODE], 3))
    assert len(waiting.change().added) == 1


def test_nothing_waiting_changes_nothing():
    assert not Waiting().change().is_something
