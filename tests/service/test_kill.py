"""The server is killed while sixteen people send their stories, twenty times. Whoever saw a code has a report.

The clients write down every code they see; afterwards each must open the story of exactly that client. Who saw nothing sends
again, as people do, and must find one report and not two.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPException

from tests.instances import gehoor, served
from tests.service.instance import an_instance
from tests.visitor import Page, Visitor

CLIENTS, KILLS, AHEAD = 16, 20, 2
SEED = 1989
DOORS = ("/vraag/start", "/samen/start")
NO_ANSWER = (OSError, HTTPException)

# Run in a process of its own: codes and stories come in, what doesn't fit goes out.
OPENS_ALL = """
import json, sys, django
django.setup()
from gehoor.domain.conversations.access import the_story
from gehoor.domain.conversations.queries import the_first_contact
from gehoor.foundation.vault.receipts import ReceiptCode, open_receipt
lost = []
for words, story in json.load(sys.stdin):
    code = ReceiptCode.parse(words, ["nl"])
    keyring = open_receipt(code) if code else None
    opened = the_story(keyring) if keyring else None
    said = the_first_contact(opened.case).unsealed(opened.compartment)["answers"] if opened else {}
    if story not in said.values():
        lost.append(words)
json.dump(lost, sys.stdout)
"""


@dataclass
class Client:
    """Somebody who tells one story after the other and keeps the codes on paper."""

    number: int
    told: int = 0
    waiting: list[tuple[Page, str]] = field(default_factory=list)
    paper: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    visitor: Visitor | None = None

    def comes_back(self, address: str) -> None:
        """The same browser, after the server came back: its cookie still stands."""
        cookies = self.visitor.cookies if self.visitor else {}
        self.visitor = Visitor(address)
        self.visitor.cookies = cookies

    def writes(self) -> None:
        """A story, up to the page where it is checked."""
        self.told += 1
        story = f"Dit is verhaal {self.told} van kind {self.number}.{' Niemand luistert.' * (self.told % 40)}"
        page = self.visitor.send(self.visitor.get(DOORS[self.number % len(DOORS)]), button=("go", "new"))
        while not page.form("go").has("story"):
            page = self.visitor.send(page, button=("go", "next"))
        page = self.visitor.send(page, {"story": story}, button=("go", "next"))
        self.waiting.append((self.visitor.get(page.path.rpartition("/")[0] + "/check"), story))

    def sends(self) -> None:
        """Send what was written longest ago, and write down the code. Without an answer it stays waiting."""
        check, story = self.waiting[0]
        page = self.visitor.send(check)
        if words := page.words():
            self.paper.append((words, story))
        else:
            self.wrong.append(f"{page.status} {page.address}: {page.text[:500]}")
        self.waiting.pop(0)


def all_at_once(clients: list[Client], do) -> None:
    """Let every client do something, in a thread each, and wait for all."""
    threads = [threading.Thread(target=do, args=(one,)) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "a client waits for ever"


def a_storm(running, clients: list[Client], chance: random.Random) -> int:
    """Everybody sends at the same time, and goes on telling, until the server is shot. Returns how many codes were seen."""
    before, shot_at = codes_of(clients), chance.randrange(CLIENTS * AHEAD)
    moment, fell = chance.uniform(0, 0.05), threading.Event()

    def send_until_it_falls(client: Client) -> None:
        with suppress(*NO_ANSWER):
            while True:
                while client.waiting:
                    client.sends()
                client.writes()

    def shoot() -> None:
        until = time.monotonic() + 20
        while codes_of(clients) - before < shot_at and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(moment)
        os.kill(running.process.pid, signal.SIGKILL)
        running.process.wait()
        fell.set()

    gun = threading.Thread(target=shoot)
    gun.start()
    all_at_once(clients, send_until_it_falls)
    gun.join()
    assert fell.is_set()
    return codes_of(clients) - before


def codes_of(clients: list[Client]) -> int:
    return sum(len(client.paper) for client in clients)


def test_every_receipt_that_somebody_saw_opens_its_report_after_twenty_kills(tmp_path, capsys):
    instance = an_instance(tmp_path / "house")
    chance, clients = random.Random(SEED), [Client(number) for number in range(CLIENTS)]
    seen = []

    def prepare(client: Client) -> None:
        client.comes_back(running.address)
        while len(client.waiting) < AHEAD:
            client.writes()

    for _kill in range(KILLS):
        with served(instance) as running:
            all_at_once(clients, prepare)
            seen.append(a_storm(running, clients, chance))
            assert "Traceback" not in running.log.read_text()

    def finish(client: Client) -> None:
        client.comes_back(running.address)
        while client.waiting:
            client.sends()
        client.visitor.close()

    with served(instance) as running:
        all_at_once(clients, finish)
        papers = [noted for client in clients for noted in client.paper]
        not_shown = [words for words, story in chance.sample(papers, CLIENTS) if not is_shown(running.address, words, story)]

    lost = opened_by_nobody(instance.folder, papers)
    arrived = how_many_cases(instance.folder)
    with capsys.disabled():
        sys.stdout.write(f"\n{KILLS} kills, {CLIENTS} clients: {sum(seen)} codes seen before a kill ({min(seen)} to {max(seen)} a "
                         f"round), {len(papers)} with those sent again; lost: {len(lost)}; reports kept: {arrived}\n")
    assert [wrong for client in clients for wrong in client.wrong] == []
    assert lost == []
    assert not_shown == []
    assert sum(seen) > KILLS, "hardly anything was sent before the kills: this shows nothing"
    assert len({words for words, _story in papers}) == len(papers), "two people were given the same code"
    assert arrived == len(papers), "a story that was sent twice was taken in twice, or not at all"
    checked = gehoor("doctor", "--data", instance.folder)
    assert checked.returncode == 0, checked.stdout


def is_shown(address: str, words: str, story: str) -> bool:
    """Whether somebody who types the code gets to read that story."""
    visitor = Visitor(address)
    page = visitor.get("/back/")
    page = visitor.send(page, {"code": words}, form=page.form("code"))
    visitor.close()
    return story in page.text


def opened_by_nobody(folder, papers: list) -> list[str]:
    """The codes that don't open the story that belongs to them."""
    environment = {**os.environ, "GEHOOR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "gehoor.wiring.settings"}
    ended = subprocess.run([sys.executable, "-c", OPENS_ALL], input=json.dumps(papers), capture_output=True, text=True, check=False,
                           env=environment, timeout=300)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def how_many_cases(folder) -> int:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return database.execute("select count(*) from cases_case").fetchone()[0]
