"""Help in danger is at hand on every page, and no hours are shown of what nobody could reach."""

import pytest

from gehoor.domain.services.hours import open_now
from gehoor.domain.services.registry import all_services
from tests import make
from tests.phones import Phone

EMERGENCY = 'href="tel:112"'


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["krc", "kg", "vk", "akj"])
def test_every_page_before_telling_has_the_number_for_danger_and_the_way_out(settings, clock, code):
    settings.GEHOOR_SERVICES = (code,)
    phone, service = Phone(), all_services(make.a_day())[0]
    paths = ["/", "/back/", "/back/lost", "/about/expectations", "/about/privacy"]
    for door in service.about.audiences:
        paths += [f"/{door.path}/{page}" for page in ("", "start", "hours", "about/expectations", "about/limit", "enough")]
        paths += [f"/{door.path}/figures"] * bool(door.figures)
    for path in paths:
        page = phone.open(path)
        assert EMERGENCY in page and 'id="exit"' in page, path


@pytest.mark.django_db
def test_who_said_that_there_is_danger_sees_it_first_on_the_receipt_and_on_coming_back(house, phone, child, service):
    urgent = next(one.code for one in service.questionnaire(child.code).fields() if one.means == "urgent")
    phone.begin(child.path).tell(story="Het gebeurt nu.", **{urgent: "yes"})
    code = phone.send()
    assert phone.text.index(EMERGENCY) < phone.text.index(code.split()[0])
    other = Phone()
    other.come_back(code)
    assert other.text.index(EMERGENCY) < other.text.index("Het gebeurt nu.")
    assert phone.begin(child.path).tell(story="Het is voorbij.").send()
    assert 'class="alarm"' not in phone.text


@pytest.mark.parametrize(("code", "site"), [("lijn", "https://www.1712.be"), ("praat", "https://www.nupraatikerover.be")])
def test_a_chat_elsewhere_is_shown_with_the_way_to_it(settings, code, site):
    settings.GEHOOR_SERVICES = (code,)
    service = all_services(make.a_day())[0]
    assert site in {line.website for line in open_now(service, make.NOON, "child") if line.code == "chat"}


def test_a_chat_that_is_nowhere_is_said_to_be(folder):
    folder.change("service.yaml", "\nchannels:\n", """
channels:
  - {code: chat, core: chat, label: {nl: Babbelen, plain: same}, hours: {week: {tue: ["09:00-17:00"]}}}
""")
    assert any("neither a number, an address nor a website" in problem.cause for problem in folder.check())


@pytest.mark.django_db
def test_what_arrived_is_called_by_no_other_name_than_a_message(house, phone, adult):
    phone.begin(adult.path).tell(story="Wij willen overleggen.")
    phone.send()
    assert "Je bericht is aangekomen." in phone.text and "melding is aangekomen" not in phone.text
