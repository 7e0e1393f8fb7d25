"""So many at once, so many in line, the others come back later; and a place is always given back."""

import threading
import time

import pytest

from gehoor.foundation.vault.gate import Gate, TooBusy


def test_as_many_pass_as_there_are_places_and_no_more():
    gate = Gate(at_once=2, in_line=0, patience=0)
    with gate.passage(), gate.passage(), pytest.raises(TooBusy), gate.passage():
        pass
    with gate.passage(), gate.passage():
        pass


def test_who_waits_too_long_is_asked_to_come_back():
    gate = Gate(at_once=1, in_line=1, patience=0.01)
    with gate.passage(), pytest.raises(TooBusy), gate.passage():
        pass
    with gate.passage():
        pass


def test_a_fault_inside_gives_the_place_back():
    gate = Gate(at_once=1, in_line=0, patience=0)
    with pytest.raises(KeyError), gate.passage():
        raise KeyError
    with gate.passage():
        pass


def test_never_more_inside_than_allowed():
    gate, inside, most = Gate(at_once=2, in_line=20, patience=10), [], []

    def pass_through():
        with gate.passage():
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.002)
            inside.pop()

    passers = [threading.Thread(target=pass_through) for _ in range(12)]
    for passer in passers:
        passer.start()
    for passer in passers:
        passer.join()
    assert len(most) == 12
    assert max(most) <= 2
