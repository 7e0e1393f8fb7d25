import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from gehoor.domain.contacts.models import Contact
from gehoor.interfaces.public import tellings
from gehoor.interfaces.public.views import telling
from tests import people
from tests.phones import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(service, child):
    """The pages of the children's questionnaire, as long as nothing is answered."""
    from gehoor.domain.services.forms import visible_pages

    return visible_pages(service.questionnaire(child.code), {})


def held(phone):
    return tellings.find(phone.session, 1)


def page_with(service, child, kind):
    return next(page.code for page in service.questionnaire(child.code).pages for one in page.fields if one.kind == kind)


def a_file(name="brief.txt", content=b"Een brief van school."):
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_one_thing_a_page_with_where_you_are(phone, child, pages):
    phone.begin(child.path)
    assert f"Vraag 1 van {len(pages)}" in phone.text
    assert phone.text.count("<h1>") == 1
    assert phone.at == f"/tell/1/{pages[0].code}"


def test_what_was_answered_stands_there_again_when_somebody_goes_back(phone, child):
    phone.begin(child.path)
    first = phone.at
    phone.press("next", story=people.AMIRS_STORY)
    phone.press("back")
    assert phone.at == first
    assert people.AMIRS_STORY in phone.text


@pytest.mark.parametrize("go", ["back", "later", "skip", "keep", "language:en", "next"])
def test_every_button_keeps_what_was_typed_first(phone, child, go):
    phone.begin(child.path).press("next", story="Eerst dit.")
    phone.press("back")
    first = phone.at
    phone.press(go, story="En nu dit, met meer woorden.")
    assert "En nu dit, met meer woorden." in phone.open(first)


def test_an_answer_that_cannot_be_one_stays_on_the_page_and_is_named_before_sending(phone, service, child):
    phone.begin(child.path).press("next", story="Verhaal")
    number = next(one for one in service.questionnaire(child.code).fields() if one.kind == "number")
    page = next(page for page in service.questionnaire(child.code).pages if number in page.fields)
    phone.open(f"/tell/1/{page.code}")
    phone.press("next", **{number.code: "vijftien"})
    assert phone.status == 422
    assert 'value="vijftien"' in phone.text and 'aria-invalid="true"' in phone.text
    assert f'href="#id_{number.code}"' in phone.text
    phone.press("back", **{number.code: "vijftien"})
    assert 'value="vijftien"' in phone.open(f"/tell/1/{page.code}")
    assert "Dit begrijpen wij nog niet" in phone.open("/tell/1/check")


def test_a_skipped_page_is_not_sent_and_not_lost(phone, service, child):
    page = next(page for page in service.questionnaire(child.code).pages if page.skip and page.fields[0].kind == "long_text")
    code = page.fields[0].code
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page.code}")
    phone.press("skip", **{code: "toch liever niet"})
    assert "toch liever niet" not in phone.open("/tell/1/check")
    assert "Dit begrijpen wij nog niet" not in phone.text
    assert "toch liever niet" in phone.open(f"/tell/1/{page.code}")


def test_only_the_story_must_be_told(phone, child):
    phone.begin(child.path)
    phone.press("next", story="   ")
    assert phone.status == 422
    phone.press("next", story="Verhaal")
    phone.tell()
    assert phone.at == "/tell/1/check" and "Verstuur" in phone.text


def test_nothing_told_is_in_the_database_before_it_is_sent(phone, child):
    phone.begin(child.path).tell(story=people.AMIRS_STORY)
    assert not Contact.objects.exists()


def test_what_is_typed_is_kept_when_the_browser_itself_goes_back(phone, child):
    phone.begin(child.path)
    first = phone.at
    answer = phone.post(first, {"csrfmiddlewaretoken": phone.token, "go": "keep", "story": "Half geschr"})
    assert answer.status_code == 204
    assert "Half geschr" in phone.open(first)


def test_two_stories_in_two_tabs_stay_apart(phone, child):
    phone.begin(child.path)
    first, token = phone.at, phone.token
    phone.press("next", story="van de oudste")
    phone.open(f"/{child.path}/start")
    phone.press("new")
    assert phone.at != first
    phone.press("next", story="van de jongste")
    phone.post(first, {"csrfmiddlewaretoken": token, "go": "next", "story": "van de oudste, en meer"})
    assert "van de oudste, en meer" in phone.open(first)
    assert "van de jongste" not in phone.open("/tell/1/check")
    assert "van de oudste" not in phone.open("/tell/2/check")


def test_a_form_left_open_for_a_day_is_taken_in(phone, child, clock):
    phone.begin(child.path)
    clock.passes(timedelta(hours=26))
    phone.press("next", story="Na een dag.")
    assert phone.status == 200
    assert "Na een dag." in phone.open("/tell/1/check")


def test_a_form_that_outlived_its_session_loses_nothing(phone, child, clock):
    phone.begin(child.path)
    clock.passes(timedelta(days=3))
    phone.press("next", story=people.AMIRS_STORY, door=_door(phone))
    assert phone.status == 403
    assert people.AMIRS_STORY in phone.text
    typed = {"story": people.AMIRS_STORY, "door": _door(phone)}
    phone.press("next", **typed)
    assert phone.status == 200
    assert people.AMIRS_STORY in phone.open("/tell/1/check")


def test_an_unknown_story_is_said_to_be_gone(phone):
    phone.open("/tell/9/check")
    assert phone.status == 410
    assert "/back/" in phone.text


def test_a_file_is_held_shown_and_let_go(phone, service, child):
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page_with(service, child, 'files')}")
    page = phone.at
    phone.press("next", files=[a_file()])
    assert "brief.txt" in phone.open(page)
    file = held(phone).files[0]
    shown = phone.get(f"/tell/1/file/{file.id}")
    assert shown.content == b"Een brief van school."
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.headers["Content-Disposition"].startswith("attachment")
    phone.open(page)
    phone.press(f"remove:{file.id.hex}")
    assert not held(phone).files
    assert phone.get(f"/tell/1/file/{file.id}").status_code == 404


@pytest.fixture
def after_a_file(phone, service, child):
    """A child on the page after the one where it chose a letter."""
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page_with(service, child, 'files')}")
    phone.press("next", files=[a_file()])
    return phone


def test_the_next_page_says_what_came_along_and_the_one_after_does_not(after_a_file):
    assert "Dit bestand zit erbij:" in after_a_file.text
    assert "brief.txt" in after_a_file.text and "21 bytes" in after_a_file.text.replace("\xa0", " ")
    after_a_file.press("next")
    assert "brief.txt" not in after_a_file.text or after_a_file.at.endswith("/check")


def test_it_can_be_taken_away_there_and_what_was_typed_meanwhile_stays(after_a_file, service, child):
    here, file = after_a_file.at, held(after_a_file).files[0]
    assert 'name="name"' in after_a_file.text
    after_a_file.press("keep", name="Amir")
    assert "brief.txt" in after_a_file.open(here), "keeping what is typed is no answer to the page"
    after_a_file.press(f"remove:{file.id.hex}", name="Amir")
    assert after_a_file.at == here
    assert 'value="Amir"' in after_a_file.text
    assert "brief.txt" not in after_a_file.text
    assert not held(after_a_file).files


def test_enter_on_the_next_page_goes_on_and_takes_nothing_away(after_a_file):
    buttons = re.findall(r'<button[^>]* name="go" value="([a-z]+)', after_a_file.text)
    assert buttons[0] == "next"


def test_a_file_can_be_taken_away_where_everything_is_checked(after_a_file):
    file = held(after_a_file).files[0]
    assert f'value="remove:{file.id.hex}"' in after_a_file.open("/tell/1/check")
    after_a_file.press(f"remove:{file.id.hex}")
    assert after_a_file.at == "/tell/1/check"
    assert "brief.txt" not in after_a_file.text
    assert not held(after_a_file).files
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("name", "content", "says"), [
    ("leeg.txt", b"", "leeg"), ("spel.exe", b"MZ\x00\x01\x02", "soort bestand"), ("../../etc/passwd", b"", "leeg")])
def test_a_file_that_cannot_be_taken_says_why_and_takes_nothing_along(phone, service, child, name, content, says):
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page_with(service, child, 'files')}")
    phone.press("next", files=[a_file(), a_file(name, content)])
    assert phone.status == 422
    assert says in phone.text
    assert [file.name for file in held(phone).files] == ["brief.txt"]
    assert "Verhaal" in phone.open("/tell/1/check")


@override_settings(GEHOOR_FILE_LIMIT=1_000)
def test_a_file_too_large_is_refused_with_both_sizes(phone, service, child):
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page_with(service, child, 'files')}")
    phone.press("next", files=[a_file(content=b"x" * 5_000)])
    assert phone.status == 422
    assert "te groot" in phone.text


def test_there_is_an_end_to_the_files(phone, service, child, monkeypatch):
    monkeypatch.setattr(telling, "MOST_FILES", 1)
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page_with(service, child, 'files')}")
    phone.press("next", files=[a_file(), a_file("teveel.txt")])
    assert phone.status == 422
    assert [file.name for file in held(phone).files] == ["brief.txt"]


def test_a_file_of_another_is_not_shown(phone, service, child):
    phone.begin(child.path).press("next", story="Verhaal")
    phone.open(f"/tell/1/{page_with(service, child, 'files')}")
    phone.press("next", files=[a_file()])
    stranger = Phone()
    stranger.begin(child.path)
    assert stranger.get(f"/tell/1/file/{held(phone).files[0].id}").status_code == 404


def test_a_question_that_opens_by_an_answer_is_asked_on_the_way_back_to_checking(phone, service, child):
    questionnaire = service.questionnaire(child.code)
    opening = next(page for page in questionnaire.pages if page.when)
    test = next(iter(opening.when.tests()))
    asking = next(page for page in questionnaire.pages if any(one.code == test.question for one in page.fields))
    phone.begin(child.path).tell(story="Verhaal")
    phone.open(f"/tell/1/{asking.code}?from=check")
    phone.press("next", **{test.question: test.codes()[0], "from": "check"})
    assert phone.at == f"/tell/1/{opening.code}"
    phone.press("next", **{"from": "check"})
    assert phone.at == "/tell/1/check"
    phone.open(f"/tell/1/{questionnaire.pages[0].code}?from=check")
    phone.press("next", **{"story": "Ander verhaal", "from": "check"})
    assert phone.at == "/tell/1/check"


def test_a_question_that_led_on_leads_back_to_checking_when_the_rest_was_passed_before(phone, service, child):
    questionnaire = service.questionnaire(child.code)
    opening = next(page for page in questionnaire.pages if page.when)
    test = next(iter(opening.when.tests()))
    asking = next(page for page in questionnaire.pages if any(one.code == test.question for one in page.fields))
    phone.begin(child.path).tell(**{"story": "Verhaal", test.question: test.codes()[0]})
    phone.open(f"/tell/1/{asking.code}?from=check")
    phone.press("next", **{test.question: test.codes()[0], "from": "check"})
    assert phone.at == "/tell/1/check"


def test_a_question_that_nobody_came_to_is_not_called_skipped_and_not_folded_away(phone, service, child):
    questionnaire = service.questionnaire(child.code)
    danger = next(page for page in questionnaire.pages if any(one.means == "urgent" for one in page.fields))
    link = f'href="/tell/1/{danger.code}?from=check"'
    phone.begin(child.path).press("next", story="Verhaal")
    page = phone.open("/tell/1/check")
    assert "Deze vragen zag je nog niet" in page and "je over" not in page
    assert link in page and "<details" not in page.split("</h1>")[1].split(link)[0]
    phone.open(f"/tell/1/{danger.code}?from=check")
    phone.tell()
    assert "Deze vragen zag je nog niet" not in phone.text and "sloeg je over" in phone.text


def test_who_goes_on_after_all_is_where_they_were(phone, service, child):
    first, second = service.questionnaire(child.code).pages[:2]
    phone.begin(child.path).press("next", story="Verhaal")
    assert phone.at == f"/tell/1/{second.code}"
    phone.press("later")
    assert f'href="/tell/1/{second.code}"' in phone.text
    phone.open(f"/tell/1/{first.code}")
    phone.press("later", story="Verhaal")
    assert f'href="/tell/1/{second.code}"' in phone.text


def test_a_form_of_another_site_is_refused_without_a_word_of_it(phone, child):
    phone.begin(child.path)
    answer = phone.post(phone.at, {"story": "Van elders", "go": "next"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Van elders" not in answer.content.decode()


def _door(phone):
    return re.search(r'name="door" value="([^"]+)"', phone.text)[1]


def test_who_says_that_there_is_danger_has_the_numbers_at_the_top_from_then_on(service, phone, child):
    pages = service.questionnaire(child.code).pages
    place = next(place for place, page in enumerate(pages) if any(one.means == "urgent" for one in page.fields))
    asked, top = next(one.code for one in pages[place].fields if one.means == "urgent"), '<p class="alarm">'
    phone.begin(child.path).tell(story="Verhaal")
    for path in (pages[place + 1].code, "check"):
        assert top not in phone.open(f"/tell/1/{path}")
    phone.open(f"/tell/1/{pages[place].code}")
    phone.press("next", **{asked: "yes"})
    for path in (pages[place + 1].code, "check"):
        assert top in phone.open(f"/tell/1/{path}")
