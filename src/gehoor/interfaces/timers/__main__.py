"""The work of the day, in a process of its own, started by `apart`: it lets pages go first and ends with who started it.

Exits with 0 once it is done; with something else where it failed, or where another process of this instance is still at it.
"""

import fcntl
import os
import sys
import threading
from pathlib import Path

# On a machine that is all in use pages get three times as much of a processor.
NICE = 5


def main(lock: Path) -> None:
    """Do it, and nothing else; a fault ends the process, and is told by its kind and place."""
    threading.Thread(target=_end_with_who_started, name="parent", daemon=True).start()
    os.nice(NICE)
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(2)
        import django

        django.setup(set_prefix=False)
        from gehoor.foundation.clock import now
        from gehoor.interfaces.timers.loop import do
        from gehoor.journeys.time_is_up import a_day_passes

        if not do(a_day_passes, at=now()):
            sys.exit(1)


def _end_with_who_started() -> None:
    """Nothing is ever sent: what is read is the end of who started this. What wasn't committed is as if it never began."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
