"""Taking in reports: only the last step (check and send), in a steady stream and in a burst."""

import threading
import time
from dataclasses import dataclass, field

from bench.machine import percentile
from tests.instances import Served
from tests.visitor import Form, Page, Visitor

STORY = "Ik mag niet meer naar mijn school. Ze zeggen dat ik gevochten heb maar ik stond er alleen bij. " * 8
DOOR = "/vraag/start"


@dataclass
class Sent:
    """What a run of sending came to."""

    clients: int
    sent: int
    failed: int
    seconds: float
    times: list[float] = field(default_factory=list)

    @property
    def a_second(self) -> float:
        return self.sent / self.seconds

    def row(self) -> str:
        return (f"| {self.clients} | {self.a_second:.0f} | {percentile(self.times, 0.5):.0f} | {percentile(self.times, 0.95):.0f} | "
                f"{self.sent} | {self.failed} |")


def prepared(address: str) -> tuple[Visitor, Page, Form]:
    """A browser that stands before the button that sends."""
    visitor = Visitor(address)
    page = visitor.send(visitor.get(DOOR), button=("go", "new"))
    page = visitor.send(page, {"story": STORY}, form=page.form("story"), button=("go", "next"))
    page = visitor.get(page.path.rpartition("/")[0] + "/check")
    return visitor, page, page.form()


def stream(served: Served, *, clients: int, reports: int) -> Sent:
    """So many clients send one report after the other; each was written beforehand."""
    lines = [[prepared(served.address) for _report in range(reports // clients)] for _client in range(clients)]
    return _send_all(clients, lines)


def burst(served: Served, *, reports: int, within: float) -> Sent:
    """So many reports, each by another browser, pressed within that many seconds."""
    ready = [prepared(served.address) for _report in range(reports)]
    return _send_all(reports, [[one] for one in ready], apart=within / reports)


def _send_all(clients: int, lines: list, *, apart: float = 0) -> Sent:
    sent = Sent(clients, 0, 0, 0)
    lock, gate = threading.Lock(), threading.Barrier(len(lines) + 1)

    def press(line: list, wait: float) -> None:
        gate.wait()
        time.sleep(wait)
        for visitor, page, form in line:
            values = form.values({})
            began = time.perf_counter()
            try:
                answer = visitor.once("POST", page.path, "&".join(f"{name}={value}" for name, value in values).encode(),
                                      {"Content-Type": "application/x-www-form-urlencoded"})
                is_taken = answer.status == 302 and answer.headers["location"].endswith("/receipt")
            except OSError:
                is_taken = False
            took = time.perf_counter() - began
            with lock:
                sent.times.append(took)
                sent.sent += is_taken
                sent.failed += not is_taken

    threads = [threading.Thread(target=press, args=(line, number * apart)) for number, line in enumerate(lines)]
    for one in threads:
        one.start()
    gate.wait()
    began = time.perf_counter()
    for one in threads:
        one.join()
    sent.seconds = time.perf_counter() - began
    for line in lines:
        for visitor, _page, _form in line:
            visitor.close()
    return sent
