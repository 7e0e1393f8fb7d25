"""Acceptance scenarios of the services that ship beside the first one, as far as telling, seeing and answering go."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.contacts.models import Contact
from gehoor.domain.conversations.models import Conversation
from gehoor.domain.figures.models import Fact
from gehoor.foundation.vault.models import Compartment
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned, case_is_classified, case_moves_on, sheet_is_filled, the_moves, what_is_met
from gehoor.journeys.terms_run import the_terms
from tests import make, people
from tests.phones import Phone

THIRD_OF_FEBRUARY = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def founded(settings):
    """Found the instance of one service."""
    def found(code: str) -> make.House:
        settings.GEHOOR_SERVICES = (code,)
        return make.a_house()

    return found


def taken_up(house: make.House, person, case: Case, *, at: datetime) -> Case:
    """Taken by this person, read, and moved to where admissibility is looked at."""
    case = access_case(person, case.reference)
    case_is_assigned(person=person, case=case, to=person.account, expected=None, at=at)
    for move in ("take", "assess"):
        for code in next(one for one in the_moves(case) if one.code == move).missing:
            make.meet(house, person, case, code, at=at)
        case = case_moves_on(person=person, case=case, move=move, expected=case.stage, at=at)
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
    assert "sheet.safety" in next(move for move in onward if move.code == "refuse").missing, "no refusal before the safety decision"
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
    text = parent.press("next", purpose="childcare")
    assert "Kind en Gezin-Lijn" in text and "078 150 100" in text
    parent.press("done")
    assert parent.status == 200
    assert [kind.objects.count() for kind in (Contact, Case, Conversation, Compartment)] == rows
    assert [(fact.unit, fact.kind, fact.count) for fact in Fact.objects.all()] == [("contact", "question", 1)]


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
def test_s14_three_institutions_in_one_story_are_three_respondents_of_one_case(founded):
    """S-14, told once: the certified institution, the school and the municipality, each a respondent of its own."""
    house = founded("akj")
    noor = house.person(people.NOOR)
    named = ["Jeugdbescherming West", "School De Haven", "Gemeente Oevel"]
    case = make.a_report(house, story="Niemand van de drie helpt mij.", respondent=named, child_age=16).case
    opened = case_is_opened(person=noor, case=access_case(noor, case.reference), at=make.NOON)
    assert sorted(known.said["words"] for known in opened.respondents) == sorted(named)
    assert Case.objects.count() == 1
