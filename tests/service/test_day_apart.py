"""The work of the day in a process of its own, as with many cases: pages answer beside it, and it never outlives who started it."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.instances import served
from tests.service.instance import an_instance

WITHIN = 20
ALWAYS_APART = {"GEHOOR_CASES_IN_THE_CLOCK": -1}


def at_work(folder: Path) -> list[int]:
    """The processes that are at the work of the day of this instance."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            typed = one.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"gehoor.interfaces.timers" in typed and str(folder / "day.lock").encode() in typed:
            found.append(int(one.parent.name))
    return found


def until(is_so: Callable[[], object]) -> object:
    """What is so, as soon as it is."""
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(0.02)
    raise AssertionError("it didn't come to that")


@pytest.fixture
def instance(tmp_path):
    return an_instance(tmp_path / "house")


def test_killed_at_its_work_it_is_told_and_pages_answer_all_the_while(instance):
    with served(instance, **ALWAYS_APART) as running:
        [process] = until(lambda: at_work(instance.folder))
        assert os.getpriority(os.PRIO_PROCESS, process) >= os.getpriority(os.PRIO_PROCESS, running.process.pid)
        assert httpx.get(running.address).status_code == 200
        os.kill(process, signal.SIGKILL)
        until(lambda: "the work of the day ended with -9" in running.log.read_text())
        assert at_work(instance.folder) == []
        assert httpx.get(running.address).status_code == 200


@pytest.fixture
def at_it(instance):
    """Starts the process as the clock does."""
    started = []

    def start() -> subprocess.Popen:
        environment = {**os.environ, "GEHOOR_DATA": str(instance.folder), "DJANGO_SETTINGS_MODULE": "gehoor.wiring.settings"}
        started.append(subprocess.Popen([sys.executable, "-m", "gehoor.interfaces.timers", instance.folder / "day.lock"],
                                        stdin=subprocess.PIPE, env=environment))
        return started[-1]

    yield start
    for one in started:
        one.stdin.close()
        one.wait(timeout=WITHIN)


def test_it_does_its_work_and_ends(at_it):
    assert at_it().wait(timeout=WITHIN) == 0


def test_another_that_is_at_it_is_left_alone(instance, at_it):
    with (instance.folder / "day.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert at_it().wait(timeout=WITHIN) == 2


def test_it_ends_when_nobody_waits_for_it(at_it):
    process = at_it()
    process.stdin.close()
    assert process.wait(timeout=WITHIN) == 1


def test_it_ends_with_a_server_that_is_killed(instance):
    with served(instance, **ALWAYS_APART) as running:
        until(lambda: at_work(instance.folder))
        running.process.kill()
        running.process.wait(timeout=WITHIN)
        until(lambda: not at_work(instance.folder))
