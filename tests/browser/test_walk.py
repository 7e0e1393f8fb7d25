"""The whole walk in a real browser: told, receipt, seen, answered, read with the receipt, closed, counted."""

import pytest
from playwright.sync_api import expect

from tests import people
from tests.browser.conftest import begin, come_back, go_on, leave, send, sign_in, tell, the_words


@pytest.mark.parametrize("door", ["vraag", "samen", "beroep"])
def test_every_door_leads_to_a_receipt_without_javascript(phone, house, door):
    begin(phone, house, door)
    for _page in range(20):
        if "/check" in phone.url:
            break
        if phone.locator("textarea[name=story]").count():
            phone.locator("textarea[name=story]").fill("Er klopt iets niet met het busje naar school.")
        for choice in phone.locator("fieldset:has(input[type=radio][name=role])").all():
            choice.locator("input").first.check()
        go_on(phone)
    assert len(send(phone).split()) == 7
    assert phone.context.outside == []


def test_from_told_to_counted(phone, desk, house):
    # told, on a phone without JavaScript; a receipt
    begin(phone, house)
    tell(phone, people.AMIRS_STORY)
    expect(phone.locator("main")).to_contain_text("ik stond er alleen bij")
    words = send(phone)

    # seen: on the work list of a handler, then opened
    sign_in(desk, house, people.NOOR)
    desk.goto(f"{house.address}/werk/list/?view=nobody")
    desk.get_by_role("link", name=max(desk.locator("a.ref").all_inner_texts())).click()
    expect(desk.locator(".voice").first).to_contain_text("ik stond er alleen bij")
    reference = desk.locator("h1").inner_text()

    # taken, classified, answered
    desk.get_by_role("button", name="Neem deze zaak").click()
    desk.get_by_role("link", name="Zeg waarover het gaat").click()
    desk.get_by_label("Hoofdthema").select_option(index=1)
    desk.get_by_role("button", name="Bewaar").click()
    desk.get_by_label("Schrijf aan de melder").fill("Dag. Bedankt dat je dit vertelt.\nWij bellen de school pas als jij ja zegt.")
    desk.get_by_role("button", name="Verstuur", exact=True).click()
    expect(desk.locator(".timeline")).to_contain_text("Bedankt dat je dit vertelt")

    # read with the receipt, on another phone; and written back
    come_back(phone, house, words)
    expect(phone.locator("main")).to_contain_text("Wij bellen de school pas als jij ja zegt.")
    expect(phone.locator("main")).to_contain_text("Noor")
    phone.locator("main textarea").first.fill("Dat is goed voor mij.")
    phone.get_by_role("button", name="Verstuur").first.click()
    expect(phone.locator("main")).to_contain_text("Dat is goed voor mij.")

    # closed: the page says what is missing first, and leads there
    desk.goto(f"{house.address}/werk/case/{reference}/")
    expect(desk.locator(".timeline")).to_contain_text("Dat is goed voor mij.")
    desk.goto(f"{house.address}/werk/case/{reference}/move/take/")
    go_on(desk)
    expect(desk.locator(".moves")).to_contain_text("Eerst nodig")
    desk.goto(f"{house.address}/werk/case/{reference}/sheet/child_heard/")
    desk.locator("input[name=heard][value=yes]").check()
    for name, value in (("heard_on_day", "10"), ("heard_on_month", "3"), ("heard_on_year", "2026")):
        desk.locator(f"input[name={name}]").fill(value)
    desk.locator("input[name=how]").first.check()
    desk.locator("input[name=child_consent]").first.check()
    desk.get_by_role("button", name="Bewaar blad").click()
    expect(desk.locator(".case-head")).to_be_visible()
    assert desk.locator(".error").all_inner_texts() == []
    desk.goto(f"{house.address}/werk/case/{reference}/move/advise/")
    desk.locator("input[name=outcome]").first.check()
    desk.get_by_label("Wat de melder leest").fill("Wij zochten samen wat je kunt doen. Je mag altijd terugkomen.")
    go_on(desk)
    expect(desk.locator(".case-head")).to_contain_text("Gesloten")

    # the reporter reads how it ended
    come_back(phone, house, words)
    expect(phone.locator("main")).not_to_contain_text("Deze code kennen wij niet")

    # counted
    desk.goto(f"{house.address}/werk/figures/")
    expect(desk.locator("main")).to_contain_text("Teleenheid")
    assert phone.context.outside == desk.context.outside == []


def test_a_story_stopped_halfway_goes_on_with_its_receipt(phone, house):
    begin(phone, house)
    phone.locator("textarea[name=story]").fill("Ik begon te vertellen en mijn zus kwam binnen.")
    phone.get_by_role("button", name="Stop nu en ga later verder").click()
    phone.wait_for_load_state("load")
    if not phone.locator(".words").count():
        go_on(phone)
    words = the_words(phone)
    leave(phone, house)
    come_back(phone, house, words)
    seen = phone.locator("main").inner_text() + " ".join(box.input_value() for box in phone.locator("textarea").all())
    assert "mijn zus kwam binnen" in seen


def test_going_back_loses_nothing(phone, house):
    begin(phone, house)
    phone.locator("textarea[name=story]").fill("Dit mag niet weg zijn.")
    go_on(phone)
    phone.get_by_role("button", name="Terug").first.click()
    expect(phone.locator("textarea[name=story]")).to_have_value("Dit mag niet weg zijn.")


def test_two_siblings_on_one_phone_are_kept_apart(phone, house):
    words = []
    for story in ("Dit is het verhaal van de oudste.", "Dit is het verhaal van de jongste."):
        begin(phone, house)
        tell(phone, story)
        words.append(send(phone))
    come_back(phone, house, words[0])
    expect(phone.locator("main")).to_contain_text("de oudste")
    expect(phone.locator("main")).not_to_contain_text("de jongste")
    come_back(phone, house, words[1])
    expect(phone.locator("main")).to_contain_text("de jongste")


def test_a_wrong_code_says_the_same_whatever_is_wrong(phone, house):
    said = set()
    for code in ("een twee drie vier vijf zes zeven", "1234 5678 9012 3456 7890 1234", "zomaar iets"):
        come_back(phone, house, code)
        said.add(phone.locator("[role=alert], .error").first.inner_text())
    assert len(said) == 1
