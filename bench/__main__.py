"""`make bench`: measures intake, journeys, the work list and starting, beside the raw limits, and prints what docs/bench.md keeps.

    python -m bench                 all of it, about five minutes
    python -m bench --only staff --cases 10000 100000 --database postgresql
    python -m bench --only staff --cases 1000000 --keep FOLDER       making a million takes half an hour, so keep them

Server and clients share the same processors. Each figure is the best of some rounds, because others may use the machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.pop("GEHOOR_ARGON2_FAST", None)

from bench import intake, machine, pages, worklist
from tests.instances import SERVICE, Instance, gehoor, new_instance, served
from tests.people import ILIAS, PASSPHRASE
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
        if set(asked.only) - {"staff"}:
            _public(Path(folder), asked)
        if "staff" in asked.only:
            _staff(asked.keep or Path(folder), asked)
    print(f"\nAfter: {machine.told()}")


def _public(folder: Path, asked) -> None:
    instance = new_instance(folder / "house")
    if "starting" in asked.only:
        _starting(instance, asked.repeat)
    with served(instance) as running:
        _warm(running)
        if "intake" in asked.only:
            _intake(running, asked)
        if "journeys" in asked.only:
            _journeys(running, asked)
        print(f"\nMemory of the process afterwards: {machine.memory_of(running.process.pid):.0f} MB")


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


def _staff(folder: Path, asked) -> None:
    address = None
    if asked.database == "postgresql":
        from tests.postgres import start_cluster

        address = start_cluster(fsync=True).address
    for cases in asked.cases:
        _with_cases(folder, cases, address, asked)


def _with_cases(folder: Path, cases: int, address, asked) -> None:
    instance, reference = _filled(folder, cases, address)
    for role in ("supervisor", "handler"):
        _make(instance.folder, role)
        print(f"\n## Who works here, {cases:,} cases, {asked.database}, as a {role}\n\n{machine.told()}\n\n{worklist.HEAD}")
        began = time.perf_counter()
        with served(instance) as running:
            Visitor(running.address).get("/")
            started = time.perf_counter() - began
            desk = worklist.Desk(running, instance)
            print("\n".join(worklist.lists(desk, times=asked.times)), flush=True)
            if role == "supervisor":
                print(worklist.opening(desk, reference, times=asked.times))
                print("\n".join(worklist.searches(desk, times=asked.times)))
                print(worklist.figures(desk, times=max(asked.times // 10, 3)))
            desk.visitor.close()
            print(f"\nFirst page answered after {started:.1f} s; {machine.memory_of(running.process.pid):.0f} MB at the end.")
    print(f"\n{machine.told()}")


def _filled(folder: Path, cases: int, address) -> tuple[Instance, str]:
    """An instance with so many cases, and the case that is opened; one that was kept from before is used again."""
    home, known = folder / f"cases-{cases}", folder / f"cases-{cases}.json"
    if known.exists():
        kept = json.loads(known.read_text())
        return Instance(home, kept["sheets"]), kept["reference"]
    name = f"gehoor_{cases}"
    if address:
        _make_databases(address("postgres"), [name, f"{name}_keys", f"{name}_sessions"])
    made = gehoor("init", home, "--service", SERVICE, "--username", ILIAS.username, "--name", ILIAS.name,
                  *(["--database", address(name)] if address else []), GEHOOR_PASSPHRASE=PASSPHRASE)
    if made.returncode:
        raise SystemExit(made.stderr)
    began = time.perf_counter()
    reference = _make(home, str(cases))
    print(f"\n{cases:,} cases were made in {time.perf_counter() - began:,.0f} s.")
    known.write_text(json.dumps({"sheets": made.stdout, "reference": reference}))
    return Instance(home, made.stdout), reference


def _make(home: Path, what: str) -> str:
    made = subprocess.run([sys.executable, "-m", "bench.making", str(home), what], stdout=subprocess.PIPE, text=True, check=False)
    if made.returncode:
        raise SystemExit(made.returncode)
    return made.stdout.strip()


def _make_databases(server: str, names: list[str]) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, nargs="+", default=[10_000], help="over how many cases the pages of staff are measured")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite", help="for the pages of staff")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was made for staff here, or measure what was kept (SQLite)")
    parser.add_argument("--reports", type=int, default=160, help="how many reports a round of intake sends")
    parser.add_argument("--repeat", type=int, default=3, help="rounds, of which the best is kept")
    parser.add_argument("--times", type=int, default=40, help="how often each page of staff is asked for")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="which parts to measure")
    return parser.parse_args()


if __name__ == "__main__":
    main()
