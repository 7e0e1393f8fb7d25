"""What a service may declare besides its questions, as whoever comes reads it: notices, pages, purposes, moments, hours."""

import pytest

from tests import make
from tests.interfaces.public.declaring import with_a_page_of_its_own, with_more_questions, with_notices, with_several
from tests.phones import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(folder, offer):
    with offer(with_more_questions(folder)):
        yield folder


# notices and pages


def test_a_notice_stands_on_the_first_pages_of_its_readers_while_it_holds(folder, offer, phone, clock):
    with offer(with_notices(folder)):
        for path in ("/", "/jij/", "/jij/start", "/ouder-of-professional/"):
            page = phone.open(path)
            assert "Ons reglement verandert." in page, path
            assert "In april" not in page
        assert "Alleen voor ouders." in phone.open("/ouder-of-professional/start")
        assert "Alleen voor ouders." not in phone.open("/jij/start")
        clock.at = clock.at.replace(month=4)
        assert "In april zijn wij dicht." in phone.open("/jij/")


def test_a_page_of_ones_own_is_found_from_the_first_page_and_from_the_foot(folder, offer, phone):
    with offer(with_a_page_of_its_own(folder)):
        page = phone.open("/jij/")
        assert page.count('href="/jij/about/steps"') == 2
        page = phone.open("/jij/about/steps")
        assert "<h1>De stappen</h1>" in page
        assert 'href="/jij/about/privacy"' in page and "<em>vragen</em>" in page
        assert 'href="/about/privacy"' in phone.open("/about/steps")


# words that are not in the reader's language


def test_what_is_not_translated_is_marked_as_dutch_and_said_so_once(folder, offer, phone):
    with offer(with_a_page_of_its_own(folder)):
        phone.open("/language/en")
        page = phone.open("/jij/about/steps")
        assert '<html lang="en"' in page
        assert 'lang="nl"' in page[page.index("<article"):page.index("<article") + 60]
        assert page.count("Only in Dutch") == 1


def test_a_declared_text_falls_back_to_dutch_where_everybody_sees_it(asking, phone):
    phone.open("/language/en")
    phone.begin("jij")
    page = phone.text
    assert '<span lang="nl" dir="ltr">Wanneer kan je komen?</span>' in page
    assert page.count("Only in Dutch") == 1
    assert '<span lang="nl"' not in page[page.index("Are you in danger now?") - 40:page.index("Are you in danger now?")]


# what an answer is needed for


def test_a_question_says_what_it_is_needed_for_and_may_be_passed(asking, phone):
    phone.begin("jij")
    assert "Nodig voor: een klacht onderzoeken. Overslaan mag." in phone.text
    phone.tell(story="Het was niet eerlijk.")
    page = phone.text
    assert "Een klacht onderzoeken." in page[page.index("Dit kunnen wij nog niet"):]
    assert "Je verhaal lezen wij wel." in page
    assert 'href="/tell/1/vertel?from=check"' in page[page.index("Dit kunnen wij nog niet"):]
    make.a_house()
    assert phone.send()


def test_who_gave_the_answer_hears_nothing_of_it(asking, phone):
    phone.begin("jij").tell(story="Het was niet eerlijk.", since_when="De Brug")
    assert "Dit kunnen wij nog niet" not in phone.text


# appointments


def test_moments_are_offered_by_day_and_none_of_these_is_an_answer_too(asking, phone):
    phone.begin("jij")
    assert phone.text.count('name="moment"') == 3 * 4 + 1
    assert "<summary>woensdag 11 maart</summary>" in phone.text
    assert 'value="2026-03-13T14:30+01:00"' in phone.text
    assert "Geen van deze momenten" in phone.text


def test_a_moment_is_kept_and_read_back_in_words(asking, phone):
    phone.begin("jij").tell(story="Dit.", moment="2026-03-13T14:30+01:00")
    assert "vrijdag 13 maart 2026, 14.30 uur" in phone.text
    make.a_house()
    code = phone.send()
    other = Phone()
    other.come_back(code)
    assert "vrijdag 13 maart 2026, 14.30 uur" in other.text


def test_a_moment_that_was_never_offered_is_refused(asking, phone):
    phone.begin("jij")
    phone.press("next", story="Dit.", moment="2026-03-14T14:30+01:00")
    assert phone.status == 422
    assert "Dit." in phone.text


def test_a_moment_that_passed_while_somebody_waited_is_chosen_again(asking, phone, clock):
    make.a_house()
    phone.begin("jij").tell(story="Dit.", moment="2026-03-11T09:00+01:00")
    clock.at = clock.at.replace(day=11)
    page = phone.press()
    assert phone.status == 422
    assert "Dit moment kan niet meer" in page and "Dit." in page
    phone.open("/tell/1/vertel?from=check")
    phone.press("next", story="Dit.", moment="none")
    phone.open("/tell/1/check")
    assert "Geen van deze momenten" in phone.text
    assert phone.send()


# hours


def test_what_is_by_appointment_is_said_beside_who_is_open(asking, phone):
    page = phone.open("/jij/")
    assert "Kom langs" in page and "Dorpsplein 1" in page and "Alleen op afspraak" in page
    assert "Op afspraak kan het vanaf morgen om 9 uur." in page


def test_the_hours_of_the_week_show_every_day_as_it_is(asking, phone, clock):
    page = phone.open("/jij/hours")
    assert "Vandaag, dinsdag 10 maart" in page and "9 uur tot 17 uur" in page
    assert page.count('<dl class="week">') == 3  # the telephone, the visits, the child line
    assert "Op afspraak" in page and "20 uur tot middernacht" in page
    clock.at = clock.at.replace(month=12, day=22)
    assert "(Kerstavond)" in phone.open("/jij/hours")
    assert 'href="/jij/hours"' in phone.open("/jij/")


# several institutions


@pytest.fixture
def naming(folder, offer, phone):
    """A child before the page on which schools are named."""
    with offer(with_several(folder)):
        phone.begin("jij").press("next", story="Overal hetzelfde.")
        yield phone


def test_as_many_lines_as_were_named_and_one_more_up_to_five(naming):
    assert naming.text.count('name="school"') == 3
    naming.press("more", theme="school", school=["De Brug", "", "Het Lyceum", "De Boot"])
    assert naming.at == "/tell/1/thema"
    assert naming.text.count('name="school"') == 4
    assert 'value="De Boot"' in naming.text
    naming.press("more", theme="school", school=["A", "B", "C", "D", "E"])
    assert naming.text.count('name="school"') == 5


def test_more_than_five_are_kept_as_typed_and_said_to_be_too_many(naming):
    naming.press("next", theme="school", school=["A", "B", "C", "D", "E", "F"])
    assert naming.status == 422
    assert "Noem er hoogstens 5." in naming.text
    assert 'value="F"' in naming.text


def test_what_was_named_is_read_back_and_later_questions_know_it(naming):
    naming.press("next", theme="school", school=["De Brug", "Het Lyceum"])
    assert "En waar precies?" in naming.text
    naming.tell()
    assert "De Brug; Het Lyceum" in naming.text


def test_the_menu_has_the_order_that_the_pages_say(folder, offer, phone):
    for name, order in (("a-rule", 3), ("many-steps", 1), ("zero", 2)):
        (folder.service / "pages" / f"{name}.nl.md").write_text(
            f"---\npage: {name.replace('-', '_')}\nin_menu: true\norder: {order}\ntitle: Over {name}\n"
            "valid_from: 2026-01-01\n---\nEerst dit.\n",
            encoding="utf-8")
    with offer(folder):
        page = phone.open("/jij/")
        places = [page.index(f"Over {name}") for name in ("many-steps", "zero", "a-rule")]
        assert places == sorted(places)
