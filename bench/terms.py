"""How long the clock takes to compute the terms of every running case anew, once a day and after a new holiday.

Run as `python -m bench.terms CASES`, a process of its own, because settings are read once a process. It makes an instance in a folder of
its own, with so many running cases that came in over sixty days, of which every third has a point under a law of its own. It prints
seconds of the clock and of the processor: first with the ends of all of them kept wrong, as after a holiday that meets every term, then
with nothing new, as on any other day.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

SERVICE = "kg"
DAYS = 60
POINT_OF = "be.vl.bestuursdecreet.klacht"
EVERY = 3
BATCH = 10_000


def measure(cases: int) -> None:
    """Make the cases and print a row for each of both."""
    from bench import machine
    from gehoor.domain.cases.models import Case
    from gehoor.foundation.clock import now
    from gehoor.journeys.terms_are_computed import terms_are_computed_anew

    at = now()
    fill(cases, at)
    running = Case.objects.filter(closed_at=None).count()
    print(f"{machine.told()}\n\n| {running:,} running cases | ends that moved | seconds | processor seconds |")
    print("|---|---|---|---|")
    # All of them keep the end of the case that they are like, so that the first time nearly every end is another.
    _row("every end is another", lambda: terms_are_computed_anew(at=at))
    _row("nothing is new", lambda: terms_are_computed_anew(at=at))


def fill(cases: int, at) -> None:
    """Cases like one that came in through its journey, spread over the days before."""
    from bench.bulk import Table
    from bench.making import _a_report
    from gehoor.domain.cases.models import Item
    from gehoor.foundation.action import journey
    from gehoor.foundation.ids import new_id

    like = _a_report(at)
    like.refresh_from_db()
    point = Item(case=like, number=1, regime=POINT_OF, added_at=at, received_at=at, compartment_id=like.compartment_id, sealed=b"")
    table, points = Table(like), Table(point)
    for start in range(0, cases, BATCH):
        for number in range(start, min(start + BATCH, cases)):
            came = like.opened_at - timedelta(days=number % DAYS, minutes=number % 997)
            case_id = new_id()
            table.add(id=case_id, reference=f"T-{number}", ordinal=1_000_000 + number, opened_at=came, stage_entered_at=came,
                      last_heard_at=came, last_word_at=came)
            if number % EVERY == 0:
                points.add(id=new_id(), case_id=case_id, received_at=came)
        with journey("bench.made", at=at):
            table.write()
            points.write()


def _row(what: str, do: Callable[[], int]) -> None:
    began, worked = time.perf_counter(), time.process_time()
    moved = do()
    print(f"| {what} | {moved:,} | {time.perf_counter() - began:.1f} | {time.process_time() - worked:.1f} |", flush=True)


def main() -> None:
    """Make an instance for this, and measure in it."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="gehoor-bench-") as folder:
        from tests.instances import new_instance

        instance = new_instance(Path(folder) / "house", services=(SERVICE,))
        os.environ.pop("GEHOOR_ARGON2_FAST", None)
        from gehoor.interfaces.cli.boot import open_instance

        open_instance(instance.folder)
        measure(cases)


if __name__ == "__main__":
    main()
