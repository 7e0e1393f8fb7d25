"""Starts the work of the day in a process of its own: with many cases it takes minutes of a processor, which pages need."""

import subprocess
import sys
from pathlib import Path

ENDS_WITHIN = 5


class Apart:
    """That process, for as long as it runs."""

    def __init__(self, lock: Path):
        """:param lock: the file that only one such process of an instance can hold."""
        # It reads the settings from where this process has them, and ends when its input does: also when this process is killed.
        self._process = subprocess.Popen([sys.executable, "-m", "gehoor.interfaces.timers", str(lock)], stdin=subprocess.PIPE,
                                         start_new_session=True)

    def ended(self) -> int | None:
        """Its exit status, once it ended."""
        return self._process.poll()

    def stop(self) -> None:
        """End it, whatever it is at."""
        self._process.stdin.close()
        try:
            self._process.wait(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
