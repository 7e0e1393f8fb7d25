"""A real browser before a real server: one instance for all these tests, with its people, served by the command line."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import people
from tests.instances import Instance, new_instance, served

# A browser that is asked nothing by its maker, and asks nothing of it.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
# Invented, and declared outside the package, as somebody's own would be.
SIXTH = Path(__file__).resolve().parents[1] / "sixth"
# A machine that does more than this test is no fault of a page.
expect.set_options(timeout=15_000)
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@dataclass
class House:
    """A served instance, and who can sign in to it."""

    address: str
    folder: Path
    secrets: dict[str, str]
    used: dict[str, str] = field(default_factory=dict)

    def code(self, figure: people.Figure) -> str:
        """The six digits of somebody's second factor. A code opens once: who used it a moment ago waits for the next."""
        # Not before: this file is read before Django is started.
        from gehoor.domain.accounts.second_factor import current_code
        from gehoor.foundation.clock import now

        while (code := current_code(self.secrets[figure.username], at=now())) == self.used.get(figure.username):
            time.sleep(0.25)
        self.used[figure.username] = code
        return code


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """Founded, joined by the cast, served."""
    with a_house(new_instance(tmp_path_factory.mktemp("browser") / "house")) as founded:
        yield founded


@pytest.fixture(scope="session")
def full_house(tmp_path_factory):
    """A house of two services, one of them nobody's, with one of everything; and the references of its cases, by service."""
    instance = new_instance(tmp_path_factory.mktemp("full") / "house", services=("kg", "doelwind"), declared=SIXTH)
    with a_house(instance) as founded:
        yield founded, json.loads(_in_process("tests.browser.everything", instance))


@contextmanager
def a_house(instance: Instance) -> Iterator[House]:
    """This instance with the cast in all of its teams, served until the block ends."""
    joined = _in_process("tests.browser.joining", instance)
    with served(instance) as server:
        yield House(address=server.address, folder=instance.folder, secrets=json.loads(joined))


def _in_process(module: str, instance: Instance) -> str:
    """What a program of these tests prints, in a process of its own: settings are read once."""
    done = subprocess.run([sys.executable, "-m", module, str(instance.folder)], capture_output=True, text=True, check=False,
                          env={**os.environ, "GEHOOR_DATA": str(instance.folder)})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=os.environ.get("GEHOOR_CHROMIUM") or "/usr/bin/chromium", args=QUIET)
        yield started
        started.close()


def a_page(browser: Browser, house: House, *, javascript: bool = True, viewport=NARROW, language: str = "nl-BE") -> Page:
    """A page of somebody who was never here; every address outside this house is noted and answered with nothing."""
    context = browser.new_context(viewport=viewport, locale=language, java_script_enabled=javascript)
    context.outside = []

    def answer(route):
        if route.request.url.startswith(house.address):
            route.continue_()
        else:
            context.outside.append(route.request.url)
            route.fulfill(status=200, content_type="text/html", body="<title>Elders</title><h1>Elders</h1>")

    context.route("**/*", answer)
    return context.new_page()


@pytest.fixture
def phone(browser, house):
    """A phone of 320 pixels, without JavaScript: what everybody outside must be able to use."""
    page = a_page(browser, house, javascript=False)
    yield page
    page.context.close()


@pytest.fixture
def desk(browser, house):
    """The screen of somebody who works here."""
    page = a_page(browser, house, viewport=WIDE)
    yield page
    page.context.close()


def sign_in(page: Page, house: House, figure: people.Figure) -> None:
    """Name, passphrase, second factor."""
    page.goto(f"{house.address}/werk/")
    page.get_by_label("Naam", exact=True).fill(figure.username)
    page.get_by_label("Wachtwoord").fill(people.PASSPHRASE)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Code").fill(house.code(figure))
    page.get_by_role("button", name="Aanmelden").click()


def begin(page: Page, house: House, door: str = "vraag") -> None:
    """Through the door of an audience, past the limit of confidentiality, to the first question."""
    page.goto(f"{house.address}/{door}/start")
    go_on(page)


def leave(page: Page, house: House) -> None:
    """Leave as the exit link does, and open the closed page again as somebody who comes back on purpose."""
    page.context.request.get(f"{house.address}/exit", max_redirects=0)
    page.goto(f"{house.address}/again")


def tell(page: Page, story: str) -> None:
    """Tell a story and nothing else but what must be answered, as far as the page where it can be checked."""
    stayed = 0
    while "/check" not in page.url:
        box, here = page.locator("textarea[name=story]"), page.url
        if box.count():
            box.fill(story)
        if stayed:
            for choice in page.locator("fieldset:has(input[type=radio])").all():
                choice.locator("input").first.check()
        go_on(page)
        stayed = stayed + 1 if page.url == here else 0
        assert stayed < 3, f"can't get past {here}"


def go_on(page: Page) -> None:
    """On to the next page, past an answer that ends there too; waits until it is whole: a click returns while it is coming in."""
    further = page.locator("main form button[name=go][value=next]:not([aria-hidden=true])")
    (further if further.count() else page.locator("main form button.button")).first.click()
    page.wait_for_load_state("load")


def send(page: Page) -> str:
    """Send it; the seven words of the receipt."""
    page.get_by_role("button", name="Verstuur").click()
    return the_words(page)


def the_words(page: Page) -> str:
    """The seven words of the receipt on the page."""
    words = page.locator(".words li")
    expect(words).to_have_count(7)
    return " ".join(words.all_inner_texts())


def come_back(page: Page, house: House, words: str) -> None:
    """Come back with a receipt."""
    page.goto(f"{house.address}/back/")
    page.locator("main form input.input, main form textarea").first.fill(words)
    go_on(page)
