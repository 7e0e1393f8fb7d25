import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.contacts.models import Contact, Unfinished
from gehoor.foundation.vault.models import KeyHolder
from gehoor.interfaces.public.views import sending
from tests.phones import Phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def stop_halfway(phone, child, story="Ik begon te vertellen."):
    phone.begin(child.path)
    phone.press("later", story=story)
    phone.press()
    return phone.code


def check_it(phone, code):
    phone.come_back(code)
    phone.open("/tell/1/check")


def test_stopping_gives_a_code_and_empties_the_browser(phone, child):
    code = stop_halfway(phone, child)
    assert len(code.split()) == 7
    assert "Ik begon te vertellen" not in str(dict(phone.session.items()))
    assert not Contact.objects.exists() and Unfinished.objects.count() == 1


def test_with_the_code_somebody_goes_on_where_they_were_on_another_telephone(phone, child):
    code = stop_halfway(phone, child)
    other = Phone()
    other.come_back(code)
    assert other.at == "/tell/1/verhaal"
    assert "Ik begon te vertellen." in other.text
    other.tell(story="Ik begon te vertellen. En verder.")
    assert "En verder." in other.text
    other.send()
    assert Contact.objects.count() == 1 and not Unfinished.objects.exists()


def test_who_went_some_way_comes_back_to_the_first_question_they_did_not_come_to(phone, service, child):
    first, second, third = service.questionnaire(child.code).pages[:3]
    phone.begin(child.path).press("next", story="Verhaal")
    phone.press("skip")
    assert phone.at == f"/tell/1/{third.code}"
    phone.press("back")
    phone.press("later")
    phone.press()
    other = Phone()
    other.come_back(phone.code)
    assert other.at == f"/tell/1/{third.code}"
    assert "Verhaal" in other.open(f"/tell/1/{first.code}")
    page = other.open("/tell/1/check")
    assert "1 vraag sloeg je over" in page
    assert f'/tell/1/{second.code}?' in page.split("sloeg je over")[1] and f'/tell/1/{third.code}?' not in page.split("sloeg je over")[1]


def test_who_had_told_everything_comes_back_to_check_it(phone, child):
    phone.begin(child.path).tell(story="Verhaal")
    phone.open("/tell/1/later")
    phone.press()
    other = Phone()
    other.come_back(phone.code)
    assert other.at == "/tell/1/check"


def test_stopping_again_keeps_the_same_code(phone, child):
    code = stop_halfway(phone, child)
    phone.press()
    phone.come_back(code)
    assert phone.at == "/tell/2/verhaal"
    phone.press("later", story="Ik begon te vertellen. En verder.")
    phone.press()
    assert phone.code == "" and "met de code die je al had" in phone.text
    other = Phone()
    other.come_back(code)
    assert "En verder." in other.text


def test_what_was_not_understood_yet_is_kept_too(phone, child, service):
    number = next(one for one in service.questionnaire(child.code).fields() if one.kind == "number")
    page = next(page for page in service.questionnaire(child.code).pages if number in page.fields)
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page.code}")
    phone.press("later", **{number.code: "bijna elf"})
    phone.press()
    other = Phone()
    other.come_back(phone.code)
    assert 'value="bijna elf"' in other.open(f"/tell/1/{page.code}")


def test_after_it_was_sent_the_first_code_opens_nothing_and_the_new_one_does(phone, child):
    first = stop_halfway(phone, child)
    other = Phone()
    check_it(other, first)
    second = other.send()
    assert first != second
    third = Phone()
    third.come_back(first)
    assert third.status == 422 and "nieuwe code" in third.text
    third.press(code=second)
    assert third.status == 200 and "Ik begon te vertellen." in third.text


def test_a_story_that_was_taken_up_in_two_places_is_one_case_with_one_code(phone, child, monkeypatch):
    monkeypatch.setattr(sending, "OTHER_CLICK_TAKES", 0)
    code = stop_halfway(phone, child)
    here, there = Phone(), Phone()
    for one in (here, there):
        check_it(one, code)
    there.open("/tell/1/verhaal")
    there.press("next", story="Ik begon te vertellen. En nog iets.")
    there.open("/tell/1/check")
    first, second = here.send(), there.send()
    assert first == second and len(first.split()) == 7
    assert "Dat ging niet mee" in there.text and "Dat ging niet mee" not in here.text
    assert Contact.objects.count() == Case.objects.count() == 1
    another = Phone()
    another.come_back(second)
    assert "Ik begon te vertellen." in another.text


def test_a_story_put_aside_twice_is_still_one_case(phone, child, monkeypatch):
    monkeypatch.setattr(sending, "OTHER_CLICK_TAKES", 0)
    code = stop_halfway(phone, child)
    here, there = Phone(), Phone()
    for one in (here, there):
        check_it(one, code)
    there.open("/tell/1/verhaal")
    there.press("later", story="Verder.")
    there.press()
    again = Phone()
    check_it(again, code)
    assert here.send() == again.send()
    assert Case.objects.count() == 1


def test_a_code_that_was_never_issued_is_not_shown(phone, child, monkeypatch):
    """The code that was derived ahead was meanwhile somebody else's place: the story was sent with another."""
    monkeypatch.setattr(sending, "OTHER_CLICK_TAKES", 0)
    code = stop_halfway(phone, child)
    here, there = Phone(), Phone()
    for one in (here, there):
        check_it(one, code)
    here.send()
    KeyHolder.objects.filter(kind="receipt").delete()
    there.press()
    assert there.status == 409
    assert "al verstuurd, in een ander venster" in there.text and there.code == ""


def test_when_the_code_is_kept_nothing_is_left(phone, child):
    code = stop_halfway(phone, child)
    phone.press()
    assert "Klaar." in phone.text and "Je hebt het nog niet verstuurd." in phone.text
    assert phone.code == "" and not phone.shows(code)
    phone.open("/tell/1/later")
    assert phone.status == 410 and not phone.shows(code)


def test_who_told_in_a_language_comes_back_in_it(phone, child):
    phone.open("/language/en")
    code = stop_halfway(phone, child)
    other = Phone()
    other.come_back(code)
    assert '<html lang="en"' in other.text


def test_a_language_that_was_chosen_here_goes_before_the_one_of_then(phone, child):
    phone.open("/language/en")
    code = stop_halfway(phone, child)
    other = Phone()
    other.open("/language/nl")
    other.come_back(code)
    assert '<html lang="nl"' in other.text
