"""What the figures were measured on: processors, versions, how busy the machine was, and its raw limits."""

import os
import platform
import sqlite3
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from nacl.pwhash import argon2id

RECEIPT_MEMORY, RECEIPT_PASSES = 19 * 2**20, 2


def told() -> str:
    """The machine in one line, with its load at this moment."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
            f"SQLite {sqlite3.sqlite_version}; load {load}")


def argon2_a_second(threads: int, seconds: float = 2.0) -> float:
    """How many receipts could be derived a second if nothing else were done."""
    made, until = [0] * threads, time.perf_counter() + seconds

    def derive(number: int) -> None:
        while time.perf_counter() < until:
            argon2id.kdf(32, b"seven bytes", bytes(16), opslimit=RECEIPT_PASSES, memlimit=RECEIPT_MEMORY)
            made[number] += 1

    began = time.perf_counter()
    workers = [threading.Thread(target=derive, args=(number,)) for number in range(threads)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    return sum(made) / (time.perf_counter() - began)


def commits_a_second(seconds: float = 2.0) -> float:
    """How many small transactions SQLite puts on this disk a second, as an instance is set (WAL, synchronous=FULL)."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder, "raw.sqlite3"), isolation_level=None)) as raw:
        raw.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE told (words BLOB)")
        count, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            raw.execute("INSERT INTO told VALUES (?)", (bytes(1000),))
            count += 1
        return count / (time.perf_counter() - began)


def memory_of(pid: int) -> float:
    """The resident memory of a process, in MB."""
    said = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in said.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000


def processor_of(pid: int) -> float:
    """The seconds of processor time that a process has had, however busy the machine was."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(times: list[float], part: float) -> float:
    """The value under which that part of the times lies, in milliseconds."""
    return sorted(times)[min(int(len(times) * part), len(times) - 1)] * 1000
