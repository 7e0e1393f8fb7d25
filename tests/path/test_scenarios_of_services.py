"""Acceptance scenarios of the services that ship beside the first one, as far as telling, seeing and answering go."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Sum
from django.utils import timezone

from gehoor.domain.accounts.models import Role
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.contacts.models import Contact
from gehoor.domain.conversations.models import Conversation
from gehoor.domain.figures.models import Fact
from gehoor.domain.figures.queries import Cut, the_cut
from gehoor.foundation.vault.models import Compartment
from gehoor.foundation.vault.receipts import prepare_receipt
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import (
    case_is_assigned,
    case_is_classified,
    case_moves_on,
    sheet_is_filled,
    the_moves,
    what_is_met,
)
from gehoor.journeys.contact_is_registered import Registration, case_is_registered, one_off_is_registered
from gehoor.journeys.message_passes import staff_answers
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.terms_run import the_terms
from tests import make, people
from tests.phones import Phone

THIRD_OF_FEBRUARY = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
M_DOCUMENT = {
    "role": "school_guidance", "purpose": "mandated_referral", "name": "Katrien, CLB Noord", "siblings": "Finn, 9 jaar",
    "story": "De hulp loopt vast. Beide kinderen komen met blauwe plekken naar school.", "child_name": "Ella", "child_age": "7",
    "clients_informed": "yes", "team_decision": "yes", "why_necessary": "De ouders weigeren elk gesprek.",
}


@pytest.fixture
def tenth_of_march(monkeypatch):
    """Whoever is outside comes on 10 March 2026, at noon."""
    monkeypatch.setattr(timezone, "now", lambda: make.NOON)


def taken_up(house: make.House, person, case: Case, *, at: datetime, moves: tuple[str, ...] = ("take", "assess")) -> Case:
    """Taken by this person, read, and moved on, doing on the way what each step requires: as far as the look at admissibility."""
    case = access_case(person, case.reference)
    case_is_assigned(person=person, case=case, to=person.account, expected=case.handler, at=at)
    for move in moves:
        for code in next(one for one in the_moves(case) if one.code == move).missing:
            make.meet(house, person, case, code, at=at)
        case = case_moves_on(person=person, case=case, move=move, expected=case.stage, message=make.ONWARD, at=at)
    return case


@pytest.mark.django_db
def test_s1_a_child_left_alone_at_a_childminders_is_acknowledged_and_answered_within_the_terms_of_the_decree(founded):
    """S-1. K&G: acknowledgement due 13 February, answer due 20 March; nothing moves on before the consequences for children are said."""
    house = founded("kg")
    noor = house.person(people.NOOR)
    case = make.a_report(
        house, at=THIRD_OF_FEBRUARY, story="Mijn kind werd alleen gelaten.", child_name="Ella", reporter_name="Katrien",
        child_birth_date={"day": 4, "month": 6, "year": 2025}, respondent=["Onthaalouder Het Nestje"]).case
    due = {term.code: term.due_at.astimezone(ZoneInfo("Europe/Brussels")).date() for term in the_terms(case, house.service)}
    assert (due["acknowledge"], due["refuse"], due["answer"]) == (date(2026, 2, 13), date(2026, 2, 13), date(2026, 3, 20))

    case = taken_up(house, noor, case, at=THIRD_OF_FEBRUARY)
    onward = [move for move in the_moves(case) if move.to != case.stage]
    assert onward
    assert all("sheet.consequences" in move.missing for move in onward), "the consequences for children block every step"
    refuse = next(move for move in onward if move.code == "refuse")
    assert "answer.safety.danger.no" in refuse.missing, "no refusal before the safety decision says that no child is in danger"
    sheet_is_filled(person=noor, case=case, code="consequences", at=THIRD_OF_FEBRUARY,
                    answers={"who": "all", "consequences": "Geen toezicht op drie kinderen."})
    assert "sheet.consequences" in what_is_met(case)


@pytest.mark.django_db
def test_s2_what_childcare_costs_is_a_question_for_another_line_and_nothing_personal_is_kept(founded):
    """S-2. K&G: not a complaint, led to the information line, counted, and no row but the count remains."""
    founded("kg")
    rows = [kind.objects.count() for kind in (Contact, Case, Conversation, Compartment)]
    parent = Phone()
    parent.begin("ouder")
    text = parent.press("next", purpose="question")
    assert "Kind en Gezin-Lijn" in text and "078 150 100" in text
    parent.press("done")
    assert parent.status == 200
    assert [kind.objects.count() for kind in (Contact, Case, Conversation, Compartment)] == rows
    assert [(fact.unit, fact.kind, fact.count) for fact in Fact.objects.all()] == [("contact", "question", 1)]


@pytest.mark.django_db
def test_s10_a_school_guidance_centre_tells_once_about_two_siblings(founded, tenth_of_march):
    """S-10, told: one report with an M document, one reporter, and each child a party of its own. The centre answers who told."""
    house = founded("vk")
    noor = house.person(people.NOOR)
    telling = Phone().begin("overleg").tell(**M_DOCUMENT)
    code = telling.send()
    case = access_case(noor, Case.objects.get().reference)
    party_is_added(person=noor, case=case, role="child", about={"name": "Finn", "age": "9"}, is_child=True, at=make.NOON)

    opened = case_is_opened(person=noor, case=case, at=make.NOON)
    assert sorted(known.said["name"] for known in opened.parties if known.row.is_child) == ["Ella", "Finn"]
    assert [known.said["name"] for known in opened.parties if known.row.is_reporter] == ["Katrien, CLB Noord"]
    assert [(contact.kind, contact.reporter_role) for contact in Contact.objects.all()] == [("mandated_referral", "school_guidance")]

    staff_answers(person=noor, case=case, text="Uw aanmelding is ontvankelijk.", kind="answer", at=make.NOON)
    clb = Phone()
    clb.come_back(code)
    assert "Uw aanmelding is ontvankelijk." in clb.text


@pytest.mark.django_db
def test_s10_each_sibling_has_a_procedure_of_65_working_days_and_belgian_holidays_do_not_count(founded, tenth_of_march):
    """S-10, seen: admitted on 10 March 2026. Easter Monday, 1 May, Ascension and Whit Monday are free, so both are due on 15 June."""
    house = founded("vk")
    noor = house.person(people.NOOR)
    Phone().begin("overleg").tell(**M_DOCUMENT).send()
    ella = Case.objects.get()
    finn = case_is_registered(
        person=noor, prepared=prepare_receipt(), at=make.NOON,
        said=Registration(service=house.service, team=house.team, channel="via_service", kind="mandated_referral",
                          reporter_role="school_guidance", words="Tweede kind van dezelfde aanmelding.",
                          child={"name": "Finn", "age": "9"})).case
    for case in (ella, finn):
        case_is_classified(person=noor, case=access_case(noor, case.reference), kind="mandated_referral", theme=house.themes[0], themes=[],
                           failings=[house.service.axes.failings[0].code], at=make.NOON)
        admitted = taken_up(house, noor, case, at=make.NOON, moves=("take", "check_mandate", "admit"))
        due = {term.code: term for term in the_terms(admitted, house.service)}["mandate_investigation"]
        assert due.due_at.astimezone(ZoneInfo("Europe/Brussels")).date() == date(2026, 6, 15)
    counted = Fact.objects.filter(unit="case", kind="mandated_referral").aggregate(Sum("count"))
    assert counted["count__sum"] == 2, "two procedures are counted, though one person told"
    children = the_cut(Cut(code="x", unit="child_in_case", rows="child_age"), service=house.service.code, year=2026)
    assert children == {("a06_11", ""): 2}, "and two children, each in a case of its own"


@pytest.mark.django_db
def test_s13_a_house_rule_that_locks_children_up_is_kept_as_a_measure_without_a_law_behind_it(founded):
    """S-13, as far as the case goes: the measure and what it rests on are classified and can be counted."""
    house = founded("akj")
    noor = house.person(people.NOOR)
    measures = [value.code for value in house.service.axes.measures]
    case = make.a_report(house, story="Op zondag gaat onze deur op slot. Dat is een huisregel.", measure=measures[:1], child_age=15).case
    case = access_case(noor, case.reference)
    assert list(case.classifications.filter(axis="measure").values_list("code", flat=True)) == measures[:1]
    case_is_classified(person=noor, case=case, kind=case.kind, theme=house.themes[0], themes=[],
                       failings=[house.service.axes.failings[0].code], marks={"measure": measures[:2]}, at=make.NOON)
    assert set(case.classifications.filter(axis="measure").values_list("code", flat=True)) == set(measures[:2])


@pytest.mark.django_db
def test_s16_who_wrote_to_a_client_council_finds_the_right_door_and_is_heard_there(founded, tenth_of_march):
    """S-16. AKJ: "mijn begeleider slaat mij" does not belong with a council. The child reads whom it can tell, tells it, is answered."""
    house = founded("akj")
    noor = house.person(people.NOOR)
    child = Phone()
    page = child.open("/vraag/about/council")
    assert "De raad mag geen klacht van één kind lezen of bewaren." in page
    assert "112" in page and "0800-2000" in page and "Vertel het aan ons." in page

    child.begin("vraag").tell(story="Mijn begeleider slaat mij.", by_whom="staff", urgent="yes")
    code = child.send()
    case = access_case(noor, Case.objects.get().reference)
    assert case.is_urgent
    staff_answers(person=noor, case=case, text="Goed dat je het vertelt. Ben je nu veilig?", kind="question", at=make.NOON)
    later = Phone()
    later.come_back(code)
    assert "Ben je nu veilig?" in later.text


@pytest.mark.django_db
def test_s16_of_what_reached_a_council_nothing_is_kept_but_that_it_was_shown_the_way(founded):
    """S-16. AKJ: one contact is counted as misdirected. There is no case, and no council has a way in: no role is of a council."""
    house = founded("akj")
    noor = house.person(people.NOOR)
    one_off_is_registered(person=noor, at=make.NOON, said=Registration(
        service=house.service, team=house.team, channel="via_council", kind="misdirected", reporter_role="council_member",
        words="Afzender kreeg de weg naar ons, 112 en Veilig Thuis."))
    counted = Fact.objects.get()
    assert (counted.unit, counted.kind, counted.channel, counted.count) == ("contact", "misdirected", "via_council", 1)
    assert not Case.objects.exists()
    assert not [role for role in Role.values if "council" in role]


@pytest.mark.django_db
def test_s14_three_institutions_in_one_story_are_three_respondents_of_one_case(founded):
    """S-14, told once: the certified institution, the school and the municipality, each a respondent of its own."""
    house = founded("akj")
    noor = house.person(people.NOOR)
    named = ["Jeugdbescherming West", "School De Haven", "Gemeente Oevel"]
    case = make.a_report(house, story="Niemand van de drie helpt mij.", respondent=named, child_age=16).case
    opened = case_is_opened(person=noor, case=access_case(noor, case.reference), at=make.NOON)
    assert sorted(known.said["words"] for known in opened.respondents) == sorted(named)
    assert Case.objects.count() == 1
