"""axe over every public page: WCAG 2.2 AA rules, at 320 and 1280 pixels, with and without JavaScript. Of staff: test_staff_pages.py."""

from pathlib import Path

import axe_playwright_python

from tests.browser.conftest import NARROW, WIDE, a_page, begin, come_back, go_on, send

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
# Only what is wrong is told: everything that is right besides takes as long to tell as to find.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
         "preload": False, "resultTypes": ["violations"], "elementRef": False}
PATHS = ("/", "/vraag/", "/samen/", "/beroep/", "/vraag/start", "/back/", "/back/lost", "/about/privacy", "/about/accessibility",
         "/about/expectations", "/vraag/about/privacy", "/vraag/about/expectations", "/nergens")


def found_by_axe(page) -> list[str]:
    """What is wrong with the page as it stands, each with the first place of it. Axe must be in the page."""
    found = page.evaluate("rules => axe.run(document, rules).then(it => it.violations.map(one => [one.id, one.nodes[0].html]))", RULES)
    return [f"{rule}: {html[:140]}" for rule, html in found]


def scrolls_sideways(page) -> bool:
    """Whether something on it is wider than it."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def faults(page) -> list[str]:
    """What is wrong with the page as it stands, on a phone and on a wide screen."""
    # A click returns once the new page has begun: without its stylesheet everything on it is too small to touch.
    page.wait_for_load_state("load")
    page.evaluate(AXE)
    told = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        where = f"{page.url} at {size['width']}"
        told += [f"{where}: {fault}" for fault in found_by_axe(page)]
        if scrolls_sideways(page):
            told.append(f"{where} scrolls sideways")
    return told


def test_public_pages(browser, house):
    page = a_page(browser, house, viewport=NARROW)
    told = []
    for path in PATHS:
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
    assert not told, "\n".join(told)


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
