import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gehoor.domain.contacts.models import Contact, Unfinished
from gehoor.domain.figures.models import Fact
from gehoor.foundation.audit.models import AuditLine
from gehoor.interfaces.public import tellings
from gehoor.interfaces.public.views.ending import MOST_COUNTED
from tests.interfaces.public.declaring import with_a_hidden_page, with_a_page_for_files, with_an_ending
from tests.phones import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_ending(folder, offer, phone):
    """A child that chose "I have a question", before the answer to it."""
    with offer(with_an_ending(folder)):
        phone.begin("jij").press("next", wants="question")
        yield phone


def test_the_answer_is_shown_with_whom_to_call_and_both_ways_on(at_the_ending):
    page = at_the_ending.text
    assert at_the_ending.at == "/tell/1/weten"
    assert "<strong>Dat is een recht.</strong>" in page
    assert 'href="/jij/about/expectations"' in page
    assert page.index('href="tel:102"') < page.index('href="tel:080000000"')
    assert "Dit was genoeg" in page and "Ik wil toch vertellen" in page


def test_it_is_no_question_and_is_not_counted_as_one(at_the_ending):
    at_the_ending.press("next")
    assert "Vraag 2 van" in at_the_ending.text
    assert at_the_ending.at == "/tell/1/vertel"


def test_one_may_always_go_on_and_tell(at_the_ending):
    at_the_ending.press("next")
    at_the_ending.tell(story="Toch dit.")
    assert "Toch dit." in at_the_ending.text
    assert "Misschien helpt dit al" not in at_the_ending.text
    assert Fact.objects.count() == 0


def test_going_back_from_the_first_question_shows_it_again(at_the_ending):
    at_the_ending.press("next")
    at_the_ending.press("back")
    assert at_the_ending.at == "/tell/1/weten"


def test_who_only_chose_hears_of_nothing_but_choices(at_the_ending):
    assert "wat je koos" in at_the_ending.text
    assert "Je schreef al iets." not in at_the_ending.text


def test_words_that_would_be_lost_are_said_to_be_with_the_way_back_to_them(at_the_ending):
    at_the_ending.press("next")
    at_the_ending.press("next", story="Dit schreef ik al.")
    page = at_the_ending.open("/tell/1/weten")
    assert "Dan is ook weg wat je schreef of toevoegde." in page
    assert 'href="/tell/1/later"' in page
    # The way on is the button that stands out, and not the one that lets go of the words.
    assert page.index('class="button button--secondary" name="go" value="done"') < page.index('class="button" name="go" value="next"')
    assert "Dit schreef ik al." in at_the_ending.open(re.search(r'href="(/tell/1/vertel)"', page)[1])


def test_a_file_is_something_to_lose_too(folder, offer, phone):
    with offer(with_a_page_for_files(with_an_ending(folder))):
        phone.begin("jij").press("next", wants="question")
        phone.press("next")
        phone.press("next", files=[SimpleUploadedFile("brief.txt", b"Een brief.")])
        assert 'href="/tell/1/bijlage"' in phone.open("/tell/1/weten")


def test_enough_counts_one_contact_and_keeps_nothing(at_the_ending):
    page = at_the_ending.press("done")
    assert at_the_ending.at == "/jij/enough"
    assert "Er is niets bewaard." in page and 'href="/jij/"' in page
    (fact,) = Fact.objects.all()
    assert (fact.unit, fact.service, fact.kind, fact.channel, fact.audience) == ("contact", "voorbeeld", "question", "web_form", "child")
    assert Contact.objects.count() == 0
    assert tellings.find(at_the_ending.session, 1) is None
    assert "wants" not in str(dict(at_the_ending.session.items()))
    assert AuditLine.objects.filter(action="question.answered").count() == 1


def test_a_second_click_and_another_tab_count_once(at_the_ending):
    token = at_the_ending.token
    for _click in range(3):
        answer = at_the_ending.post("/tell/1/weten", {"csrfmiddlewaretoken": token, "go": "done", "door": "voorbeeld/child"})
        assert answer.status_code == 302 and answer.headers["Location"] == "/jij/enough"
    assert Fact.objects.count() == 1


def test_one_browser_is_counted_a_few_times_and_no_more(at_the_ending):
    at_the_ending.press("done")
    for number in range(2, MOST_COUNTED + 3):
        at_the_ending.begin("jij").press("next", wants="question")
        assert at_the_ending.at == f"/tell/{number}/weten"
        at_the_ending.press("done")
        assert at_the_ending.at == "/jij/enough"
    assert Fact.objects.count() == MOST_COUNTED


def test_what_was_put_aside_before_goes_too(folder, offer, phone):
    from tests import make

    with offer(with_an_ending(folder)):
        make.a_house()
        phone.begin("jij").press("later", wants="question")
        phone.press()
        phone.come_back(phone.code)
        assert Unfinished.objects.count() == 1
        phone.open("/tell/2/weten")
        phone.press("done")
        assert phone.at == "/jij/enough"
        assert Unfinished.objects.count() == 0


def in_two_places(phone: Phone) -> tuple[Phone, Phone]:
    """The same story, put aside once and taken up on two telephones."""
    phone.begin("jij").press("later", wants="question")
    phone.press()
    here, there = Phone(), Phone()
    for one in (here, there):
        one.come_back(phone.code)
    return here, there


def test_who_had_enough_in_one_place_can_still_send_what_stands_in_another(folder, offer, phone):
    from tests import make

    with offer(with_an_ending(folder)):
        make.a_house()
        here, there = in_two_places(phone)
        there.open("/tell/1/vertel")
        there.press("next", story="Toch dit.")
        here.open("/tell/1/weten")
        here.press("done")
        assert here.at == "/jij/enough"
        there.open("/tell/1/check")
        assert len(there.send().split()) == 7
        assert Contact.objects.count() == 1


def test_what_was_sent_is_not_counted_as_enough_besides(folder, offer, phone):
    from tests import make

    with offer(with_an_ending(folder)):
        make.a_house()
        here, there = in_two_places(phone)
        there.open("/tell/1/vertel")
        there.press("next", story="Toch dit.")
        there.open("/tell/1/check")
        there.send()
        counted = Fact.objects.count()
        here.open("/tell/1/weten")
        here.press("done")
        assert here.at == "/jij/enough"
        assert Fact.objects.count() == counted


def test_an_ending_that_does_not_fit_the_answers_is_not_shown(at_the_ending):
    at_the_ending.press("back")
    at_the_ending.press("next", wants="tell")
    assert at_the_ending.at == "/tell/1/vertel"
    at_the_ending.open("/tell/1/weten")
    assert at_the_ending.at == "/tell/1/check"


def test_what_was_written_can_be_sent_after_all_once_it_is_whole(at_the_ending):
    assert "/check" not in at_the_ending.text
    at_the_ending.press("next")
    at_the_ending.press("next", story="Dit schreef ik al.")
    page = at_the_ending.open("/tell/1/weten")
    assert 'href="/tell/1/check">Toch versturen wat je schreef</a>' in page
    assert "Dit schreef ik al." in at_the_ending.open("/tell/1/check")


def test_words_on_a_page_that_another_answer_hides_are_said_to_go_too(folder, offer, phone):
    with offer(with_a_hidden_page(with_an_ending(folder))):
        phone.begin("jij").press("next", wants="tell")
        phone.press("next", place="Bij ons thuis.")
        phone.open("/tell/1/waarvoor")
        phone.press("next", wants="question")
        assert phone.at == "/tell/1/weten"
        assert "Je schreef al iets." in phone.text and 'href="/tell/1/later"' in phone.text


def test_a_button_of_a_page_that_was_opened_before_the_words_lets_go_of_none(at_the_ending):
    at_the_ending.press("next")
    at_the_ending.press("next", story="Dit schreef ik al.")
    page = at_the_ending.press("done", to="/tell/1/weten", door="voorbeeld/child")
    assert at_the_ending.status == 409 and "Dan is ook weg wat je schreef of toevoegde." in page
    assert tellings.find(at_the_ending.session, 1).answers["story"] == "Dit schreef ik al."
    at_the_ending.press("done", knows="words")
    assert at_the_ending.at == "/jij/enough"
    assert tellings.find(at_the_ending.session, 1) is None
