"""A day at the desk by keyboard, and a screen that locks itself: nothing typed is lost, and no key does anything while somebody types."""

import re

import pytest
from playwright.sync_api import expect

from tests import people
from tests.browser.conftest import WIDE, a_page, begin, send, sign_in, tell

CASE, ANSWER = re.compile(r"/werk/case/[^/]+/$"), re.compile(r"/do/answer/$")


def come_in(browser, house, figure):
    """Somebody at their desk."""
    desk = a_page(browser, house, viewport=WIDE)
    sign_in(desk, house, figure)
    desk.wait_for_url("**/day/**")
    desk.goto(f"{house.address}/werk/list/")
    return desk


@pytest.fixture(scope="module")
def inside(browser, house):
    """Noor's cookies of a day on which she signed in once."""
    desk = come_in(browser, house, people.NOOR)
    yield desk.context.cookies()
    desk.context.close()


@pytest.fixture
def reported(browser, house):
    """A report that nobody has."""
    phone = a_page(browser, house)
    begin(phone, house)
    tell(phone, people.AMIRS_STORY)
    send(phone)
    phone.context.close()


@pytest.fixture
def noor(browser, house, inside, reported):
    desk = a_page(browser, house, viewport=WIDE)
    desk.context.add_cookies(inside)
    desk.goto(f"{house.address}/werk/list/")
    yield desk
    desk.context.close()


@pytest.fixture
def ilias(browser, house, reported):
    """Somebody whose keys go, and come back."""
    desk = come_in(browser, house, people.ILIAS)
    yield desk
    desk.context.close()


def press(desk, *keys: str) -> None:
    for key in keys:
        desk.keyboard.press(key)


def test_a_new_report_is_read_said_and_answered_without_a_mouse(noor):
    press(noor, "g", "n")
    noor.wait_for_url("**/list/?view=nobody")
    press(noor, "j", "Enter")
    noor.wait_for_url(CASE)
    press(noor, "e")
    noor.wait_for_url("**/do/read/")
    expect(noor.locator("#story .voice").first).to_be_visible()
    noor.get_by_label("Hoofdthema").select_option(index=1)
    noor.get_by_label("Samenvatting").fill("Geschorst zonder gesprek.")
    press(noor, "Tab")
    press(noor, "Enter")
    noor.wait_for_url(CASE)
    expect(noor.get_by_role("status").filter(has_text="Bewaard")).to_be_visible()
    expect(noor.get_by_text("Geschorst zonder gesprek.")).to_be_visible()
    press(noor, "a")
    noor.keyboard.type("n g l ? j: dit is tekst")
    assert noor.locator("#m").input_value() == "n g l ? j: dit is tekst"
    assert CASE.search(noor.url)


def test_keys_lead_nowhere_from_a_form_that_was_changed(noor):
    press(noor, "n")
    noor.wait_for_url("**/register/")
    # The usual channel stands chosen already.
    noor.get_by_label("Brief", exact=True).check()
    noor.locator("h1").click()
    press(noor, "g", "l")
    noor.wait_for_timeout(300)
    assert noor.url.endswith("/register/")


def test_the_keys_are_shown_and_can_be_switched_off(noor, house):
    press(noor, "?")
    expect(noor.get_by_role("dialog")).to_contain_text("volgende zaak")
    noor.get_by_role("dialog").get_by_label("Sneltoetsen staan aan").uncheck()
    press(noor, "Escape")
    press(noor, "n")
    press(noor, "?")
    noor.wait_for_timeout(300)
    assert "/list/" in noor.url
    expect(noor.get_by_role("dialog")).to_be_hidden()
    noor.goto(f"{house.address}/werk/keys/")
    noor.locator(".desk").get_by_label("Sneltoetsen staan aan").check()
    press(noor, "g", "l")
    noor.wait_for_url("**/list/")


def test_the_keys_stand_on_a_page_of_their_own_without_javascript(browser, house, inside):
    desk = a_page(browser, house, viewport=WIDE, javascript=False)
    desk.context.add_cookies(inside)
    desk.goto(f"{house.address}/werk/list/")
    desk.get_by_role("link", name="Toetsen").click()
    expect(desk.locator("main .keys__lists").first).to_contain_text("schrijf aan de melder")
    expect(desk.locator(".desk").get_by_label("Sneltoetsen staan aan")).to_be_hidden()
    desk.context.close()


def test_what_was_typed_when_somebody_locks_stands_there_again(ilias):
    press(ilias, "g", "n")
    ilias.wait_for_url("**/list/?view=nobody")
    press(ilias, "j", "Enter")
    ilias.wait_for_url(CASE)
    ilias.locator("#m").fill("Dag, dit typte ik nog.")
    ilias.get_by_role("button", name="Nu vergrendelen").click()
    ilias.wait_for_url("**/unlock/**")
    ilias.get_by_label("Wachtwoord").fill(people.PASSPHRASE)
    ilias.get_by_role("button", name="Ontgrendel").click()
    ilias.wait_for_url(ANSWER)
    expect(ilias.get_by_role("textbox", name="Bericht")).to_have_value("Dag, dit typte ik nog.")


def test_a_screen_at_rest_locks_itself_says_so_before_and_keeps_what_was_typed(ilias):
    ilias.clock.install()
    ilias.goto(ilias.url.split("?")[0] + "?view=nobody")
    press(ilias, "j", "Enter")
    ilias.wait_for_url(CASE)
    ilias.locator("#m").fill("Half geschreven")
    rest = int(ilias.locator("#lock").get_attribute("data-idle"))
    ilias.clock.run_for((rest - 30) * 1000)
    expect(ilias.locator("#locks-soon")).to_contain_text("vergrendelt over een minuut")
    press(ilias, "Shift")
    expect(ilias.locator("#locks-soon")).to_be_hidden()
    ilias.clock.run_for((rest + 10) * 1000)
    ilias.wait_for_url("**/unlock/**")
    ilias.get_by_label("Wachtwoord").fill(people.PASSPHRASE)
    ilias.get_by_role("button", name="Ontgrendel").click()
    ilias.wait_for_url(ANSWER)
    expect(ilias.get_by_role("textbox", name="Bericht")).to_have_value("Half geschreven")
