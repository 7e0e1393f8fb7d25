"""The start page of the demo: what can be tried, who works where, and the walk of three minutes."""

from pathlib import Path

import pytest

from gehoor.domain.accounts.second_factor import new_secret
from gehoor.interfaces.demo.houses import PASSPHRASE, example_houses
from gehoor.interfaces.demo.page import StartPage
from gehoor.interfaces.demo.running import Running

FIRST = next(house for house in example_houses() if house.about.get("begins"))


@pytest.fixture
def running() -> Running:
    secrets = {person["username"]: new_secret() for person in FIRST.people}
    return Running(house=FIRST, folder=Path("nowhere"), port=8101, state="ready", secrets=secrets)


def page(running: Running, language: str = "nl") -> str:
    status, _kind, body, _headers = StartPage([running])._answer("/", f"language={language}".encode())
    assert status == 200
    return body.decode()


def test_it_leads_through_one_report_from_telling_to_reading(running):
    text = page(running)
    child, work, back = (text.index(f'href="http://localhost:8101/{part}"') for part in ("vraag/", "werk/sign-in/", "back/"))
    assert child < work < back
    assert PASSPHRASE in text


def test_everybody_who_works_there_stands_beside_their_code(running):
    text = page(running)
    for person in FIRST.people:
        assert person["name"] in text and person["does"]["nl"] in text
    assert text.count("<strong>Behandelaar</strong>") == sum(person["role"] == "handler" for person in FIRST.people)
    assert "<strong>Leidinggevende</strong>" in text and "<strong>Supervisor</strong>" in page(running, "en")


def test_an_example_that_is_being_made_says_so_and_leads_nowhere_yet(running):
    running.state = "being_made"
    text = page(running)
    assert "Wordt nu gemaakt" in text
    assert "localhost:8101" not in text


def test_an_example_that_could_not_start_says_why(running):
    running.state, running.fault = "failed", "the port is taken"
    assert "the port is taken" in page(running)


def test_it_can_be_read_in_english(running):
    assert "In three minutes" in page(running, "en")
