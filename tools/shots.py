"""Takes the pictures of the README and of docs/pictures/ from a fresh demo, in the system's Chromium. Run by `make shots`.

Pictures show invented people only, and are taken anew whenever the pages change: nothing in them is drawn by hand.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from gehoor.interfaces.demo.houses import example_houses
from tools.system import CHROMIUM, install_missing

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1280, "height": 860}
# Five houses are made one after another, their people with them.
MADE_WITHIN = 900
WORKER = "Noor"


@contextmanager
def a_demo() -> Iterator[str]:
    """The whole demo, on free ports; gives the address of its start page once every house answers."""
    folder, port = tempfile.mkdtemp(prefix="gehoor-shots-"), _free_ports()
    command = [sys.executable, "-m", "gehoor", "demo", "--port", str(port), "--data", folder]
    demo = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    try:
        for place, _house in enumerate(example_houses(), start=1):
            _wait_for(f"http://localhost:{port + place}/")
        yield f"http://localhost:{port}"
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def take_all(browser: Browser, start: str) -> None:
    """Every picture, in the order of the path."""
    desk = _page(browser, DESK)
    desk.goto(start)
    _take(desk, "start")
    walked = next(house.code for house in example_houses() if house.about.get("begins"))
    doors = {code: desk.locator(f'.door[data-theme="{code}"] a').first.get_attribute("href")
             for code in (house.code for house in example_houses())}
    example = re.match(r"https?://[^/]+", doors[walked])[0]
    overview = _page(browser, DESK, scale=0.75)
    overview.goto(start)
    _take(overview.locator(".door").first.locator(".."), "services")
    _sign_in(desk, start, example)
    desk.goto(f"{example}/werk/list/?view=team")
    _take(desk, "worklist")
    desk.locator("a.ref").first.click()
    _take(desk, "case")
    desk.goto(f"{example}/werk/list/?view=mine")
    case = next(one for one in desk.eval_on_selector_all("a.ref", "found => found.map(one => one.href)") if _has_points(desk, one))
    desk.goto(case)
    _take(desk, "points")
    desk.goto(f"{example}/werk/day/")
    _take(desk, "day")
    desk.goto(f"{example}/werk/figures/")
    _take(desk, "figures")
    phone = _page(browser, PHONE)
    phone.goto(doors[walked])
    _take(phone, "tell")
    phone.goto(doors[next(code for code in doors if code != walked)])
    _take(phone, "tell-elsewhere")


def _has_points(page: Page, address: str) -> bool:
    """Whether a case is more points than one story."""
    return 'id="points"' in page.request.get(address).text()


def _sign_in(page: Page, start: str, example: str) -> None:
    """With the passphrase that the start page shows, and the digits that a demo shows where they are asked."""
    page.goto(start)
    passphrase = page.locator("strong.nowrap:not(.num)").first.inner_text()
    page.goto(f"{example}/werk/sign-in/")
    page.get_by_label("Naam", exact=True).fill(WORKER.lower())
    page.get_by_label("Wachtwoord").fill(passphrase)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Code").fill(page.locator("main strong").first.inner_text())
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_text("Nu vergrendelen").wait_for()


def _page(browser: Browser, size: dict, *, scale: float = 1.5) -> Page:
    return browser.new_context(viewport=size, device_scale_factor=scale, locale="nl-BE", color_scheme="light").new_page()


def _take(shown: Page | Locator, name: str) -> None:
    taken = Image.open(BytesIO(shown.screenshot()))
    # A palette of 256 colours shows these flat pages as they are, at a third of the size.
    taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    print(f"docs/pictures/{name}.png")


def _wait_for(address: str) -> None:
    until = time.monotonic() + MADE_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"The demo did not answer at {address} within {MADE_WITHIN} seconds.")


def _free_ports() -> int:
    """A port that is free, and so are the few after it."""
    for first in range(8800, 9800, 10):
        if all(_is_free(first + number) for number in range(7)):
            return first
    raise SystemExit("No free ports were found between 8800 and 9800.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def main() -> int:
    """Take all pictures.

    :returns: 1 when there is no Chromium and it may not be installed.
    """
    if install_missing([CHROMIUM]):
        print(f"Chromium is missing: apt-get install {CHROMIUM.package}")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with a_demo() as start, sync_playwright() as playwright:
        # Chromium's own sandbox doesn't start as root.
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=as_root)
        take_all(browser, start)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
