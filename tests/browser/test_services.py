"""The whole walk for every service that ships and one that doesn't, through each of its doors: told, seen, answered, read, counted."""

import re
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import expect

import gehoor
from gehoor.domain.services.loading import read_declarations
from gehoor.interfaces.demo.houses import example_houses
from tests import people
from tests.browser.conftest import WIDE, a_house, a_page, begin, come_back, send, sign_in, tell
from tests.instances import new_instance

DECLARED = Path(gehoor.__file__).parent / "declared"
# Invented, and declared outside the package, as somebody's own would be.
SIXTH = Path(__file__).resolve().parents[1] / "sixth"
HOUSES = {house.code: (tuple(house.services), None) for house in example_houses()} | {"sixth": (("doelwind",), SIXTH)}
STORY = "Niemand luistert naar ons. Dit verhaal kwam door de deur {door}."
ANSWER = "Dag. Wij hebben dit gelezen, ook wat er over {door} staat."


@cache
def doors_of(services: tuple[str, ...], declared: Path | None) -> list[str]:
    """The address of every door of these services."""
    drafts = read_declarations([DECLARED, *([declared] if declared else [])], services).drafts
    return [audience.path for draft in drafts for audience in draft.versions()[-1].about.audiences]


@pytest.fixture(scope="module", params=HOUSES)
def instance(request, tmp_path_factory):
    """An instance with the services of one example house, served."""
    services, declared = HOUSES[request.param]
    with a_house(new_instance(tmp_path_factory.mktemp("services") / request.param, services=services, declared=declared)) as house:
        yield house, doors_of(services, declared)


def test_every_door_leads_to_a_receipt_an_answer_and_a_count(browser, instance):
    house, doors = instance
    outside, inside = a_page(browser, house, javascript=False), a_page(browser, house, viewport=WIDE)
    codes = {}
    for door in doors:
        begin(outside, house, door)
        tell(outside, STORY.format(door=door))
        expect(outside.locator("main")).to_contain_text(STORY.format(door=door))
        codes[door] = send(outside)
        outside.context.clear_cookies()

    sign_in(inside, house, people.ILIAS)
    inside.goto(f"{house.address}/werk/list/?view=nobody")
    expect(inside.locator("a.ref")).to_have_count(len(doors))
    answered = []
    for reference in inside.locator("a.ref").all_inner_texts():
        inside.goto(f"{house.address}/werk/case/{reference}/")
        story = inside.locator(".voice").first
        expect(story).to_contain_text("Niemand luistert naar ons")
        door = re.search(r"deur ([a-z-]+)", story.inner_text())[1]
        inside.get_by_role("button", name="Neem deze zaak").click()
        inside.get_by_label("Schrijf aan de melder").fill(ANSWER.format(door=door))
        inside.get_by_role("button", name="Verstuur", exact=True).click()
        expect(inside.locator(".timeline")).to_contain_text(ANSWER.format(door=door))
        answered.append(door)
    assert sorted(answered) == sorted(doors)

    for door, words in codes.items():
        come_back(outside, house, words)
        expect(outside.locator("main")).to_contain_text(ANSWER.format(door=door))
        outside.context.clear_cookies()

    inside.goto(f"{house.address}/werk/figures/")
    expect(inside.locator("main")).to_contain_text("Teleenheid")
    assert outside.context.outside == inside.context.outside == []
    outside.context.close()
    inside.context.close()
