"""A service that changes while somebody is telling: they go on as they began, or see what of theirs has no place any more."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.services import registry
from tests import make

pytestmark = pytest.mark.django_db

A_LAST_WORD = '          - {code: last, kind: text, label: {nl: "Nog iets?", en: "Anything else?", plain: same}}\n'
BEFORE = "      - code: veilig\n"


@pytest.fixture
def example(folder, offer):
    """The example, with a question that will go."""
    folder.change("intake.yaml", BEFORE, A_LAST_WORD + BEFORE)
    with offer(folder):
        yield folder


def tomorrow_without_it(folder):
    """The next version of the questionnaire, from tomorrow on."""
    said = (folder.service / "intake.yaml").read_text(encoding="utf-8").replace(A_LAST_WORD, "")
    said = said.replace("valid_from: 2026-01-01", f"valid_from: {make.a_day() + timedelta(days=1)}")
    (folder.service / "intake.2026-03-11.yaml").write_text(said, encoding="utf-8")


def change_it_now(folder):
    """The question is taken out, and the process starts anew."""
    folder.change("intake.yaml", A_LAST_WORD, "")
    registry._read.cache_clear()


def test_who_began_before_a_new_version_goes_on_with_the_old_one(example, phone, clock):
    tomorrow_without_it(example)
    make.a_house()
    phone.begin("jij").press("next", story="Begonnen voor middernacht.")
    clock.passes(timedelta(hours=14))
    phone.tell(last="Dit hoort er nog bij.")
    assert "Dit hoort er nog bij." in phone.text and "Deze vragen zijn er niet meer" not in phone.text
    phone.send()
    assert [question.code for question in registry.service_of_version(Case.objects.get().version).questionnaire("child").fields()
            if question.code == "last"] == ["last"]
    phone.begin("jij").tell(story="Daarna begonnen.")
    assert "Nog iets?" not in phone.text


def test_what_was_typed_to_a_question_that_is_gone_can_still_be_told(example, phone):
    make.a_house()
    phone.begin("jij").tell(story="Mijn verhaal.", last="Mijn laatste woord.")
    change_it_now(example)
    page = phone.open("/tell/1/check")
    assert "Deze vragen zijn er niet meer" in page and "Mijn laatste woord." in page
    page = phone.press("carry")
    assert "Deze vragen zijn er niet meer" not in page
    assert "Mijn verhaal.\n\nMijn laatste woord." in page
    assert phone.send()


def test_it_may_also_be_sent_without(example, phone):
    make.a_house()
    phone.begin("jij").tell(story="Mijn verhaal.", last="Toch niet.")
    change_it_now(example)
    phone.open("/tell/1/check")
    assert phone.send()


def test_a_page_that_is_gone_leads_to_what_was_told(example, phone):
    phone.begin("jij").press("next", story="Mijn verhaal.")
    said = (example.service / "intake.yaml").read_text(encoding="utf-8")
    (example.service / "intake.yaml").write_text(said.replace("code: thema\n", "code: onderwerp\n"), encoding="utf-8")
    registry._read.cache_clear()
    page = phone.press("next", theme="school", to="/tell/1/thema")
    assert phone.at == "/tell/1/check"
    assert "Mijn verhaal." in page


def test_who_comes_back_later_is_asked_what_is_asked_today(example, phone):
    make.a_house()
    phone.begin("jij").tell(story="Mijn verhaal.", last="Bewaard woord.")
    phone.open("/tell/1/later")
    phone.press()
    code = phone.code
    change_it_now(example)
    page = phone.come_back(code)
    assert phone.at == "/tell/2/check"
    assert "Bewaard woord." in page and "Deze vragen zijn er niet meer" in page


def test_a_story_of_before_shows_the_numbers_and_the_way_out_of_today(example, phone):
    make.a_house()
    phone.begin("jij").tell(story="Mijn verhaal.")
    code = phone.send()
    example.change("service.yaml", "number: 0800 00 000", "number: 0800 22 222")
    example.change("service.yaml", "https://www.example.org/", "https://today.example.org/")
    change_it_now(example)
    phone.come_back(code)
    page = phone.text
    assert phone.at.startswith("/back/story/") and "Nog iets?" not in page
    assert "0800 00 000" not in page
    assert 'href="tel:080022222"' in page
    assert 'data-to="https://today.example.org/"' in page
