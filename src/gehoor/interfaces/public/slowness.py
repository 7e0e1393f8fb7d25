"""Slower and slower, never locked: how long an attempt with a receipt waits, by how many wrong ones there were lately.

One counter for everybody, in memory, that halves every half minute: no address is looked at, so everybody waits a little while
somebody guesses. A right receipt waits as long as a wrong one. The wait itself is done at the door (`wiring/asgi.py`).
"""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

HEADER = "X-Gehoor-Delay-Ms"
HALVES_IN_SECONDS = 30
LONGEST_MS = 8_000
FREE, STEP_MS = 3, 250


@dataclass
class Slowness:
    """Wrong attempts lately, counted so that old ones fade."""

    _wrong: float = 0
    _since: float = 0
    _lock: Lock = field(default_factory=Lock)

    def after(self, *, wrong: bool, at: datetime) -> int:
        """Note one attempt; how many milliseconds its answer waits."""
        moment = at.timestamp()
        with self._lock:
            lasted = max(moment - self._since, 0)
            self._wrong *= 0.5 ** (lasted / HALVES_IN_SECONDS)
            self._since = moment
            waits = min(LONGEST_MS, int(max(self._wrong - FREE, 0) * STEP_MS))
            self._wrong += wrong
            return waits


OF_THIS_PROCESS = Slowness()
