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

    def each_day(self, *, at):
        self.append("day")

    def clock(self, lock, *, cases=0, **how):
        return TimerLoop(lock, each_time=self.each_time, each_hour=self.each_hour, each_day=self.each_day, how_much=lambda: cases, **how)


class Elsewhere:
    """A process that works until it is told how it ended."""

    def __init__(self):
        self.locks, self.status, self.stopped = [], None, False

    def __call__(self, lock):
        self.locks.append(lock.name)
        self.status = None
        return self

    def ended(self):
        return self.status

    def stop(self):
        self.stopped = True


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
    assert [one for one in told if one != "day"] == ["tick", "hour", "tick", "tick", "tick", "hour", "tick"]


@pytest.mark.django_db
def test_the_work_of_a_day_is_done_once_a_day_and_by_the_clock_itself_where_there_is_little(tmp_path):
    told = Told()
    clock = told.clock(tmp_path / "lock", cases=3, apart=None)
    for hours in (0, 2, 12, 14, 38):
        clock._tick(at=NOON + timedelta(hours=hours))
    assert told.count("day") == 3
    assert told[:3] == ["tick", "hour", "day"]


@pytest.mark.django_db
def test_much_work_of_a_day_is_done_elsewhere_once_while_the_clock_goes_on(tmp_path):
    told, elsewhere = Told(), Elsewhere()
    clock = told.clock(tmp_path / "lock", cases=100_000, apart=elsewhere)
    for minutes in (0, 1, 90):
        clock._tick(at=NOON + timedelta(minutes=minutes))
    assert elsewhere.locks == ["day.lock"], "it is still at it"
    elsewhere.status = 0
    for hours in (2, 4, 12):
        clock._tick(at=NOON + timedelta(hours=hours))
    assert elsewhere.locks == ["day.lock"]
    clock._tick(at=NOON + timedelta(hours=14))
    assert len(elsewhere.locks) == 2, "another day"
    assert told.count("tick") == 7
    assert "day" not in told


@pytest.mark.django_db
def test_work_of_a_day_that_was_killed_is_told_and_begun_again_within_the_hour(tmp_path, caplog):
    told, elsewhere = Told(), Elsewhere()
    clock = told.clock(tmp_path / "lock", cases=100_000, apart=elsewhere)
    clock._tick(at=NOON)
    elsewhere.status = -9
    clock._tick(at=NOON + timedelta(minutes=1))
    assert "the work of the day ended with -9" in caplog.text
    assert len(elsewhere.locks) == 1
    clock._tick(at=NOON + timedelta(minutes=61))
    assert len(elsewhere.locks) == 2


@pytest.mark.django_db
def test_a_clock_that_cannot_count_its_cases_goes_on(tmp_path, caplog):
    told = Told()
    clock = told.clock(tmp_path / "lock")
    clock._how_much = None
    clock._tick(at=NOON)
    clock._tick(at=NOON + timedelta(minutes=1))
    assert told == ["tick", "hour", "tick"]
    assert "TypeError" in caplog.text


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
