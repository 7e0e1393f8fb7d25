"""The examples as running processes: made when missing, started on the next ports, and ended together."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from gehoor.interfaces.demo.houses import ExampleHouse
from gehoor.interfaces.demo.making import PEOPLE, make_instance

READY_WITHIN = 60.0
ENDS_WITHIN = 15.0
AT_ONCE = max(1, min(2, os.cpu_count() or 1))


@dataclass
class Running:
    """One example: where it is kept, on which port it answers, and how far it is."""

    house: ExampleHouse
    folder: Path
    port: int
    state: str = "waiting"
    fault: str = ""
    process: subprocess.Popen | None = None
    secrets: dict[str, str] = field(default_factory=dict)

    def begin(self, *, reset: bool) -> None:
        """Make it when it isn't there, start it, and wait until it answers."""
        try:
            if reset and self.folder.exists():
                shutil.rmtree(self.folder)
            shutil.rmtree(self.folder.with_name(f"{self.folder.name}.new"), ignore_errors=True)
            if not (self.folder / PEOPLE).exists():
                self.state = "being_made"
                make_instance(self.folder, self.house)
            self.secrets = json.loads((self.folder / PEOPLE).read_text(encoding="utf-8"))
            self.state = "starting"
            self._serve()
        except (OSError, RuntimeError, ValueError) as fault:
            self.state, self.fault = "failed", str(fault)

    def end(self) -> None:
        """End its process, and wait for it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _serve(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "gehoor", "serve", "--data", str(self.folder), "--port", str(self.port)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read())
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    self.state = "ready"
                    threading.Thread(target=self._pass_on, daemon=True).start()
                    return
            time.sleep(0.1)
        raise RuntimeError(f"{self.house.code} did not answer within {READY_WITHIN:.0f} seconds")

    def _pass_on(self) -> None:
        for line in self.process.stderr:
            print(f"{self.house.code}: {line}", end="", file=sys.stderr)


def begin_all(running: list[Running], *, reset: bool) -> threading.Thread:
    """Begin them in the background, a few at a time, so that the start page is there at once and shows how far it is."""
    def work() -> None:
        with ThreadPoolExecutor(max_workers=AT_ONCE) as workers:
            list(workers.map(lambda one: one.begin(reset=reset), running))

    thread = threading.Thread(target=work, name="examples", daemon=True)
    thread.start()
    return thread
