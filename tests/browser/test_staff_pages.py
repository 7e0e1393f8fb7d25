"""axe over every page of the people who work here, in a house with one of everything: wide and light, then narrow and dark.

The table is the list of addresses itself, and the list of acts: a page that no link leads to fails here until it is named below.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import expect

from gehoor.interfaces.staff.urls import work
from gehoor.interfaces.staff.views.acts import ACTS, ACTS_ON
from tests import people
from tests.browser.conftest import NARROW, WIDE, a_page, sign_in
from tests.browser.test_accessible import AXE, found_by_axe, scrolls_sideways

# The house with one of everything takes longer to make than to look at: it is made once, by whoever takes these tests.
pytestmark = pytest.mark.xdist_group("full house")
STATES = ((WIDE, "light"), (NARROW, "dark"))
# Of many sheets and steps alike: a plain one, one with grounds, one in rows, one that is filled in again and again; and a refusal.
OF_MANY = {"sheet": {"admissibility", "weighing", "risk", "judgement"}, "move": {"refuse", "decide"}}
# What shows nothing of its own: it sends on, gives a file, or answers to a button.
NO_PAGES = {"look", "home", "save_filter", "search", "registered", "lock", "here", "unlock", "download", "export_directory"}
# Forms about a question between two centres: it would have to be put to another house first. They are the form of a letter that leaves.
NOT_HERE = {("act_on", name) for name in ("put_question", "centre_answered", "say_yes")}


def named(path: str) -> tuple[str, str] | None:
    """A page by its route, and by what sets it apart within that; nothing for what is no page of the work."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    own = match.kwargs.get("name") or match.kwargs.get("doing") or match.kwargs.get("code") or ""
    if match.url_name in NO_PAGES or own not in OF_MANY.get(match.url_name, {own}):
        return None
    if match.url_name in ("case", "institution", "keep_institution"):
        own = match.kwargs["reference"] if match.url_name == "case" else ""
    return (match.url_name, own) if match.view_name.startswith("staff:") else None


def faults(page, looked_at=STATES) -> list[str]:
    """What axe finds on the page in these states, and whether it scrolls sideways in any."""
    told = []
    page.evaluate(AXE)
    for size, scheme in STATES:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        where = f"{urlsplit(page.url).path} at {size['width']}, {scheme}"
        found = found_by_axe(page) if (size, scheme) in looked_at else []
        told += [f"{where}: {fault}" for fault in found]
        if scrolls_sideways(page):
            told.append(f"{where} scrolls sideways")
    page.set_viewport_size(WIDE)
    return told


def walk(page, house, begin: list[str], seen: set) -> list[str]:
    """Look at every page that links lead to, each sort once."""
    told, waiting = [], list(begin)
    cases = {named(path) for path in begin}
    while waiting:
        path = waiting.pop(0)
        name = named(path)
        if name is None or name in seen or (name[0] == "case" and name not in cases):
            continue
        seen.add(name)
        answer = page.goto(house.address + path)
        if answer.status != 200:
            told.append(f"{path}: {answer.status}")
        links = page.eval_on_selector_all("a[href^='/werk/']", "found => found.map(one => one.getAttribute('href'))")
        waiting += links
        # The forms of acts are one template: each is looked at in one of the states, by turns.
        told += faults(page, STATES[len(seen) % 2:][:1] if name[0] in ("act", "act_on") else STATES)
    return told


def some_of_each(references: dict) -> list[str]:
    """Where to begin: every case, every act on one, and what only a case of its own leads to."""
    first, other = references.values()
    case, stopped, fresh = (f"/werk/case/{one}/" for one in (first["full"], first["stopped"], other["fresh"]))
    looking = f"/werk/case/{other['full']}/"
    return [case, looking, *(f"/werk/case/{one}/" for one in (first["fresh"], first["over"], first["stopped"])),
            *(f"{case}do/{name}/" for name in ACTS), f"{stopped}do/go_on/ex_officio/", f"{case}do/link/{first['twin']}/",
            *(f"{case}do/{name}/answer/" for name in ("extend_by_consent", "run_on", "done", "undo_done")), f"{case}do/unanswered/4/",
            f"{looking}do/ask_approval/sheet-weighing/", f"{looking}move/decide/", f"{fresh}move/refuse/",
            *(f"/werk/{one}/" for one in ("conflicts", "passphrase", "reach", "keys", "team", "figures"))]


def test_every_page_of_the_work(browser, full_house):
    house, references = full_house
    full = [f"/werk/case/{service['full']}/" for service in references.values()]
    seen, told = set(), []
    for figure, begin in ((people.ILIAS, some_of_each(references)), (people.NOOR, [*full, "/werk/day/"]), (people.ANN, ["/werk/walls/"])):
        page = a_page(browser, house, viewport=WIDE)
        page.goto(f"{house.address}/werk/sign-in/")
        told += faults(page) if figure is people.ILIAS else []
        sign_in(page, house, figure)
        page.wait_for_load_state("load")
        # What somebody sees of a case is theirs.
        seen.difference_update(named(one) for one in full)
        told += walk(page, house, begin, seen)
        page.context.close()
    routes = {one.name for one in work} - NO_PAGES - {"act", "act_on", "sheet", "move", "case"}
    wanted = {(name, "") for name in routes} | {("act", name) for name in ACTS} | {("act_on", name) for name in ACTS_ON}
    wanted |= {(route, code) for route, codes in OF_MANY.items() for code in codes}
    assert not told, "\n".join(told)
    assert wanted - seen - NOT_HERE == set(), "no link leads there"


def test_a_form_sent_empty_says_what_is_missing_and_can_be_read_by_everybody(browser, full_house):
    house, references = full_house
    case = f"/werk/case/{references['doelwind']['full']}/"
    page = a_page(browser, house, viewport=WIDE)
    sign_in(page, house, people.NOOR)
    page.wait_for_load_state("load")
    told = []
    for path in ("/werk/glass/", "/werk/register/", "/werk/away/", f"{case}do/item/", f"{case}do/send_out/", f"{case}do/find/2/",
                 f"{case}sheet/risk/"):
        page.goto(house.address + path)
        page.locator("main form[method=post] button.button:not(.button--quiet)").first.click()
        page.wait_for_load_state("load")
        expect(page.locator(".error, [role=alert]").first).to_be_visible()
        told += faults(page)
    page.context.close()
    assert not told, "\n".join(told)


def test_a_printed_page_holds_what_is_folded_on_the_screen_and_nothing_to_press(browser, full_house):
    house, references = full_house
    page = a_page(browser, house, viewport={"width": 794, "height": 1123})
    sign_in(page, house, people.ILIAS)
    page.wait_for_load_state("load")
    full = f"/werk/case/{references['doelwind']['full']}/"
    for path in (full, f"{full}mediation/", f"{full}consents/", f"{full}inspection/", "/werk/figures/"):
        page.goto(house.address + path)
        page.emulate_media(media="print")
        for pressed in (".bar", "main button", "main textarea", "main select", "nav.views"):
            assert page.locator(pressed).locator("visible=true").count() == 0, (path, pressed)
        folded = page.locator("details:not(.no-print, .no-print *) > :not(summary):not(.no-print)").first
        if folded.count():
            expect(folded).to_be_visible()
        page.emulate_media(media="screen")
    page.context.close()
