"""Between centres at the desk: a form of its own to ask, the answer beside it, and a question of another centre that tells nobody more
than they may know."""

import re

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.centres.models import Question, Received
from gehoor.domain.consent.models import GIVEN, OutwardAct
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.consent_is_given import consent_is_recorded
from gehoor.journeys.people_are_known import party_is_added
from tests import desks, make, people

pytestmark = pytest.mark.django_db
AMIR = {"name": "Amir Haddad", "born": "11-09-2014", "address": "Wilgenlaan 1", "address_secret": True}
ASKED = {"who": "Joke", "name": "Amir Haddad", "born": "11-09-2014", "why": "Aangemeld door een school."}


@pytest.fixture
def house(settings, clock):
    settings.GEHOOR_SERVICES = ("vk",)
    return make.a_house()


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def case(house, noor):
    person = noor.person
    case = access_case(person, make.a_report(house, audience="concerned").case.reference)
    case_is_assigned(person=person, case=case, to=person.account, expected=None, at=make.NOON)
    party_is_added(person=person, case=case, role="child", about=AMIR, at=make.NOON)
    case_is_opened(person=person, case=case, at=make.NOON)
    return case


def at(case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def agreed(person, case, act) -> None:
    child, reporters = case.parties.get(role="child"), list(case.parties.filter(is_reporter=True))
    mother = party_is_added(person=person, case=case, role="parent", about={"name": "Moeder"}, is_child=False, at=make.NOON)
    for party, capacity in [*((one, "reporter") for one in reporters), (child, "child"), (mother, "parent")]:
        consent_is_recorded(person=person, case=case, to=leaving.ToWhom(known=act.to), party=party, capacity=capacity, purpose=act.purpose,
                            data=act.data, answer=GIVEN, way="phone", words="Dat mag.", from_at=make.NOON, at=make.NOON)


def registered(house, noor) -> Received:
    centre = house.service.about.centres[0].code
    noor.send("/werk/centres/register/", 302, centre=centre, teams=[str(house.team.pk)], **ASKED)
    return Received.objects.get()


def test_from_asking_to_the_answer(house, noor, case):
    assert "Vraag een ander centrum" in noor.page(at(case, "consents/"))
    child = str(case.parties.get(role="child").pk)
    told = {"party": child, "centre": house.service.about.centres[0].code, "why": "Verhuisd."}
    refused = noor.send(at(case, "do/ask_centre/"), 422, data=["child_name", "child_address"], **told)
    assert "geheim" in refused and "Verhuisd." in refused
    noor.send(at(case, "do/ask_centre/"), 302, data=["child_name"], **told)
    act = OutwardAct.objects.get()
    assert f"do/put_question/{act.pk}" not in noor.page(at(case, "consents/")), "nothing leaves before somebody agreed"
    agreed(noor.person, case, act)
    assert f"do/put_question/{act.pk}" in noor.page(at(case, "consents/"))
    page = noor.page(at(case, f"do/put_question/{act.pk}/"))
    assert "Amir Haddad" in page and "Wilgenlaan" not in page
    noor.send(at(case, f"do/put_question/{act.pk}/"), 302, due_on="2026-03-20")
    assert "wacht op antwoord" in noor.page(at(case, "consents/"))
    assert "komen" in noor.send(at(case, f"do/centre_answered/{act.pk}/"), 422, answer="known", who="Joke", on="2026-03-30")
    noor.send(at(case, f"do/centre_answered/{act.pk}/"), 302, answer="known", who="Joke", on="2026-03-10", words="Bel terug.")
    page = noor.page(at(case, "consents/"))
    assert "Zij kennen dit kind" in page and "Bel terug." in page
    assert "noteerde het antwoord van een ander centrum" in noor.page(at(case))
    assert Question.objects.get().recorded_by == noor.person.account


def test_the_general_form_offers_no_question_to_a_centre_and_sends_none(noor, house, case):
    assert "centre_question" not in noor.page(at(case, "do/send_out/"))
    noor.send(at(case, "do/ask_centre/"), 302, party=str(case.parties.get(role="child").pk), centre=house.service.about.centres[0].code,
              why="Zo.", data=["child_name"])
    act = OutwardAct.objects.get()
    agreed(noor.person, case, act)
    assert "eigen formulier" in noor.send(at(case, f"do/sent/{act.pk}/"), 422, text="Een heel verhaal")
    assert OutwardAct.objects.get().state == "pending"


def test_a_question_that_came_in_leads_to_the_case_and_out_again_with_yes(house, noor, case):
    assert "familienaam" in noor.send("/werk/centres/register/", 422, centre=house.service.about.centres[0].code,
                                      teams=[str(house.team.pk)], **{**ASKED, "name": "Amir", "born": ""})
    asked = registered(house, noor)
    assert f"/werk/centres/{asked.pk}/" in noor.page("/werk/day/")
    page = noor.page(f"/werk/centres/{asked.pk}/")
    assert case.reference in page and "zelfde naam en geboortedatum" in page
    noor.send(at(case, f"do/know_child/{asked.pk}/"), 302)
    act = OutwardAct.objects.get()
    assert "voorbereid" in noor.page(f"/werk/centres/{asked.pk}/")
    assert "Nog nodig" in noor.page(at(case, "consents/"))
    agreed(noor.person, case, act)
    noor.send(at(case, f"do/say_yes/{act.pk}/"), 302, reasons="Zij volgen verder op.")
    assert "Wij kennen dit kind" in noor.page(f"/werk/centres/{asked.pk}/")
    assert f"/werk/centres/{asked.pk}/" not in noor.page("/werk/day/")


def test_the_page_of_a_question_is_alike_for_who_may_not_open_the_case(house, desk, noor, case):
    """The attacker: a colleague who compares the page of a child we know with that of one we don't."""
    asked = registered(house, noor)
    noor.send("/werk/centres/register/", 302, centre=asked.centre, teams=[str(house.team.pk)], **{**ASKED, "name": "Niemand Bekend"})
    nobody = Received.objects.exclude(pk=asked.pk).get()
    noor.send(at(case, f"do/know_child/{asked.pk}/"), 302)
    lien = desk(people.LIEN)

    def seen(question, name):
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", lien.page(f"/werk/centres/{question.pk}/"))
        return page.replace(str(question.pk), "").replace(name, "")

    assert seen(asked, "Amir Haddad") == seen(nobody, "Niemand Bekend")
    lien.page(f"/werk/case/{case.reference}/do/know_child/{asked.pk}/", 404)
    noor.send(f"/werk/centres/{asked.pk}/", 302, answer="may_not_say", reasons="Geen toestemming.")
    desk(people.ILIAS).send(f"/werk/centres/{nobody.pk}/", 302, answer="not_known", reasons="")
    # Only a supervisor says that a child isn't there: by whom it was answered would tell that a handler didn't say so.
    assert seen(asked, "Amir Haddad") == seen(nobody, "Niemand Bekend")
    assert "Geen toestemming" not in seen(asked, "")
    assert not re.search(r"vinden dit kind niet|Ilias", seen(nobody, ""))
    assert "Ilias" not in lien.page("/werk/centres/")


def test_what_was_typed_while_a_screen_locked_is_still_there(house, noor):
    noor.post("/werk/lock/")
    noor.post("/werk/centres/register/", {**ASKED, "centre": house.service.about.centres[0].code, "teams": [str(house.team.pk)]})
    assert not Received.objects.exists()
    noor.sign_in(second_factor=False)
    page = noor.page("/werk/centres/register/")
    assert "Aangemeld door een school." in page and "Joke" in page


def test_a_no_says_why_and_only_a_supervisor_finds_nobody(house, desk, noor):
    asked = registered(house, noor)
    assert "not_known" not in noor.page(f"/werk/centres/{asked.pk}/")
    assert "schrijf waarom" in noor.send(f"/werk/centres/{asked.pk}/", 422, answer="may_not_say", reasons="")
    ilias = desk(people.ILIAS)
    ilias.send(f"/werk/centres/{asked.pk}/", 302, answer="not_known", reasons="")
    assert "Wij vinden dit kind niet" in ilias.page(f"/werk/centres/{asked.pk}/")
    page = noor.send(f"/werk/centres/{asked.pk}/", 409, answer="may_not_say", reasons="Te laat.")
    assert "intussen al beantwoord" in page


def test_of_a_service_without_other_centres_there_is_nothing_to_register(settings, clock, db):
    settings.GEHOOR_SERVICES = ("krc",)
    noor = desks.Desk(make.a_house(), people.NOOR, clock).sign_in()
    assert "geen lijst van andere centra" in noor.page("/werk/centres/")
    assert "Vragen van andere centra" not in noor.page("/werk/day/")
    noor.page("/werk/centres/register/", 404)
