import fcntl
import threading
from datetime import UTC, datetime, timedelta

import pytest

from gehoor.interfaces.timers.loop import TimerLoop, do

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)


class Told(list):
    """What happened, in order."""

    def each_time(self, *, at):
        self.append("tick")

    def each_hour(self, *, at):
        self.append("hour")

    def clock(self, lock, **how):
        return TimerLoop(lock, each_time=self.each_time, each_hour=self.each_hour, **how)


@pytest.mark.django_db
def test_a_fault_is_told_by_kind_and_place_and_never_by_its_words(caplog):
    def deliver(*, at):
        raise ValueError("amir@example.org refused")

    do(deliver, at=NOON)
    assert "deliver failed: ValueError" in caplog.text
    assert "amir" not in caplog.text


@pytest.mark.django_db
def test_every_tick_delivers_and_every_hour_sweeps(tmp_path):
    told = Told()
    clock = told.clock(tmp_path / "lock")
    for minutes in (0, 1, 59, 60, 61):
        clock._tick(at=NOON + timedelta(minutes=minutes))
    assert told == ["tick", "hour", "tick", "tick", "tick", "hour", "tick"]


def test_it_ticks_until_it_is_stopped(tmp_path):
    told = Told()
    clock = told.clock(tmp_path / "lock", every=0.001)
    clock.start()
    until = threading.Event()
    for _ in range(2_000):
        if told.count("tick") > 2 or until.wait(0.001):
            break
    clock.stop()
    ticked = len(told)
    until.wait(0.02)
    assert ticked > 2
    assert len(told) == ticked


def test_it_leaves_the_work_to_the_process_that_has_the_lock_and_takes_over_when_that_ends(tmp_path):
    with (tmp_path / "lock").open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        clock = TimerLoop(tmp_path / "lock")
        assert not clock._ours()
    assert clock._ours()
    assert clock._ours()
    clock.stop()


def test_stopping_what_never_started_is_harmless(tmp_path):
    TimerLoop(tmp_path / "lock").stop()
