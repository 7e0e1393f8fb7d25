"""Calls the journeys that time starts, every few seconds, in a thread of `gehoor serve`.

Of several processes of one instance only the one that holds the lock does it; another takes over when that one ends.
"""

import fcntl
import logging
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from django.db import close_old_connections, connections

from gehoor.foundation.clock import now
from gehoor.journeys.time_is_up import an_hour_passes, the_clock_ticks

EVERY_SECONDS = 3.0
AN_HOUR = timedelta(hours=1)

log = logging.getLogger(__name__)


class TimerLoop:
    """A thread that ticks until it is stopped. What fails once is told, and tried again at its next turn."""

    def __init__(self, lock: Path, *, every: float = EVERY_SECONDS, each_time: Callable = the_clock_ticks,
                 each_hour: Callable = an_hour_passes):
        self._lock_path, self._every = lock, every
        self._each_time, self._each_hour = each_time, each_hour
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
            connections.close_all()
            self._let_go()

    def _tick(self, *, at: datetime) -> None:
        do(self._each_time, at=at)
        if self._hour_began is None or at - self._hour_began >= AN_HOUR:
            self._hour_began = at
            do(self._each_hour, at=at)

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


def do(story: Callable, *, at: datetime) -> None:
    """Let one story happen. A fault is logged by its kind and place: its own words could hold what somebody told us."""
    close_old_connections()
    try:
        story(at=at)
    except Exception as fault:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        log.error("%s failed: %s in %s line %s", story.__name__, type(fault).__name__, place.name, place.lineno)
    close_old_connections()
