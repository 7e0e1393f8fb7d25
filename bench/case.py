"""What the page of a case takes: a case with one of each, and one as large as they come (12 people, 20 points, 60 sheets, 300 lines).

Run as `python -m bench.case`, a process of its own, because settings are read once a process. It makes an instance in a folder of its
own, asks for each page with the client of the tests, in turns, and prints milliseconds of the processor beside the number of queries
and how busy the machine was: the clock says more about who else works than about the page.
"""

import gc
import os
import sys
import tempfile
import time
from pathlib import Path

SERVICE = "krc"
TIMES = 40


def measure(times: int) -> None:
    """Make both cases, and print a row for each page."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from bench import machine
    from gehoor.foundation.clock import now
    from tests import make, people
    from tests.big_case import a_big_case
    from tests.desks import Clock, Desk

    house = make.a_house()
    desk = Desk(house, people.NOOR, Clock(now())).sign_in()
    small, big = make.a_report(house).case, a_big_case(house, desk.person)
    pages = {"a case as it came in": f"/werk/case/{small.reference}/", "a large case": f"/werk/case/{big.reference}/",
             "a large case, its whole timeline": f"/werk/case/{big.reference}/?whole=1"}
    queries, took = {}, {name: [] for name in pages}
    for name, page in pages.items():
        desk.page(page)
        with CaptureQueriesContext(connections["default"]) as asked:
            desk.page(page)
        queries[name] = len(asked)
    # As `gehoor serve` does once it is ready.
    gc.collect()
    gc.freeze()
    # In turns, so that whoever else works slows all of them down alike.
    for _time in range(times):
        for name, page in pages.items():
            began = time.process_time()
            desk.page(page)
            took[name].append(time.process_time() - began)
    print(f"{machine.told()}\n\n| page | fastest | median | p95, processor ms | queries of the first database |\n|---|---|---|---|---|")
    for name, times_taken in took.items():
        print(f"| {name} | {min(times_taken) * 1000:.0f} | {machine.percentile(times_taken, 0.5):.0f} "
              f"| {machine.percentile(times_taken, 0.95):.0f} | {queries[name]} |", flush=True)


def main() -> None:
    """Stand up an empty instance with its tables, and measure in it."""
    with tempfile.TemporaryDirectory(prefix="gehoor-bench-") as folder:
        (Path(folder) / "settings.toml").write_text(f'services = ["{SERVICE}"]\nhosts = ["testserver"]\n')
        os.environ |= {"GEHOOR_DATA": folder, "DJANGO_SETTINGS_MODULE": "gehoor.wiring.settings"}
        from gehoor.foundation.vault.secret_key import InstanceSecret

        InstanceSecret.create(Path(folder) / "secret.key")
        import django

        django.setup()
        from django.db import connections

        from gehoor.interfaces.cli.tables import make_tables

        for alias in connections:
            make_tables(alias)
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)


if __name__ == "__main__":
    main()
