"""`make bench`: measures intake, journeys, the work list and starting, beside the raw limits, and prints what docs/bench.md keeps.

    python -m bench                 all of it, about five minutes
    python -m bench --cases 1000 --repeat 1

Server and clients share the same processors. Each figure is the best of some rounds, because others may use the machine.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.pop("GEHOOR_ARGON2_FAST", None)

from bench import intake, machine, pages, worklist
from tests.instances import new_instance, served
from tests.visitor import Visitor

CLIENTS = (1, 4, 16)
PARTS = ("starting", "intake", "journeys", "staff")


def main() -> None:
    """Print tables in the order of docs/bench.md."""
    asked = _asked()
    print(f"Before: {machine.told()}\n")
    print("## Raw limits\n\n| what | a second |\n|---|---|")
    argon = [max(machine.argon2_a_second(threads) for _round in range(asked.repeat)) for threads in (1, 2)]
    print(f"| Argon2id of a receipt, 1 thread | {argon[0]:.0f} |\n| Argon2id of a receipt, 2 threads | {argon[1]:.0f} |")
    print(f"| SQLite commits, synchronous=FULL | {max(machine.commits_a_second() for _round in range(asked.repeat)):.0f} |\n")
    with tempfile.TemporaryDirectory(prefix="gehoor-bench-") as folder:
        instance = new_instance(Path(folder, "house"))
        if "starting" in asked.only:
            _starting(instance, asked.repeat)
        with served(instance) as running:
            _warm(running)
            if "intake" in asked.only:
                _intake(running, asked)
            if "journeys" in asked.only:
                _journeys(running, asked)
            print(f"\nMemory of the process afterwards: {machine.memory_of(running.process.pid):.0f} MB")
        if "staff" in asked.only:
            _staff(instance, asked)
    print(f"\nAfter: {machine.told()}")


def _starting(instance, repeat: int) -> None:
    took, memory = [], 0.0
    with served(instance) as running:
        Visitor(running.address).get("/")
    for _round in range(repeat):
        began = time.perf_counter()
        with served(instance) as running:
            visitor = Visitor(running.address)
            visitor.get("/")
            took.append(time.perf_counter() - began)
            visitor.close()
            memory = machine.memory_of(running.process.pid)
    print(f"## Starting\n\nFirst page answered after {min(took):.1f} s; {memory:.0f} MB then.\n")


def _warm(running) -> None:
    intake.stream(running, clients=2, reports=10)


def _intake(running, asked) -> None:
    print("## Intake: the last step\n\n| clients | reports/s | median ms | p95 ms | sent | failed |\n|---|---|---|---|---|---|")
    for clients in CLIENTS:
        rounds = [intake.stream(running, clients=clients, reports=asked.reports) for _round in range(asked.repeat)]
        print(max(rounds, key=lambda one: one.a_second).row())
    rounds = [intake.burst(running, reports=100, within=1.0) for _round in range(asked.repeat)]
    best = max(rounds, key=lambda one: one.a_second)
    print(f"\nA burst of 100 in one second: all answered after {best.seconds:.1f} s, p95 {machine.percentile(best.times, 0.95):.0f} ms, "
          f"{sum(one.failed for one in rounds)} failed in {len(rounds)} bursts.\n")


def _journeys(running, asked) -> None:
    rounds = [pages.journeys(running, clients=4, each=asked.reports // 10) for _round in range(asked.repeat)]
    a_second, times, requests = max(rounds, key=lambda one: one[0])
    print(f"## Whole journeys, 4 clients\n\n{a_second:.1f} reports a second; {requests} requests.\n")
    print("| page | median ms | p95 ms |\n|---|---|---|\n" + "\n".join(pages.table(times)))


def _staff(instance, asked) -> None:
    made = subprocess.run([sys.executable, "-m", "bench.making", str(instance.folder), str(asked.cases)], capture_output=True, text=True,
                          check=False)
    if made.returncode:
        raise SystemExit(made.stderr)
    print(f"\n## Who works here, {asked.cases:,} cases\n\n| page | median ms | p95 ms | kB |\n|---|---|---|---|")
    with served(instance) as running:
        visitor = worklist.signed_in(running, instance)
        print("\n".join(worklist.pages(visitor, made.stdout.strip(), times=asked.times)))
        visitor.close()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000, help="how many cases the work list is measured over")
    parser.add_argument("--reports", type=int, default=160, help="how many reports a round of intake sends")
    parser.add_argument("--repeat", type=int, default=3, help="rounds, of which the best is kept")
    parser.add_argument("--times", type=int, default=40, help="how often each page of staff is asked for")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="which parts to measure")
    return parser.parse_args()


if __name__ == "__main__":
    main()
