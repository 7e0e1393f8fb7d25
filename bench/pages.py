"""Whole journeys through the public form, every page of it, as a child without JavaScript walks them."""

import threading
import time
from collections import defaultdict

from bench.machine import percentile
from tests.instances import Served
from tests.visitor import Page, Visitor

ANSWERS = {"story": "Niemand heeft iets aan mij gevraagd. Ik wil dat iemand luistert. " * 8}


class Timed(Visitor):
    """Notes how long each page took, redirect and all requests apart."""

    def __init__(self, address: str, times: dict[str, list[float]]):
        super().__init__(address)
        self.times = times

    def once(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None) -> Page:
        began = time.perf_counter()
        page = super().once(method, path, body, headers)
        parts = page.path.strip("/").split("/")
        self.times[f"{method} {parts[-1] or 'first page'}"].append(time.perf_counter() - began)
        return page


def journeys(served: Served, *, clients: int, each: int) -> tuple[float, dict[str, list[float]], int]:
    """Returns reports a second, the times by page, and how many pages and sends were asked for."""
    times: dict[str, list[float]] = defaultdict(list)

    def walk() -> None:
        for _journey in range(each):
            visitor = Timed(served.address, times)
            visitor.get("/")
            visitor.get("/vraag/")
            page = visitor.send(visitor.get("/vraag/start"), button=("go", "new"))
            while not page.path.endswith("/check"):
                form = page.form("go")
                given = {name: answer for name, answer in ANSWERS.items() if form.has(name)}
                page = visitor.send(page, given, form=form, button=("go", "next"))
            page = visitor.send(page)
            assert page.words()
            visitor.close()

    threads = [threading.Thread(target=walk) for _client in range(clients)]
    began = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return clients * each / (time.perf_counter() - began), times, sum(map(len, times.values()))


def table(times: dict[str, list[float]]) -> list[str]:
    """One row a page: median and p95 in milliseconds."""
    return [f"| {page} | {percentile(found, 0.5):.0f} | {percentile(found, 0.95):.0f} |" for page, found in times.items()]
