from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.models import Conversation, Message
from gehoor.foundation.action import journey
from gehoor.foundation.files.models import SealedFile
from gehoor.interfaces.kit.templatetags.moments import short_day
from gehoor.interfaces.public import stories
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.message_passes import staff_answers, tell_reporter
from tests import make, people
from tests.journeys.test_points_are_handled import add
from tests.phones import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(house):
    return make.a_report(house)


@pytest.fixture
def back(phone, told):
    """Somebody who came back with the code."""
    phone.come_back(told.code.digits())
    return phone


def noor_writes(house, told, text="Dag. Bedankt dat je dit vertelt."):
    noor = house.person(people.NOOR)
    case_is_opened(person=noor, case=told.case, at=make.NOON)
    staff_answers(person=noor, case=told.case, text=text, kind="answer", at=make.NOON)


def test_what_each_point_was_found_stands_there_once_it_was_told_and_as_it_was_told(back, house, told):
    noor = house.person(people.NOOR)
    for _point in range(2):
        add(house, noor, told.case)
    told.case.items.filter(number=1).update(finding=house.service.procedure.findings[0].code)
    assert "Wat wij vonden" not in back.open("/back/story/1"), "decided, and not told yet"
    noor_writes(house, told, "Dag.\n\nPunt 1 (Wachten): Je had gelijk. Het duurde te lang.\nPunt 2: Dat bekijken wij nog.\n\nNoor")
    page = back.open("/back/story/1")
    shown = page.partition("Wat wij vonden</h2>")[2].partition("</ul>")[0]
    assert "Punt 1 (Wachten): Je had gelijk. Het duurde te lang.</li>" in shown
    assert "Punt 2" not in shown, "no finding stands on it"
    noor_writes(house, told, "Punt 1 (Wachten): Je had voor een deel gelijk.")
    page = back.open("/back/story/1").partition("Wat wij vonden</h2>")[2].partition("</ul>")[0]
    assert "voor een deel gelijk" in page and "te lang" not in page, "what was told last"


def test_own_words_stand_there_unchanged(back):
    assert people.AMIRS_STORY in back.text
    assert "Nog niemand die hier werkt, las je verhaal." in back.text


def test_what_comes_next_stands_there_with_its_day_so_that_it_is_no_claim_about_now(back):
    lead = back.text.partition('<p class="lead">')[2].partition("</p>")[0]
    assert "Iemand leest je verhaal." in lead and "Uiterlijk " in lead


def test_an_answer_is_named_shown_and_then_no_longer_new(back, house, told):
    noor_writes(house, told)
    page = back.open("/back/story/1")
    assert "Er is een antwoord." in page and "Bedankt dat je dit vertelt." in page and "Noor" in page
    assert "1 mens die hier werkt, las je verhaal." in page
    assert Message.objects.get().read_at is not None
    assert "Er is een antwoord." not in back.open("/back/story/1")


def test_that_it_takes_longer_is_a_message_and_no_answer_yet(back, house, told):
    noor = house.person(people.NOOR)
    with journey("test.tells", at=make.NOON, actor=noor.account):
        tell_reporter(person=noor, case=told.case, text="Wij antwoorden later.", kind="notice", at=make.NOON)
    page = back.open("/back/story/1")
    assert "Er is een bericht." in page and "Wij antwoorden later." in page
    assert "Er is een antwoord." not in page


@pytest.mark.parametrize("kind", ["reply", "correction"])
def test_somebody_writes_back_word_for_word(back, kind):
    back.press(kind=kind, text="Mijn mama weet het.\n<b>Niet</b> zeggen.")
    assert back.status == 200
    assert "Mijn mama weet het.\n<b>Niet</b> zeggen." in back.text
    assert "<b>Niet</b>" not in back.answer.content.decode()
    assert Message.objects.get().kind == kind


def test_an_empty_message_is_not_sent(back):
    back.press(text="  ")
    assert back.status == 422
    assert not Message.objects.exists()


def test_a_file_goes_along_and_opens_for_its_owner_only(back, house):
    back.press(text="Hier is de brief.", files=[SimpleUploadedFile("brief.txt", b"Beste ouders")])
    file = SealedFile.objects.get()
    path = f"/back/story/1/file/{file.id}"
    assert back.get(path).content == b"Beste ouders"
    assert "brief.txt" in back.text
    stranger = Phone()
    stranger.come_back(make.a_report(house).code.digits())
    assert stranger.get(path).status_code == 404
    assert Phone().get(path).status_code == 404


def test_a_refused_file_leaves_the_message_as_it_was(back):
    back.press(text="Hier is de brief.", files=[SimpleUploadedFile("leeg.txt", b"")])
    assert back.status == 422
    assert "leeg" in back.text and "Hier is de brief." in back.text
    assert not Message.objects.exists()
    assert "Hier is de brief." in back.open("/back/story/1")


@pytest.mark.parametrize("kind", ["complaint", "signal"])
def test_who_wants_to_stop_reads_what_it_is_that_they_stop(back, told, service, kind):
    Case.objects.filter(pk=told.case.pk).update(kind=kind)
    declared = next(one for one in service.procedure.kinds if one.code == kind)
    said = declared.stops.text("nl", plain=True) if declared.stops else "Ik wil stoppen"
    assert f">{said}</a>" in back.open("/back/story/1")
    assert declared.stops is not None or kind == "signal"


def test_stopping_is_allowed_without_a_word(back):
    back.open("/back/story/1/stop")
    back.press(text="")
    assert back.at == "/back/story/1"
    assert "Jij vroeg om te stoppen." in back.text
    assert Conversation.objects.get().withdrawn_at == make.NOON
    assert "/back/story/1/stop" not in back.text
    assert "Wij kijken wat we kunnen doen." not in back.text and "Wij kiezen samen" not in back.text


def test_what_is_being_written_outlives_the_closing_of_the_story(back, told, clock):
    token = back.token
    clock.passes(timedelta(seconds=stories.IDLE_SECONDS + 60))
    back.press(text="Half geschreven.")
    assert back.at == "/back/"
    assert not Message.objects.exists()
    back.come_back(told.code.digits())
    assert back.at == "/back/story/1" and "Half geschreven." in back.text
    assert token


def test_one_story_is_closed_and_the_other_stays_open(back, house):
    back.come_back(make.a_report(house, story="van de jongste").code.digits())
    back.press(to="/back/story/1/close")
    back.open("/back/story/1")
    assert back.at == "/back/"
    assert "van de jongste" in back.open("/back/story/2")


def test_what_is_written_in_one_story_never_lands_in_another(back, house):
    other = make.a_report(house, story="van de jongste")
    back.come_back(other.code.digits())
    back.press(to="/back/story/1", text="Dit is voor de eerste.")
    assert Message.objects.get().conversation.case != other.case
    assert "Dit is voor de eerste." not in back.open("/back/story/2")


def test_a_closed_story_says_what_came_of_it_and_can_still_be_read(back, house, told):
    case = make.close(house, house.person(people.NOOR), told.case)
    page = back.open("/back/story/1")
    assert house.service.procedure.outcome(case.outcome).tells.text("nl", plain=True) in page
    assert people.AMIRS_STORY in page


def test_a_closed_story_says_so_and_what_one_still_writes_is_read(back, house, told):
    noor = house.person(people.NOOR)
    case = make.close(house, noor, told.case, at=make.NOON)
    page = back.open("/back/story/1")
    assert f"Wij hebben dit afgesloten op {short_day(case.closed_at)}." in page
    assert "Schrijf je nog iets? Dan lezen wij het." in page
    assert "werkt aan je verhaal" not in page
    back.press(text="Het is weer begonnen.")
    assert back.status == 200 and Message.objects.filter(kind="reply").exists()


def test_an_open_story_is_not_called_closed(back, house, told):
    noor_writes(house, told)
    assert "afgesloten" not in back.open("/back/story/1")


def test_who_sent_it_in_a_language_reads_on_in_it(house, phone, child):
    phone.open("/language/en")
    phone.begin(child.path).tell(story="I told it in English.")
    code = phone.send()
    other = Phone()
    other.come_back(code)
    assert '<html lang="en"' in other.text


def test_another_language_uses_no_new_mark_up(back, house, told):
    noor_writes(house, told)
    assert "Er is een antwoord." in back.open("/back/story/1")
    page = back.press("language:en")
    assert '<html lang="en"' in page and "There is an answer." in page and 'id="new"' in page
    assert "There is an answer." not in back.open("/back/story/1")


def test_what_came_meanwhile_is_new_beside_what_was(back, house, told):
    noor_writes(house, told)
    back.open("/back/story/1")
    noor_writes(house, told, text="Nog iets.")
    page = back.press("language:en")
    assert page.count('data-new=') == 2


def test_another_language_loses_nothing_that_was_being_typed(back):
    assert "Ik was aan het typen" in back.press("language:en", text="Ik was aan het typen")
    assert not Message.objects.exists()
