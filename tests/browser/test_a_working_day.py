"""A day of a handler and a day of a supervisor, from signing in to the last decision, in a service that works under a decree."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import people
from tests.browser.conftest import WIDE, a_page, begin, come_back, send, sign_in, tell
from tests.browser.filling import WORDS, fill_in, keep
from tests.instances import gehoor

# The house with one of everything takes longer to make than to look at: it is made once, by whoever takes these tests.
pytestmark = pytest.mark.xdist_group("full house")
STORY = "De opvang laat onze dochter elke middag alleen in de gang zitten. Niemand wil met ons praten."
LETTER = "Beste directie, wij hoorden dat een kind alleen in de gang zit. Klopt dat?"
CASE = re.compile(r"/werk/case/[^/]+/$")


def reach(page: Page, name: str, *, role: str = "link") -> None:
    """Go there with Tab alone, and be seen to be there."""
    wanted = page.get_by_role(role, name=name).first.element_handle()
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement === wanted", wanted):
            assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth) > 0")
            return
    raise AssertionError(f"Tab never came to {name}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def needed(page: Page, step: str) -> list[str]:
    """Where the page leads for what a step still needs, in its order."""
    row = page.locator(".moves > li", has=page.locator(".no", has_text=step))
    return [one.get_attribute("href") for one in row.locator("a").all()]


def told_by_a_parent(browser, house) -> str:
    """The words of a receipt."""
    phone = a_page(browser, house, javascript=False)
    begin(phone, house, "ouder")
    tell(phone, STORY)
    words = send(phone)
    phone.context.close()
    return words


def at_a_desk(browser, house, figure) -> Page:
    page = a_page(browser, house, viewport=WIDE)
    sign_in(page, house, figure)
    page.wait_for_load_state("load")
    return page


def test_a_day_of_a_handler(browser, full_house):
    house, _references = full_house
    words = told_by_a_parent(browser, house)
    desk = at_a_desk(browser, house, people.NOOR)

    # the day: what is urgent, what falls due, who waits, who heard nothing for long; a colleague who is away is covered
    desk.wait_for_url("**/day/**")
    day = desk.locator("main")
    for heading in ("Dringend", "Jouw taken", "Schreef na het einde", "je vervangt Lien"):
        expect(day).to_contain_text(heading)

    # with the keys alone: what they are, the new case, taken, its first reading, a question to who told it
    press(desk, "?")
    expect(desk.get_by_role("dialog")).to_contain_text("eerste lezing")
    press(desk, "Escape", "g", "l")
    desk.wait_for_url("**/list/")
    press(desk, "g", "n")
    desk.wait_for_url("**view=nobody")
    reference = max(one for one in desk.locator("a.ref").all_inner_texts() if one.startswith("KG"))
    press(desk, "/")
    desk.keyboard.type(reference)
    press(desk, "Enter")
    desk.wait_for_load_state("load")
    if not CASE.search(desk.url):
        press(desk, "j", "Enter")
    desk.wait_for_url(f"**/case/{reference}/")
    expect(desk.locator(".voice").first).to_contain_text("alleen in de gang")
    reach(desk, "Neem deze zaak", role="button")
    press(desk, "Enter")
    desk.wait_for_load_state("load")
    expect(desk.locator(".case-head")).to_contain_text("Noor")
    press(desk, "a")
    desk.keyboard.type("Dag. Hoe oud is je dochter, en welke opvang is het?")
    reach(desk, "Verstuur als vraag", role="button")
    press(desk, "Enter")
    desk.wait_for_load_state("load")
    expect(desk.locator(".timeline")).to_contain_text("welke opvang is het?")

    # the page says what admitting needs and leads there, one decision after the other; the rest is asked on the page of the step
    case = f"{house.address}/werk/case/{reference}/"
    desk.get_by_role("button", name="Neem in behandeling").click()
    desk.wait_for_load_state("load")
    for step in ("Bekijk de ontvankelijkheid", "Neem in onderzoek"):
        for _need in range(14):
            if not (addresses := needed(desk, step)):
                break
            desk.goto(house.address + addresses[0])
            if "/respondent/" in addresses[0]:
                # A rule: it is in no list, and nobody's name.
                desk.locator("[name=kind][value=rule]").check()
                desk.locator("[name=words]").fill(WORDS)
            else:
                fill_in(desk)
            keep(desk)
            assert desk.locator(".error").all_inner_texts() == [], desk.url
            desk.goto(case)
        desk.locator(".moves .button", has_text=step).click()
        desk.wait_for_load_state("load")
        # What the step still asks stands on its own page.
        if not CASE.search(desk.url):
            # Nobody gave a name: that is an answer too, and it shuts nobody out.
            for unknown in desk.locator("[name$=_known][value=no]").all():
                unknown.check()
            # No child is in danger: otherwise the case could not be closed as solved.
            for danger in desk.locator("[name$=danger][value=no]").all():
                danger.check()
            fill_in(desk)
            keep(desk)
    expect(desk.locator(".stages .now")).to_have_text("Onderzoek")

    # a point with three tests and a finding
    desk.goto(f"{case}do/item/")
    fill_in(desk, words="Alleen in de gang, elke middag")
    keep(desk)
    for test in ("law", "treaty", "norms"):
        desk.goto(f"{case}do/test/{test}/")
        desk.locator("main form summary").first.click()
        fill_in(desk, judgement="not_kept")
        keep(desk)
        expect(desk).to_have_url(CASE)
    desk.goto(f"{case}do/find/1/")
    fill_in(desk)
    keep(desk)
    expect(desk.locator(".table--points")).to_contain_text("Gegrond")

    # a letter without consent: refused in words, nothing typed lost; then consent, and it leaves
    desk.goto(f"{case}do/send_out/")
    fill_in(desk, kind="letter")
    keep(desk)
    expect(desk.locator("main")).to_contain_text("Nog nodig:")
    letter = desk.get_by_role("link", name="Noteer wat iemand zegt").first.get_attribute("href").replace("/agree_for/", "/sent/")
    desk.goto(house.address + letter)
    desk.locator("main textarea").first.fill(LETTER)
    keep(desk)
    expect(desk.get_by_role("alert")).to_contain_text("toestemming")
    expect(desk.locator("main textarea").first).to_have_value(LETTER)
    desk.goto(f"{case}consents/")
    for number in range(6):
        if desk.get_by_role("link", name="Het vertrekt").count():
            break
        desk.get_by_role("link", name="Noteer wat iemand zegt").first.click()
        desk.wait_for_load_state("load")
        asked = desk.locator("[name=party]").nth(number)
        asked.check()
        is_child = "kind of jongere" in asked.locator("xpath=..").inner_text()
        fill_in(desk, answer="given", capacity="child" if is_child else "reporter")
        keep(desk)
    desk.get_by_role("link", name="Het vertrekt").click()
    desk.wait_for_load_state("load")
    expect(desk.locator("main textarea").first).to_have_value(LETTER)
    keep(desk)
    expect(desk.locator("main")).to_contain_text("vertrokken")

    # a term is extended, with its reasons; the page counts on from there
    desk.goto(f"{case}do/extend_term/answer/")
    # The letter that left stands there to be chosen: a tick is no letter.
    fill_in(desk)
    keep(desk)
    expect(desk.locator(".region--now")).to_contain_text("90 kalenderdagen")

    # a note for nobody else
    desk.goto(f"{case}do/own_note/")
    fill_in(desk)
    keep(desk)
    expect(desk.locator(".region--now")).to_contain_text(WORDS)

    # answered and closed; who told it reads how it ended
    desk.goto(case)
    desk.get_by_label("Schrijf aan de melder").fill("Wij spraken met de opvang. Je dochter eet weer mee aan tafel.")
    desk.get_by_role("button", name="Verstuur", exact=True).click()
    desk.wait_for_load_state("load")
    desk.goto(f"{case}move/solve/")
    for _need in range(4):
        wanted = desk.locator(".note--warning a").first
        if not wanted.count():
            break
        wanted.click()
        desk.wait_for_load_state("load")
        fill_in(desk)
        keep(desk)
        desk.goto(f"{case}move/solve/")
    # Nothing closes while a child may be in danger: that is decided on this page too.
    for safe in desk.locator("[name$=danger][value=no]").all():
        safe.check()
    fill_in(desk)
    keep(desk)
    # What was solved is looked at again, and who told it hears that: the words stand ready.
    expect(desk.locator("h1")).to_have_text("Schrijf aan de melder")
    desk.goto(case)
    expect(desk.locator(".case-head")).to_contain_text("Gesloten")

    # an interest of one's own is said, and listed
    desk.goto(f"{house.address}/werk/conflicts/")
    fill_in(desk)
    keep(desk)
    expect(desk.locator("main")).to_contain_text("Atheneum De Brug")
    desk.context.close()
    phone = a_page(browser, house, javascript=False)
    come_back(phone, house, words)
    expect(phone.locator("main")).to_contain_text("eet weer mee aan tafel")
    phone.context.close()


def test_a_day_of_a_supervisor(browser, full_house):
    house, references = full_house
    desk = at_a_desk(browser, house, people.ILIAS)
    case = f"{house.address}/werk/case/{references['doelwind']['full']}/"

    # the second person: agrees with what nobody decides alone, and with what leaves on a legal ground
    desk.goto(case)
    desk.get_by_role("link", name="Beslis", exact=True).click()
    desk.wait_for_load_state("load")
    fill_in(desk)
    keep(desk)
    expect(desk.get_by_role("status").filter(has_text="Beslist")).to_be_visible()
    desk.goto(f"{case}consents/")
    desk.get_by_role("link", name="Beslis mee").click()
    desk.wait_for_load_state("load")
    expect(desk.locator("main")).to_contain_text("Noor")
    fill_in(desk, verdict="agreed")
    keep(desk)
    expect(desk.locator("main")).to_contain_text("Mag vertrekken op een wettelijke grond")

    # in need, with a reason: looked at
    desk.goto(f"{house.address}/werk/glass/")
    expect(desk.locator("main table")).to_contain_text("schreef het pas twee weken later op")
    desk.get_by_role("button", name="Ik heb het bekeken").first.click()
    desk.wait_for_load_state("load")
    expect(desk.locator("main table")).to_contain_text("Ilias,")

    # the team: load, who is away and who covers; what nobody has goes to one, and once she left on to another, in one go
    desk.goto(f"{house.address}/werk/team/")
    desk.get_by_role("link", name="Klachtendienst", exact=True).click()
    desk.wait_for_load_state("load")
    expect(desk.locator(".table--figures")).to_contain_text("Noor vervangt")
    _give_all(desk, "niemand", to="Lien")
    left = gehoor("people", "leave", "--data", house.folder, "--username", people.LIEN.username)
    assert left.returncode == 0, left.stderr
    desk.goto(desk.url)
    expect(desk.locator(".table--figures")).to_contain_text("werkt hier niet meer")
    _give_all(desk, "Lien", to="Noor")
    # What is behind a wall is given by itself: its keys go along.
    expect(desk.locator(".table--figures tr", has_text="werkt hier niet meer").locator("td").first).to_have_text("1")

    # who opened what: of one case, by one person, from a day on
    desk.goto(f"{house.address}/werk/readings/")
    desk.locator("[name=reference]").fill(references["doelwind"]["full"])
    desk.locator("[name=who]").select_option(label="Noor")
    desk.locator("[name=since]").fill("2026-01-01")
    desk.get_by_role("button", name="Toon").click()
    desk.wait_for_load_state("load")
    rows = desk.locator("main tbody tr")
    expect(rows.first).to_contain_text("Noor")
    assert {one.split("\t")[2].strip() for one in rows.all_inner_texts()} == {references["doelwind"]["full"]}

    # a year: from what it holds straight to a table
    desk.goto(f"{house.address}/werk/figures/")
    entry = desk.locator(".contents a").first
    title = entry.inner_text()
    entry.click()
    expect(desk.get_by_role("heading", name=title, exact=True)).to_be_in_viewport()
    desk.context.close()

    # who looks after the data sees every wall, without a word of what is behind it
    officer = at_a_desk(browser, house, people.ANN)
    officer.goto(f"{house.address}/werk/walls/")
    expect(officer.locator("main table").first).to_contain_text("Lien")
    officer.context.close()


def _give_all(desk: Page, name: str, *, to: str) -> None:
    """Everything of one person to another, on one page."""
    row = desk.locator(".table--figures tbody tr", has=desk.locator("th", has_text=name))
    row.get_by_role("link").click()
    desk.wait_for_load_state("load")
    for box in desk.locator("[name=cases]").all():
        box.check()
    desk.get_by_label(to, exact=True).check()
    desk.locator("[name=reason]").fill("Vanaf vandaag.")
    desk.get_by_role("button", name="Geef door").click()
    desk.wait_for_load_state("load")
    expect(desk.get_by_role("status").filter(has_text="doorgegeven")).to_be_visible()
