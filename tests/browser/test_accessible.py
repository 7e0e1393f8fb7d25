"""axe over every public page: WCAG 2.2 AA rules, at 320 and 1280 pixels, with and without JavaScript. Of staff: test_staff_pages.py."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE, a_page, begin, come_back, go_on, send

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def faults(page) -> list[str]:
    """What axe finds on the page as it stands, and whether it scrolls sideways."""
    # A click returns once the new page has begun: without its stylesheet everything on it is too small to touch.
    page.wait_for_load_state("load")
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:140]}" for one in found]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        told.append(f"{page.url} scrolls sideways")
    return told


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["320", "1280"])
def test_public_pages(browser, house, viewport):
    page = a_page(browser, house, viewport=viewport)
    told = []
    for path in ("/", "/vraag/", "/samen/", "/beroep/", "/vraag/start", "/back/", "/back/lost", "/about/privacy", "/about/accessibility",
                 "/about/expectations", "/vraag/about/privacy", "/vraag/about/expectations", "/nergens"):
        page.goto(house.address + path)
        told += faults(page)
    begin(page, house)
    go_on(page)  # the story is required: the page with its error
    told += faults(page)
    while "/check" not in page.url:
        if page.locator("textarea[name=story]").count():
            page.locator("textarea[name=story]").fill("Verhaal")
        told += faults(page)
        go_on(page)
    told += faults(page)
    words = send(page)
    told += faults(page)
    come_back(page, house, words)
    told += faults(page)
    page.goto(page.url.split("?")[0] + "/stop")
    told += faults(page)
    page.context.close()
    assert told == []


def test_pages_are_the_same_without_javascript(browser, house):
    """What axe sees is what somebody without JavaScript gets: scripts add nothing to a public page but the way out."""
    with_it, without = a_page(browser, house), a_page(browser, house, javascript=False)
    for path in ("/", "/vraag/", "/vraag/start", "/back/"):
        with_it.goto(house.address + path)
        without.goto(house.address + path)
        assert with_it.locator("main").inner_text() == without.locator("main").inner_text()
    with_it.context.close()
    without.context.close()


def test_everything_can_be_reached_by_keyboard_and_is_seen_to_be(browser, house):
    page = a_page(browser, house, viewport=WIDE)
    page.goto(f"{house.address}/vraag/")
    reached = set()
    for _press in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("""() => {
            const at = document.activeElement, style = getComputedStyle(at);
            const name = at.getAttribute('href') || at.textContent;
            return at === document.body ? '' : `${at.tagName} ${name} ${parseFloat(style.outlineWidth) > 0}`;
        }"""))
    links = page.locator("a[href], button").count()
    assert len({one for one in reached if one}) >= links - 5
    assert not [one for one in reached if one.endswith("false")]
    page.context.close()
