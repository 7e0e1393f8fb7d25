"""Receipts derived ahead: each handed out once, never more than asked for, never shared between processes."""

import os
import threading
import time
from itertools import count

import pytest

from gehoor.foundation.vault.receipt_pool import ReceiptPool


@pytest.fixture
def pool():
    numbers = count()
    made = ReceiptPool(lambda: next(numbers), size=5)
    yield made
    made.stop()


def filled(pool: ReceiptPool) -> bool:
    """Whether it fills up within a second or two."""
    end = time.monotonic() + 5
    while len(pool) < pool.size and time.monotonic() < end:
        time.sleep(0.001)
    return len(pool) == pool.size


def test_it_fills_up_to_its_size_and_again_after_taking(pool):
    pool.warm()
    assert filled(pool)
    pool.take()
    assert filled(pool)
    time.sleep(0.01)
    assert len(pool) == 5


def test_each_is_handed_out_once(pool):
    taken, lock = [], threading.Lock()

    def take():
        for _ in range(50):
            one = pool.take()
            with lock:
                taken.append(one)

    takers = [threading.Thread(target=take) for _ in range(4)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert len(taken) == len(set(taken)) == 200


def test_an_empty_pool_makes_one_on_the_spot():
    pool = ReceiptPool(lambda: "made", size=0)
    assert pool.take() == "made"
    assert threading.active_count() == len(threading.enumerate())
    assert not any(thread.name == "receipts-ahead" for thread in threading.enumerate())


def test_a_stopped_pool_holds_nothing_and_starts_again(pool):
    pool.warm()
    assert filled(pool)
    pool.stop()
    assert len(pool) == 0
    pool.take()
    assert filled(pool)


def test_a_fault_is_told_to_who_asks_and_the_pool_recovers(caplog):
    is_broken = True

    def prepare():
        if is_broken:
            raise OSError("no secret.key")
        return "made"

    pool = ReceiptPool(prepare, size=1)
    pool.warm()
    # Nothing can be ready, whether the thread beside has failed by now or not.
    with pytest.raises(OSError, match=r"secret\.key"):
        pool.take()
    is_broken = False
    assert pool.take() == "made"
    pool.stop()


def test_its_size_is_that_of_the_settings(settings):
    pool = ReceiptPool(lambda: "made")
    assert pool.size == 0
    settings.GEHOOR_ARGON2_FAST = False
    assert pool.size == 128
    settings.GEHOOR_RECEIPT_POOL = 7
    assert pool.size == 7


def test_a_forked_child_starts_empty(pool):
    pool.warm()
    assert filled(pool)
    pool.stop()
    pool._ready.append("made before")
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, str(len(pool)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    with os.fdopen(read) as said:
        assert said.read() == "0"
    assert len(pool) == 1
