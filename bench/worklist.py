"""The pages of who works here, over many cases: the work list in all its views, search, opening a case, and the figures of a year."""

import base64
import hmac
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.machine import percentile, processor_of
from gehoor.domain.cases.places import place_of
from tests.instances import Instance, Served
from tests.people import ILIAS, PASSPHRASE
from tests.visitor import Page, Visitor

VIEWS = ("mine", "nobody", "team", "waiting", "closed")
DEEP_DAYS = 40
WORDS = {"1 word": 1, "2 words": 2, "3 words": 3}


def signed_in(served: Served, instance: Instance) -> Visitor:
    """Ilias, unlocked."""
    visitor = Visitor(served.address)
    page = visitor.get("/werk/sign-in/")
    page = visitor.send(page, {"login": ILIAS.username, "password": PASSPHRASE}, form=page.form("login"))
    page = visitor.send(page, {"code": _six_digits(instance.second_factor)}, form=page.form("code"))
    assert page.path.startswith("/werk/day/"), page.text[:500]
    return visitor


def _six_digits(secret: str) -> str:
    """What an app shows at this moment (RFC 6238)."""
    mac = hmac.digest(base64.b32decode(secret), (int(time.time()) // 30).to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start:start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


class Desk:
    """Asks for pages and notes what they took: on the clock, and of the server's processor."""

    def __init__(self, served: Served, instance: Instance):
        self.visitor, self._pid = signed_in(served, instance), served.process.pid

    def row(self, name: str, ask: Callable[[], tuple[Page, float]], times: int) -> str:
        """A row of a table; `ask` gives a page, and how long it took in seconds."""
        ask()
        worked, took = processor_of(self._pid), []
        for _time in range(times):
            page, seconds = ask()
            took.append(seconds)
            assert page.status == 200, page.text[:500]
        worked = (processor_of(self._pid) - worked) / times * 1000
        return (f"| {name} | {min(took) * 1000:.0f} | {percentile(took, 0.5):.0f} | {percentile(took, 0.95):.0f} | {worked:.0f} | "
                f"{len(page.body) / 1000:.0f} |")

    def get(self, path: str) -> tuple[Page, float]:
        began = time.perf_counter()
        page = self.visitor.get(path)
        return page, time.perf_counter() - began


HEAD = "| page | fastest ms | median ms | p95 ms | processor ms | kB |\n|---|---|---|---|---|---|"


def lists(desk: Desk, *, times: int) -> list[str]:
    """A row for each view of the work list, for a page far down, and for filters."""
    far = place_of(is_urgent=False, due_at=datetime.fromtimestamp(time.time(), UTC) + timedelta(days=DEEP_DAYS), closed_at=None, ordinal=0)
    asked = {f"work list, {view}": f"view={view}" for view in VIEWS}
    asked |= {f"work list, {view}, far down": f"view={view}&after={far}" for view in ("nobody", "team")}
    theme = _first_choice(desk.visitor, "theme")
    asked |= {"work list, team, one theme": f"view=team&theme={theme}", "work list, team, due soon": "view=team&due=soon",
              "work list, team, unread": "view=team&unread=1"}
    return [desk.row(name, lambda query=query: desk.get(f"/werk/list/?{query}"), times) for name, query in asked.items()]


def opening(desk: Desk, reference: str, *, times: int) -> str:
    """A row for a case in which much happened."""
    return desk.row("a case with 50 entries", lambda: desk.get(f"/werk/case/{reference}/"), times)


def searches(desk: Desk, *, times: int) -> list[str]:
    """A row for each number of words: other words each time, as often as words usually are."""
    from bench.search import SEED, Corpus

    corpus, form = Corpus(SEED), desk.visitor.get("/werk/list/?view=mine")

    def ask(number: int) -> tuple[Page, float]:
        words = " ".join(corpus.word(300, 5_000) for _word in range(number))
        began = time.perf_counter()
        return desk.visitor.send(form, {"q": words}, form=form.form("q")), time.perf_counter() - began

    return [desk.row(f"search, {name}", lambda number=number: ask(number), times) for name, number in WORDS.items()]


def figures(desk: Desk, *, times: int) -> str:
    """A row for all tables of the year in which everything was counted."""
    year = datetime.fromtimestamp(time.time(), UTC).year - 1
    return desk.row(f"figures of {year}, all tables", lambda: desk.get(f"/werk/figures/?year={year}"), times)


def _first_choice(visitor: Visitor, name: str) -> str:
    page = visitor.get("/werk/list/").text
    return page.partition(f'<select name="{name}">')[2].split('<option value="')[2].partition('"')[0]
