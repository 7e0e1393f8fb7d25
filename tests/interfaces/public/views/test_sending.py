import time
from datetime import timedelta

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.contacts.models import Contact
from gehoor.foundation.vault.receipts import ReceiptCode, open_receipt
from gehoor.interfaces.public import tellings
from gehoor.interfaces.public.views import sending
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(house, phone, child):
    """Somebody with everything told, before the button that sends it."""
    return phone.begin(child.path).tell(story=people.AMIRS_STORY)


def test_everything_told_is_shown_with_its_way_back(ready, service, child):
    first = service.questionnaire(child.code).pages[0]
    assert people.AMIRS_STORY in ready.text
    assert f'href="/tell/1/{first.code}?from=check"' in ready.text


def test_sending_gives_a_code_in_words_and_digits_that_opens_the_story(ready):
    words = ready.send()
    assert ready.at == "/tell/1/receipt"
    assert len(words.split()) == 7
    code = ReceiptCode.parse(words)
    assert all(group in ready.text for group in code.digits().split())
    assert open_receipt(code)
    assert Contact.objects.count() == Case.objects.count() == 1


def test_the_receipt_page_says_what_happens_next_and_when(ready, service):
    ready.send()
    for promise in service.about.promised:
        assert promise.label.text("nl", plain=True) in ready.text
    assert "Uiterlijk" in ready.text


def test_sending_twice_gives_one_report_and_the_same_receipt(ready):
    to, token = ready.at, ready.token
    words = ready.send()
    answer = ready.post(to, {"csrfmiddlewaretoken": token}, follow=True)
    assert answer.redirect_chain[-1][0] == "/tell/1/receipt"
    assert words.split()[0] in answer.content.decode()
    assert Contact.objects.count() == 1


def test_a_receipt_whose_answer_was_lost_on_the_way_is_shown_after_all(ready, monkeypatch):
    """The report is on disk, and then the server fell before the browser's session knew."""
    monkeypatch.setattr(sending, "OTHER_CLICK_TAKES", 0)
    session = ready.session
    before = dict(session.items())
    words = ready.send()
    session.update(before)
    session.save()
    ready.open("/tell/1/check")
    assert ready.send() == words
    assert Contact.objects.count() == 1


def test_who_waits_for_another_click_fills_no_more_than_a_few_threads(ready):
    """One that never comes, in as many requests as somebody likes to make."""
    session = ready.session
    before = dict(session.items())
    words = ready.send()
    session.update(before)
    session.save()
    ready.open("/tell/1/check")
    for _one in range(2):
        assert sending._WAITING.acquire(blocking=False)
    try:
        begun = time.monotonic()
        assert ready.send() == words
        assert time.monotonic() - begun < sending.OTHER_CLICK_TAKES
    finally:
        sending._WAITING.release(2)


def test_after_sending_the_browser_holds_no_word_of_the_story(ready):
    ready.send()
    assert people.AMIRS_STORY not in str(dict(ready.session.items()))
    assert ready.open("/tell/1/verhaal") and ready.at == "/tell/1/receipt"


def test_when_the_code_is_kept_it_is_on_the_screen_no_more(ready):
    words = ready.send()
    assert ready.shows(words)
    ready.press()
    assert ready.at == "/tell/1/done"
    for path in ("/tell/1/receipt", "/tell/1/check", "/tell/1/done"):
        ready.open(path)
        assert not ready.shows(words)
    assert ReceiptCode.parse(words).digits().replace(" ", "") not in str(dict(ready.session.items()))


def test_what_must_be_told_is_named_before_sending(house, phone, child):
    phone.begin(child.path)
    phone.press("keep")
    phone.open("/tell/1/check")
    assert "Dit ontbreekt nog" in phone.text
    assert "Verstuur</button>" not in phone.text
    phone.post("/tell/1/check", {"csrfmiddlewaretoken": phone.token})
    assert not Contact.objects.exists()


def test_a_file_chosen_too_long_ago_is_named_and_not_sent(house, phone, service, child, clock):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from gehoor.foundation.files import shelf

    phone.begin(child.path).press("next", story="Verhaal")
    page = next(page for page in service.questionnaire(child.code).pages if page.fields[0].kind == "files")
    phone.open(f"/tell/1/{page.code}")
    phone.press("next", files=[SimpleUploadedFile("brief.txt", b"Een brief.")])
    phone.open("/tell/1/check")
    assert "brief.txt" in phone.text
    shelf.remove(tellings.find(phone.session, 1).files[0].id)
    phone.press()
    assert phone.status == 409
    assert "Deze bestanden zijn er niet meer" in phone.text
    assert not Contact.objects.exists()
    assert phone.send()


def test_an_urgent_story_is_promised_an_answer_sooner(house, service, phone, child):
    def days(text):
        return text.split('<ol class="path">')[1].split("</ol>")[0]

    asked = next(one.code for one in service.questionnaire(child.code).fields() if one.means == "urgent")
    calm = phone.begin(child.path).tell(story="Verhaal")
    calm.send()
    before = days(calm.text)
    phone.begin(child.path).tell(**{"story": "Verhaal", asked: "yes"})
    phone.send()
    assert days(phone.text) != before
    assert Case.objects.filter(is_urgent=True).count() == 1


def test_what_was_sent_is_gone_from_the_browser_when_its_session_is_over(ready, clock):
    ready.send()
    clock.passes(timedelta(days=3))
    ready.open("/tell/1/receipt")
    assert ready.status == 410


NO_NUMBER = "Je koos bellen, maar er staat geen nummer."


def by_meaning(questionnaire, **said):
    """The answers under the names that this questionnaire gives them."""
    named = {one.means: one.code for one in questionnaire.fields() if one.means}
    return {named[means]: answer for means, answer in said.items()}


@pytest.mark.parametrize(("said", "is_told"), [
    ({"contact_how": "phone"}, True),
    ({"contact_how": "phone", "contact_safe": "yes"}, True),
    ({"contact_how": "phone", "contact_safe": "no"}, False),
    ({"contact_how": "phone", "contact_safe": "yes", "contact_address": "0470 12 34 56"}, False),
    ({"contact_how": "receipt"}, False),
])
def test_who_wants_to_be_called_and_left_no_number_hears_so_before_sending(house, phone, service, child, said, is_told):
    questionnaire = service.questionnaire(child.code)
    page = phone.begin(child.path).tell(**by_meaning(questionnaire, story=people.AMIRS_STORY, **said)).text
    assert (NO_NUMBER in page) is is_told
    assert ("Zonder nummer lees je ons antwoord met je code." in page) is is_told
    asks = next(one for one in questionnaire.pages if any(field.means == "contact_address" for field in one.fields))
    if is_told:
        note = page.split(NO_NUMBER)[1].split("</div>")[0]
        assert f'href="/tell/1/{asks.code}?from=check"' in note
        phone.send()
        assert Contact.objects.count() == 1, "it is said, and refused nobody"
