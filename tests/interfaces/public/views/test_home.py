import pytest
from django.conf import settings

from gehoor.interfaces.public import doors
from tests.phones import Phone

pytestmark = pytest.mark.django_db


def test_the_first_page_has_a_door_for_every_kind_of_reader(phone, service):
    page = phone.open("/")
    for audience in service.about.audiences:
        assert audience.title.text("nl") in page
        assert f'href="/{audience.path}/"' in page


def test_every_first_page_says_who_is_there_now_and_whom_to_call_in_danger(phone, service):
    for path in ("/", *(f"/{one.path}/" for one in service.about.audiences), "/back/"):
        page = phone.open(path)
        for line in service.about.lines:
            if line.emergency:
                assert f'href="tel:{line.number}"' in page, path


def test_children_read_plain_words_and_others_formal_ones(phone, child, adult):
    page = phone.open(f"/{child.path}/")
    assert child.lead.text("nl", plain=True) in page
    assert "<h1>" + child.title.text("nl", plain=True) in page
    assert adult.lead.text("nl").split(".")[0] in phone.open(f"/{adult.path}/")


def test_the_limit_of_confidence_is_shown_before_the_first_question(phone, service):
    for audience in service.about.audiences:
        page = phone.open(f"/{audience.path}/start")
        plain = audience.wording == "plain"
        for point in audience.confidentiality.points:
            assert point.text("nl", plain=plain) in page
        assert "<textarea" not in page


def test_looking_around_leaves_no_cookie(phone, child):
    for path in ("/", f"/{child.path}/", f"/{child.path}/about/privacy", "/look.css"):
        phone.open(path)
        assert not phone.cookies, path


def test_a_door_that_is_not_there_is_a_page_with_numbers(phone):
    page = phone.open("/nergens/")
    assert phone.status == 404
    assert "tel:112" in page


def test_somebody_reads_on_in_another_language_where_they_were(phone, child):
    page = phone.open(f"/language/en?to=/{child.path}/")
    assert phone.at == f"/{child.path}/"
    assert '<html lang="en"' in page
    assert child.lead.text("en", plain=True) in page


def test_the_language_of_the_browser_counts_until_somebody_chooses(db, clock, child):
    phone = Phone(headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert '<html lang="en"' in phone.open(f"/{child.path}/")
    phone.open("/language/nl")
    assert '<html lang="nl"' in phone.open(f"/{child.path}/")


def test_a_language_that_the_service_does_not_speak_is_left_alone(phone):
    assert '<html lang="nl"' in phone.open("/language/fr")
    assert '<html lang="nl"' in Phone(headers={"Accept-Language": "fr"}).open("/")


@pytest.mark.parametrize("to", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", "\\\\elders.example"])
def test_changing_language_never_leads_to_another_site(phone, to):
    answer = phone.get("/language/en", {"to": to})
    assert answer.headers["Location"] == "/"


def test_who_began_already_may_go_on_or_begin_anew(phone, child):
    phone.begin(child.path).press("next", story="Ik was al begonnen.")
    page = phone.open(f"/{child.path}/start")
    assert "Ik was al begonnen" not in page
    first = phone.press("on") and phone.at
    phone.open(f"/{child.path}/start")
    phone.press("new")
    assert phone.at.split("/")[2] != first.split("/")[2]


def test_who_has_just_left_sees_nothing_until_they_open_it_again(phone, child):
    phone.begin(child.path)
    phone.open("/exit", **{"Sec-Fetch-Site": "same-origin"})
    for path in ("/", f"/{child.path}/", f"/{child.path}/start", "/back/", "/tell/1/check"):
        page = phone.open(path)
        assert child.title.text("nl", plain=True) not in page
        assert "Deze pagina is gesloten" in page
    phone.open("/again")
    assert doors.LEFT not in phone.session
    assert f'href="/{child.path}/"' in phone.open("/")


def test_a_token_left_on_a_shared_computer_sees_nothing_of_what_is_told(phone, child):
    phone.open(f"/{child.path}/start")
    stranger = Phone()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = phone.cookies[settings.SESSION_COOKIE_NAME].value
    phone.press("new")
    phone.press("next", story="Dit leest niemand.")
    assert stranger.get("/tell/1/check").status_code == 410
    assert "Dit leest niemand." in phone.open("/tell/1/check")


def test_a_few_numbers_stand_beside_the_door_and_the_rest_is_one_press_away(settings):
    settings.GEHOOR_SERVICES = ("akj",)
    page = Phone().open("/vraag/")
    beside, _summary, folded = page[page.index("Liever praten?"):].partition("<summary>Nog")
    assert "Wij zelf." in beside, "whoever comes here always sees at a glance how to reach us"
    assert 3 <= beside.count('class="tel') <= 4
    assert folded.count('class="tel') > 1


def test_where_several_services_share_a_page_the_first_door_of_each_stands_open_and_many_others_are_folded(settings):
    settings.GEHOOR_SERVICES = ("vk", "lijn", "praat")
    page = Phone().open("/")
    open_at_once, _summary, folded = page.partition("<summary>Ik ben iemand anders")
    assert 'href="/jij/"' in open_at_once and 'href="/overleg/"' not in open_at_once
    assert 'href="/overleg/"' in folded.partition("</details>")[0]
    assert page.count("<summary>Ik ben iemand anders") == 1, "two doors are not worth folding"


def test_the_other_language_stands_in_the_masthead_before_anything_else(phone, child):
    for path in ("/", f"/{child.path}/", f"/{child.path}/start", f"/{child.path}/hours", f"/{child.path}/about/expectations", "/back/"):
        page = phone.open(path)
        assert page.index(f"/language/en?to={path.replace('/', '%2F')}") < page.index('id="main"'), path


def test_where_something_is_typed_the_language_keeps_it_and_enter_still_goes_on(phone, child):
    phone.begin(child.path)
    head = phone.text[:phone.text.index('id="main"')]
    assert head.index('form="telling" name="go" value="next"') < head.index('form="telling" name="go" value="language:en"')
    page = phone.press("language:en", story="Nog niet af")
    assert '<html lang="en"' in page and "Nog niet af" in page
