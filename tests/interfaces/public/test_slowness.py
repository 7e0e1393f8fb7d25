from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from gehoor.interfaces.public.slowness import FREE, LONGEST_MS, Slowness
from tests.make import NOON


def test_the_first_mistakes_wait_for_nothing():
    slowness = Slowness()
    assert [slowness.after(wrong=True, at=NOON) for _try in range(FREE)] == [0] * FREE


def test_every_further_mistake_waits_longer_until_it_waits_longest():
    slowness = Slowness()
    waits = [slowness.after(wrong=True, at=NOON) for _try in range(80)]
    assert waits == sorted(waits)
    assert waits[FREE + 1] > 0
    assert waits[-1] == LONGEST_MS


def test_a_right_code_waits_as_long_as_a_wrong_one():
    guessed, opened = Slowness(), Slowness()
    for _try in range(10):
        guessed.after(wrong=True, at=NOON)
        opened.after(wrong=True, at=NOON)
    assert guessed.after(wrong=True, at=NOON) == opened.after(wrong=False, at=NOON) > 0


def test_it_is_forgotten_when_nobody_guesses():
    slowness = Slowness()
    for _try in range(40):
        slowness.after(wrong=True, at=NOON)
    assert slowness.after(wrong=True, at=NOON + timedelta(minutes=5)) == 0


@given(st.lists(st.tuples(st.booleans(), st.integers(min_value=-5, max_value=3600)), max_size=60))
def test_nobody_is_ever_locked_out(attempts):
    slowness, at = Slowness(), NOON
    for wrong, later in attempts:
        at += timedelta(seconds=later)
        assert 0 <= slowness.after(wrong=wrong, at=at) <= LONGEST_MS
