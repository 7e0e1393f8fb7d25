"""Calls the journeys that time starts, every few seconds, in a thread of `gehoor serve`.

Of several processes of one instance only the one that holds the lock does it; another takes over when that one ends. The work of the
day is done in a process apart where there is much of it, while the clock goes on.
"""

import fcntl
import logging
import os
import threading
import traceback
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TextIO

from django.db import close_old_connections, connections

from gehoor.foundation.clock import now
from gehoor.interfaces.timers.apart import Apart
from gehoor.journeys.time_is_up import a_day_passes, an_hour_passes, how_much_a_day_is, the_clock_ticks

EVERY_SECONDS = 3.0
AN_HOUR = timedelta(hours=1)
# So many running cases take less than a second; a process of its own takes three seconds to start, and as much memory as this one.
FEW = int(os.environ.get("GEHOOR_CASES_IN_THE_CLOCK", "1000"))

log = logging.getLogger(__name__)


class TimerLoop:
    """A thread that ticks until it is stopped. What fails once is told, and tried again at its next turn."""

    def __init__(self, lock: Path, *, every: float = EVERY_SECONDS, each_time: Callable = the_clock_ticks,
                 each_hour: Callable = an_hour_passes, each_day: Callable = a_day_passes,
                 how_much: Callable[[], int] = how_much_a_day_is, apart: Callable = Apart):
        self._lock_path, self._every = lock, every
        self._each_time, self._each_hour, self._each_day = each_time, each_hour, each_day
        self._how_much, self._begin_apart = how_much, apart
        self._apart: Apart | None = None
        self._day_done: date | None = None
        self._day_began: datetime | None = None
        self._held: TextIO | None = None
        self._hour_began: datetime | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="timers", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let the tick under way end, and leave the lock to another process. Harmless when it never started."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        else:
            self._let_go()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                if self._ours():
                    self._tick(at=now())
                self._stopping.wait(self._every)
        finally:
            if self._apart:
                self._apart.stop()
            connections.close_all()
            self._let_go()

    def _tick(self, *, at: datetime) -> None:
        do(self._each_time, at=at)
        if self._hour_began is None or at - self._hour_began >= AN_HOUR:
            self._hour_began = at
            do(self._each_hour, at=at)
        do(self._look_after_the_day, at=at)

    def _look_after_the_day(self, *, at: datetime) -> None:
        """Once a day, and once a process: a holiday may have been added since. What failed is tried again an hour later."""
        if self._apart and (ended := self._apart.ended()) is not None:
            self._apart = None
            if ended == 0:
                self._day_done = self._day_began.date()
            else:
                log.error("the work of the day ended with %s; it begins again within the hour", ended)
        is_waiting = self._day_began is not None and at < self._day_began + AN_HOUR
        if self._apart or is_waiting or self._day_done == at.date():
            return
        self._day_began = at
        if self._how_much() > FEW:
            self._apart = self._begin_apart(self._lock_path.with_name("day.lock"))
        elif do(self._each_day, at=at):
            self._day_done = at.date()

    def _ours(self) -> bool:
        if self._held:
            return True
        held = self._lock_path.open("a")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.close()
            return False
        self._held = held
        return True

    def _let_go(self) -> None:
        if self._held:
            self._held.close()
            self._held = None


def do(story: Callable, *, at: datetime) -> bool:
    """Let one story happen, and say whether it did. A fault is logged by its kind and place: its own words could hold what somebody
    told us."""
    close_old_connections()
    try:
        story(at=at)
    except Exception as fault:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        log.error("%s failed: %s in %s line %s", story.__name__, type(fault).__name__, place.name, place.lineno)
        return False
    finally:
        close_old_connections()
    return True
