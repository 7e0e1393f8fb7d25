import pytest
from django.conf import settings

from gehoor.foundation.vault import costs
from gehoor.foundation.vault.gate import TooBusy
from gehoor.foundation.vault.receipts import ReceiptCode, prepare_receipt
from gehoor.foundation.vault.word_lists import word_list
from gehoor.interfaces.public import slowness
from gehoor.interfaces.public.views import returning
from tests import make
from tests.phones import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(house):
    return make.a_report(house).code


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    """Nobody guessed lately."""
    monkeypatch.setattr(slowness, "OF_THIS_PROCESS", slowness.Slowness())


def test_words_digits_and_small_mistakes_open_the_story(code, phone):
    words = code.words("nl")
    for typed in (" ".join(words), code.digits(), code.digits().replace(" ", ""), ", ".join(words).upper(), "-".join(words)):
        phone.come_back(typed)
        assert phone.at == "/back/story/1", typed


def test_every_wrong_code_gets_the_same_words_and_stays_to_be_mended(code, phone):
    near = ReceiptCode(code.locator, code.secret ^ 1)
    said = set()
    for typed in (near.digits(), prepare_receipt().code.digits(), "zomaar iets", "een twee drie vier vijf zes zeven", ""):
        page = phone.come_back(typed)
        assert phone.status == 422
        assert typed in page
        said.add(page.split('id="typed-error"')[1].split("</p>")[0])
    assert len(said) == 1


def between_two(words: list[str]) -> list[str]:
    """The same words, one of them typed so that it is as near to another word, which is read first."""
    listed = word_list("nl")
    for place, word in enumerate(words):
        for cut in range(len(word)):
            for letter in "aeioulnrst":
                typed = word[:cut] + letter + word[cut + 1:]
                numbers, _errors = listed.found(typed)
                if len(numbers) > 1 and word in (listed.words[number] for number in numbers[1:]):
                    return [*words[:place], typed, *words[place + 1:]]
    return []


def test_a_word_that_is_as_near_to_another_opens_the_story_too(house, phone):
    typed = []
    while not typed:
        code = make.a_report(house).code
        typed = between_two(code.words("nl"))
    assert ReceiptCode.parse(" ".join(typed), ["nl"]) != code
    phone.come_back(" ".join(typed))
    assert phone.at == "/back/story/1"


def test_a_wrong_code_that_can_be_read_in_two_ways_costs_as_much_as_each_of_them_and_says_the_same(house, phone, monkeypatch):
    typed = []
    while not typed:
        typed = between_two(prepare_receipt().code.words("nl"))
    worked, derive = [], costs.argon2id
    monkeypatch.setattr(costs, "argon2id", lambda *said, **cost: worked.append(1) or derive(*said, **cost))
    page = phone.come_back(" ".join(typed))
    assert phone.status == 422
    assert len(worked) == len(ReceiptCode.readings(" ".join(typed), ["nl", "en"]))
    said = page.split('id="typed-error"')[1].split("</p>")[0]
    assert said == phone.come_back("zomaar iets").split('id="typed-error"')[1].split("</p>")[0]


def test_it_gets_slower_and_nobody_is_locked_out(code, phone):
    waits = []
    for _try in range(30):
        phone.come_back("zomaar iets")
        waits.append(int(phone.answer.headers.get(slowness.HEADER, 0)))
    assert waits == sorted(waits) and waits[0] == 0 and waits[-1] > 1_000
    answer = phone.post("/back/", {"csrfmiddlewaretoken": phone.token, "code": code.digits()})
    assert answer.status_code == 302
    assert int(answer.headers[slowness.HEADER]) >= waits[-1]


def test_when_many_try_at_once_the_code_stays_typed(code, phone, monkeypatch):
    def busy(*_typed):
        raise TooBusy

    monkeypatch.setattr(returning, "open_typed", busy)
    page = phone.come_back(code.digits())
    assert phone.status == 503
    assert code.digits() in page


def test_two_children_on_one_telephone_stay_apart(house, phone):
    codes = [make.a_report(house, story=story).code for story in ("van de oudste", "van de jongste")]
    for number, (code, mine, other) in enumerate(zip(codes, ("oudste", "jongste"), ("jongste", "oudste"), strict=True), 1):
        page = phone.come_back(code.digits())
        assert phone.at == f"/back/story/{number}"
        assert mine in page and other not in page
    assert phone.open("/back/").count("/close") == 2


def test_nobody_reaches_a_story_by_its_number(code, phone):
    phone.come_back(code.digits())
    assert Phone().open("/back/story/1").count("van de") == 0
    stranger = Phone()
    stranger.open("/back/story/1")
    assert stranger.at == "/back/"


def test_who_lost_the_code_reads_what_can_still_be_done(phone, service, child):
    page = phone.open("/back/lost")
    text = service.page("receipt_lost", audience=child.code, language="nl")
    assert text.title in page
    assert f"/{child.path}/start" in page


def test_a_token_left_on_a_shared_computer_opens_nothing_of_who_comes_after(code, phone):
    phone.open("/back/")
    stranger = Phone()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = phone.cookies[settings.SESSION_COOKIE_NAME].value
    phone.press(code=code.digits())
    assert phone.at == "/back/story/1"
    stranger.open("/back/story/1")
    assert stranger.at == "/back/"


def test_a_second_click_with_the_token_from_before_opens_the_story_too(code, phone):
    phone.open("/back/")
    before, token = phone.cookies[settings.SESSION_COOKIE_NAME].value, phone.token
    for _click in range(2):
        phone.cookies[settings.SESSION_COOKIE_NAME] = before
        answer = phone.post("/back/", {"csrfmiddlewaretoken": token, "code": code.digits()})
        assert answer.status_code == 302
    assert phone.get("/back/story/1").status_code == 200
