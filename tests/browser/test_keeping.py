"""Nothing typed is lost: the browser's own Back, a second click on send, a page left open in another tab."""

from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import a_page, begin, go_on, tell
from tests.visitor import Visitor

STORY = "Ik typte dit en koos toen Terug van de browser."


@pytest.fixture
def modern(browser, house):
    page = a_page(browser, house)
    yield page
    page.context.close()


def test_the_browsers_own_back_loses_nothing(modern, house):
    begin(modern, house)
    modern.locator("textarea[name=story]").fill("Eerst dit.")
    go_on(modern)
    expect(modern.locator("textarea[name=story]")).to_have_count(0)
    modern.go_back()
    modern.locator("textarea[name=story]").fill(STORY)
    modern.goto(f"{house.address}/vraag/")
    modern.go_back()
    for _look in range(5):
        if modern.locator("textarea[name=story]").input_value() == STORY:
            break
        modern.reload()  # what was typed travels beside the new page, and may arrive a moment later
    expect(modern.locator("textarea[name=story]")).to_have_value(STORY)


def test_two_clicks_at_once_give_one_receipt(phone, house):
    begin(phone, house)
    tell(phone, "Ik klikte twee keer.")
    cookie = phone.context.cookies()[0]
    shown = []

    def click():
        visitor = Visitor(house.address)
        visitor.cookies = {cookie["name"]: cookie["value"]}
        shown.append(visitor.send(check, {}).words())
        visitor.close()

    reading = Visitor(house.address)
    reading.cookies = {cookie["name"]: cookie["value"]}
    check = reading.get(phone.url.removeprefix(house.address))
    reading.close()
    clicks = [Thread(target=click) for _click in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(set(shown)) == 1 and len(shown[0].split()) == 7


def test_a_first_visit_weighs_at_most_twenty_kilobytes_and_asks_nobody_else(browser, house):
    for path in ("/", "/vraag/", "/samen/"):
        page = a_page(browser, house)
        wire, weights = page.context.new_cdp_session(page), []
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda told, weights=weights: weights.append(told["encodedDataLength"]))
        page.goto(house.address + path)
        page.wait_for_load_state("networkidle")
        assert sum(weights) <= 20_000, path
        assert page.context.outside == []
        page.context.close()
