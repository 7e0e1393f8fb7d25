"""Leaving at once: by link without JavaScript, by Shift three times with it; afterwards neither Back nor the history tells."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import a_page, begin, go_on

STORY = "Dit mag niemand op dit toestel nog zien."


def told_half(page, house) -> None:
    begin(page, house)
    page.locator("textarea[name=story]").fill(STORY)
    go_on(page)


def test_the_link_works_without_javascript_and_ends_the_session(phone, house):
    told_half(phone, house)
    phone.locator("a.exit, .exit a").first.click()
    expect(phone.locator("h1")).to_have_text("Elders")
    phone.goto(f"{house.address}/tell/1/verhaal")
    assert STORY not in phone.content()
    assert not [cookie for cookie in phone.context.cookies() if STORY in cookie["value"]]


@pytest.fixture
def modern(browser, house):
    page = a_page(browser, house)
    yield page
    page.context.close()


def test_shift_three_times_leaves_and_replaces_the_page(modern, house):
    told_half(modern, house)
    modern.wait_for_load_state()
    for _press in range(3):
        modern.keyboard.press("Shift")
    expect(modern.locator("h1")).to_have_text("Elders")
    modern.go_back()
    modern.wait_for_load_state()
    assert STORY not in modern.content()


def test_other_keys_between_do_not_leave(modern, house):
    begin(modern, house)
    modern.locator("textarea[name=story]").focus()
    for key in ("Shift", "a", "Shift", "b", "Shift"):
        modern.keyboard.press(key)
    expect(modern.locator("textarea[name=story]")).to_be_visible()


def test_after_leaving_no_form_holds_what_was_typed(modern, house):
    begin(modern, house)
    modern.locator("textarea[name=story]").fill(STORY)
    modern.locator("a.exit, .exit a").first.click()
    expect(modern.locator("h1")).to_have_text("Elders")
    modern.go_back()
    modern.wait_for_load_state()
    assert STORY not in modern.content()
    assert all(STORY not in box.input_value() for box in modern.locator("textarea").all())


def test_titles_addresses_and_icon_of_a_childs_pages_tell_nothing(modern, house):
    telling = ("klacht", "recht", "geweld", "misbruik", "mishandeling", "hulp", "kind", "krc", "gehoor")
    for path in ("/vraag/", "/vraag/start", "/back/", "/back/lost"):
        modern.goto(house.address + path)
        said = f"{modern.title()} {path}".lower()
        assert not [word for word in telling if word in said], said


def test_nothing_is_left_on_the_device_but_one_session_cookie(modern, house):
    told_half(modern, house)
    cookies = modern.context.cookies()
    assert len(cookies) == 1 and cookies[0]["expires"] == -1 and cookies[0]["httpOnly"]
    assert modern.evaluate("localStorage.length + sessionStorage.length") == 0
    assert modern.evaluate("navigator.serviceWorker ? navigator.serviceWorker.getRegistrations().then(all => all.length) : 0") == 0
