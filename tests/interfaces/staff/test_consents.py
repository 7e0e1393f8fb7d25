"""Consent at the desk: one decision a page, what is missing in words, nothing typed lost, and never alone against somebody's wish."""

import html
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import Consent, Opposed, OutwardAct, Override
from gehoor.domain.services.law import the_grounds_file
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys.case_moves_on import case_is_assigned, respondent_is_named
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.person_is_away import person_is_away
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def ilias(desk):
    return desk(people.ILIAS)


@pytest.fixture
def arrived(house):
    return make.a_report(house, reporter_name="Amir", child_age="15")


@pytest.fixture
def case(arrived, noor) -> Case:
    return case_is_assigned(person=noor.person, case=access_case(noor.person, arrived.case.reference), to=noor.person.account,
                            expected=None, at=make.NOON)


@pytest.fixture
def school():
    return make.an_institution("Basisschool Het Kompas")


def at(case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def prepare(noor, case, school) -> OutwardAct:
    noor.send(at(case, "do/send_out/"), 302, kind="letter", institution=str(school.id), recipient_kind="institution", purpose="hear_side",
              data=["subject", "story"], about="Waarom mag hij niet meer komen?")
    return OutwardAct.objects.latest("made_at")


def said_by_amir(case, **more) -> dict:
    child = case.parties.get(is_child=True)
    return {"party": str(child.id), "capacity": "child", "answer": "given", "way": "written", "words": "Ja, doe maar.",
            "from_day": "2026-03-10", **more}


def answers(house, code: str) -> dict:
    file = the_grounds_file(house.service, make.NOON.date())
    ground = next(one for one in file.grounds if one.code == code)
    return {f"q_{one.code}": "Omdat het moet." for one in file.asked(ground)}


def test_from_preparing_to_leaving_in_three_pages(noor, case, school):
    act = prepare(noor, case, school)
    page = noor.page(at(case, "consents/"))
    assert "toestemming van Amir voor: Het verhaal" in page
    assert at(case, f"do/sent/{act.id}/") not in page
    noor.send(at(case, f"do/agree_for/{act.id}/"), 302, **said_by_amir(case))
    assert at(case, f"do/sent/{act.id}/") in noor.page(at(case, "consents/"))
    noor.send(at(case, f"do/sent/{act.id}/"), 302, text="Wij vroegen waarom.")
    page = noor.page(at(case, "consents/"))
    assert "Wij vroegen waarom." in page
    assert "Basisschool Het Kompas, Gent" in page
    assert OutwardAct.objects.get().state == "done"


def test_words_that_are_like_a_name_of_the_case_ask_who_it_is_beside_the_field(noor, case):
    party_is_added(person=noor.person, case=case, role="parent", about={"name": "Katrien Claeys"}, at=make.NOON)
    sent = {"kind": "letter", "recipient_kind": "helper", "recipient_words": "Mevr. claeys", "purpose": "inform", "data": ["subject"]}
    assert "recipient_outside" not in noor.page(at(case, "do/send_out/"))
    page = noor.send(at(case, "do/send_out/"), 422, **sent)
    assert "Dit lijkt op iemand uit deze zaak: Katrien Claeys." in page
    assert "id_recipient_outside-error" in page
    assert 'value="Mevr. claeys"' in page
    noor.send(at(case, "do/send_out/"), 302, **sent, recipient_outside="on")
    assert OutwardAct.objects.get().to.party_id is None


def test_whom_it_is_about_is_chosen_and_not_typed_again_and_a_consent_holds_for_the_same(house, noor, case):
    respondent_is_named(person=noor.person, case=case, kind="person", words="Meester Pol", institution=None, at=make.NOON)
    to = f"x-{case.respondents.get().id}"
    assert ">Meester Pol</option>" in noor.page(at(case, "do/send_out/"))
    sent = {"kind": "letter", "to": to, "purpose": "hear_side", "data": ["subject"]}
    assert "id_recipient_kind-error" in noor.send(at(case, "do/send_out/"), 422, **sent)
    noor.send(at(case, "do/send_out/"), 302, **sent, recipient_kind="other")
    assert "Meester Pol" in noor.page(at(case, "consents/"))
    page = noor.page(at(case, "do/agree/"))
    assert page.count(">Meester Pol</option>") == 1 and to not in page, "once it is a recipient it is that one"


def test_withdrawn_while_a_letter_is_being_written_is_refused_at_send_and_nothing_typed_is_lost(noor, case, school, arrived):
    act = prepare(noor, case, school)
    noor.send(at(case, f"do/agree_for/{act.id}/"), 302, **said_by_amir(case))
    assert "Dit gaat naar buiten" in noor.page(at(case, f"do/sent/{act.id}/"))
    giving.reporter_takes_back(story=make.story_of(arrived), consent_id=Consent.objects.exclude(to=None).get().id, at=make.NOON)
    page = noor.send(at(case, f"do/sent/{act.id}/"), 422, text="Een lange brief die ik net schreef.")
    assert "Dit is intussen gestopt." in page
    assert "Een lange brief die ik net schreef." in page
    again = noor.page(at(case, f"do/sent/{act.id}/"))
    assert "Een lange brief die ik net schreef." in again, "kept as a draft, also when the page was left"
    assert AuditLine.objects.filter(action="outward.refused").count() == 1
    shown = noor.page(at(case))
    assert "trok een toestemming in" in shown


def test_a_refusal_keeps_every_way_to_that_school_shut(noor, case, school):
    act = prepare(noor, case, school)
    noor.send(at(case, f"do/agree_for/{act.id}/"), 302, **said_by_amir(case, answer="refused"))
    page = noor.send(at(case, f"do/sent/{act.id}/"), 422, text="Toch een brief")
    assert "die is geweigerd op 10 maart 2026" in page
    assert OutwardAct.objects.get().state == "pending"


def test_without_a_reason_not_asked_is_refused_next_to_its_field(noor, case, school):
    act = prepare(noor, case, school)
    page = noor.send(at(case, f"do/agree_for/{act.id}/"), 422, **said_by_amir(case, answer="not_asked"))
    assert "Zeg waarom het niet gevraagd werd." in page
    page = noor.send(at(case, f"do/agree_for/{act.id}/"), 422, **said_by_amir(case, until_day="2026-03-01"))
    assert "De toestemming eindigt voor ze begint." in page
    assert not Consent.objects.exclude(to=None).exists()


def test_the_law_before_a_wish_takes_two_people_and_every_answer(house, noor, ilias, case, school):
    act = prepare(noor, case, school)
    address = at(case, f"do/tell_anyway/{act.id}--necessity/")
    assert address in noor.page(at(case, "consents/"))
    assert "do/tell_anyway/" + f"{act.id}--sw_458bis" not in noor.page(at(case, "consents/")), "that one is for the prosecutor"
    told = {"known_as": "secret_holder", "reach": "act", "child_told": "no", "told_why": "Het is niet veilig."}
    page = noor.send(address, 422, **told)
    assert page.count("Vul dit in.") >= 5
    noor.send(address, 302, **told, **answers(house, "necessity"))
    override = Override.objects.get()
    confirm = at(case, f"do/confirm_telling/{override.id}/")
    assert confirm not in noor.page(at(case, "consents/")), "who asks never decides"
    assert "Wie dit vraagt, beslist het niet zelf." in noor.send(confirm, 422, verdict="agreed", reasons="Ja")
    page = ilias.page(confirm)
    assert "Omdat het moet." in page
    ilias.send(confirm, 302, verdict="agreed", reasons="Gelezen, nodig.")
    assert "Hierover is al beslist." in ilias.send(confirm, 422, verdict="declined", reasons="Toch niet")
    noor.send(at(case, f"do/sent/{act.id}/"), 302, text="Verteld.")
    page = noor.page(at(case, "consents/"))
    assert "Noor" in page and "Ilias" in page
    assert "de melder ziet dit niet" in page


def test_a_case_whose_parents_are_opposed_warns_on_its_page(noor, case):
    noor.send(at(case, "do/oppose/"), 302, why="Moeder drukt hem.")
    assert "De belangen van ouder en kind gaan hier niet samen." in noor.page(at(case))
    assert Opposed.objects.get().lifted_at is None
    noor.send(at(case, "do/oppose_no_more/"), 302)
    assert "De belangen van ouder en kind gaan hier niet samen." not in noor.page(at(case))


def test_a_row_of_another_case_is_not_there(house, noor, case, school):
    act = prepare(noor, case, school)
    other = make.a_report(house).case
    for name in ("sent", "agree_for", "hold_back", "take_back", "confirm_telling"):
        assert noor.get(at(other, f"do/{name}/{act.id}/")).status_code == 404
        assert noor.get(at(case, f"do/{name}/niets/")).status_code == 404
    assert noor.get(at(case, f"do/tell_anyway/{act.id}--bestaat_niet/")).status_code == 404


def test_every_form_of_consent_says_what_it_asks(noor, case, school):
    act = prepare(noor, case, school)
    for address in ("do/agree/", "do/send_out/", "do/oppose/", f"do/agree_for/{act.id}/", f"do/sent/{act.id}/", f"do/hold_back/{act.id}/"):
        page = noor.page(at(case, address))
        assert re.search(r"<h1>[^<]+</h1>", page), address


def test_the_page_costs_as_many_queries_for_six_acts_as_for_one(noor, case, school):
    prepare(noor, case, school)
    noor.page(at(case, "consents/"))
    with CaptureQueriesContext(connection) as one:
        noor.page(at(case, "consents/"))
    for _more in range(5):
        prepare(noor, case, school)
    with CaptureQueriesContext(connection) as many:
        noor.page(at(case, "consents/"))
    assert len(many) <= len(one)


def test_an_agreement_until_a_day_ends_with_that_day_here_and_the_page_says_that_day(noor, case, school):
    act = prepare(noor, case, school)
    noor.send(at(case, f"do/agree_for/{act.id}/"), 302, **said_by_amir(case, until_day="2026-03-31"))
    assert Consent.objects.get(to=act.to).until_at == datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC)
    page = noor.page(at(case, "consents/"))
    assert "31 maart" in page
    assert "1 april" not in page


def test_everything_to_one_recipient_says_until_when_at_most_and_refuses_beyond(house, noor, case, school):
    act = prepare(noor, case, school)
    address = at(case, f"do/tell_anyway/{act.id}--necessity/")
    assert "Hoogstens 10 juni 2026." in noor.page(address)
    typed = {"known_as": "secret_holder", "reach": "recipient", "child_told": "yes", **answers(house, "necessity")}
    page = noor.send(address, 422, **typed, until_day="2026-06-11")
    assert "id_until_day-error" in page
    assert "tot hoogstens 10 juni 2026" in page
    noor.send(address, 302, **typed, until_day="2026-06-10")
    assert Override.objects.get().until_at == datetime(2026, 6, 10, 21, 59, 59, tzinfo=UTC)


def test_the_page_says_why_who_does_the_work_of_the_asker_is_no_second_person(house, noor, case, school, desk):
    act = prepare(noor, case, school)
    noor.send(at(case, f"do/tell_anyway/{act.id}--necessity/"), 302, known_as="secret_holder", reach="act", child_told="yes",
              **answers(house, "necessity"))
    lien = desk(people.LIEN)
    person_is_away(person=noor.person, account=noor.person.account, cover=lien.person.account, from_day=make.NOON.date(),
                   until_day=make.NOON.date(), at=make.NOON)
    page = lien.page(at(case, "consents/"))
    assert "twee mensen op één plaats" in page
    assert "confirm_telling" not in page
    sent = {"verdict": "agreed", "reasons": "Ja."}
    assert "twee mensen op één plaats" in lien.send(at(case, f"do/confirm_telling/{Override.objects.get().pk}/"), 422, **sent)
    assert Override.objects.get().verdict == ""


def test_a_letter_begins_with_what_it_is_about_and_its_answer_waits_from_the_day_that_it_left(noor, case, school):
    """D12. What was asked of somebody outside has a day, a reminder and an end, like every other request."""
    sent = {"kind": "letter", "institution": str(school.id), "recipient_kind": "institution", "purpose": "hear_side", "data": ["subject"],
            "about": "De uitsluiting van maandag"}
    assert "al voorbij" in noor.send(at(case, "do/send_out/"), 422, **sent, answer_by="2026-03-09")
    noor.send(at(case, "do/send_out/"), 302, **sent, answer_by="2026-03-24")
    act = OutwardAct.objects.get()
    noor.send(at(case, f"do/agree_for/{act.id}/"), 302, **said_by_amir(case))
    page = noor.page(at(case, f"do/sent/{act.id}/"))
    begun = html.unescape(page.partition('name="text"')[2].partition("</textarea>")[0])
    assert "Betreft: De uitsluiting van maandag" in begun and 'value="2026-03-24"' in page
    assert not case.tasks.exists(), "nothing was asked before it left"
    assert "Schrijf zelf wat op de plaats van" in noor.send(at(case, f"do/sent/{act.id}/"), 422, text="Wij hoorden dit: … Dag.")
    noor.send(at(case, f"do/sent/{act.id}/"), 302, text="Wat gebeurde er maandag?", answer_by="2026-03-24")
    (asked,) = case.tasks.all()
    known = asked.unsealed(noor.person.keyring.open(case.compartment_id))
    assert (asked.kind, asked.due_on.isoformat(), asked.remind_on) == ("request", "2026-03-24", asked.due_on)
    assert (known["what"], known["whom"]) == ("De uitsluiting van maandag", "Basisschool Het Kompas, Gent")
