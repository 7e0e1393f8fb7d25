"""Real instances in processes of their own, made and served by the command line: for service and browser tests, and the bench."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.people import ILIAS, PASSPHRASE

STARTS_WITHIN = 30
SERVICE = "krc"


@dataclass
class Instance:
    """A folder that `gehoor init` made, and what it printed once."""

    folder: Path
    sheets: str = field(repr=False, default="")

    @property
    def second_factor(self) -> str:
        """The secret of the first person's app."""
        return re.search(r"secret=([A-Z2-7]+)", self.sheets)[1]


@dataclass
class Served:
    """An instance that is being served."""

    process: subprocess.Popen
    address: str
    log: Path


def gehoor(*typed, **environment) -> subprocess.CompletedProcess:
    """Run a command of the command line to its end, as an operator would."""
    return subprocess.run([sys.executable, "-m", "gehoor", *map(str, typed)], capture_output=True, text=True,
                          env=_environment(environment), timeout=120, check=False, stdin=subprocess.DEVNULL)


def new_instance(folder: Path, *, services=(SERVICE,), declared: Path | None = None, **environment) -> Instance:
    """Make an instance whose first person is Ilias; `declared` files of its own go over those of the package."""
    offered = [part for service in services for part in ("--service", service)] + (["--declared", declared] if declared else [])
    made = gehoor("init", folder, *offered, "--username", ILIAS.username, "--name", ILIAS.name,
                  **{"GEHOOR_PASSPHRASE": PASSPHRASE, **environment})
    assert made.returncode == 0, made.stderr
    return Instance(folder, made.stdout)


@contextmanager
def served(instance: Instance, *options, **environment) -> Iterator[Served]:
    """Serve it on a free port until the block ends; what it says is in `log`."""
    log = instance.folder.with_name(instance.folder.name + ".log")
    with log.open("w") as said:
        process = subprocess.Popen([sys.executable, "-m", "gehoor", "serve", "--data", instance.folder, "--port", "0", *options],
                                   stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=_environment(environment))
    try:
        yield Served(process, _address(process, log), log)
    finally:
        end(process)


def end(process: subprocess.Popen) -> int:
    """End a process that we started as a service manager does; returns its exit status."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


def _address(process: subprocess.Popen, log: Path) -> str:
    """Where it can be reached. It says so when its door is open; the first request waits for the rest."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"^(?:public|staff): (http://[^/\s]+)", log.read_text(), re.MULTILINE):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"it did not start: {log.read_text()[-2000:]}")


def _environment(more: dict) -> dict:
    """Ours without what the tests' own instance says."""
    own = {name: value for name, value in os.environ.items() if name not in ("GEHOOR_DATA", "GEHOOR_SIDE")}
    return own | {name: str(value) for name, value in more.items()}
