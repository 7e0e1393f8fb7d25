"""What somebody agreed to and what was told to whom, read back with the code; and one yes taken back, which stops what waits."""

import pytest

from gehoor.domain.consent.models import Consent, OutwardAct
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import something_leaves as leaving
from tests import make, people

pytestmark = pytest.mark.django_db
DATA = ["story", "name"]


@pytest.fixture
def noor(house):
    return house.person(people.NOOR)


@pytest.fixture
def arrived(house):
    return make.a_report(house, reporter_name="Amir", child_age="15")


@pytest.fixture
def shared(noor, arrived):
    """Amir agreed that the school hears his story; one call was made, a letter waits."""
    case = arrived.case
    school = leaving.ToWhom(kind="institution", institution=make.an_institution("Basisschool Het Kompas"))
    giving.consent_is_recorded(person=noor, case=case, to=school, party=case.parties.get(is_child=True), capacity="child",
                               purpose="hear_side", data=DATA, answer="given", way="with_code", words="Ja.",
                               from_at=make.NOON, at=make.NOON)
    acts = [leaving.act_is_planned(person=noor, case=case, to=school, kind=kind, purpose="hear_side", data=DATA, about="Intern: twijfel",
                                   at=make.NOON) for kind in ("call", "letter")]
    leaving.act_is_done(person=noor, case=case, act=acts[0], said="Intern: wat wij zeiden", at=make.NOON)
    return case


def test_without_anything_shared_the_story_leads_nowhere_else(phone, arrived):
    page = phone.come_back(arrived.code.digits())
    assert "Wat wij mogen delen" not in page


def test_who_comes_back_reads_what_may_be_shared_and_what_was(phone, arrived, shared):
    assert "Wat wij mogen delen" in phone.come_back(arrived.code.digits())
    page = phone.open("/back/story/1/shared")
    assert page.count("Basisschool Het Kompas, Gent") >= 2
    for words in ("ook hun verhaal horen", "je verhaal, zoals jij het schreef", "jouw naam"):
        assert words in page
    assert "Intern" not in page, "our own words stay with us"


def test_one_yes_is_taken_back_and_what_waits_stops(phone, arrived, shared):
    phone.come_back(arrived.code.digits())
    consent = Consent.objects.exclude(to=None).get()
    page = phone.open(f"/back/story/1/shared/{consent.id}")
    assert "Wil je dit niet meer?" in page
    assert OutwardAct.objects.get(kind="letter").state == "pending", "asking changes nothing"
    page = phone.press()
    assert "Dat mag niet meer." in page
    assert OutwardAct.objects.get(kind="letter").state == "stopped"
    assert OutwardAct.objects.get(kind="call").state == "done"
    assert "Nu mogen wij met niemand over jou praten." in page
    assert "Basisschool Het Kompas, Gent" in page, "what was told stays told"


def test_a_yes_of_another_story_is_not_there(phone, house, arrived, shared):
    other = make.a_report(house)
    phone.come_back(other.code.digits())
    consent = Consent.objects.exclude(to=None).get()
    page = phone.open(f"/back/story/1/shared/{consent.id}")
    assert "Wil je dit niet meer?" not in page
    phone.open("/back/story/1")
    phone.press(to=f"/back/story/1/shared/{consent.id}")
    assert Consent.objects.get(pk=consent.id).withdrawn_at is None
