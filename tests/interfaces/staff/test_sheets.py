"""The pages of sheets: a table with a fault at its row, a series that only grows, why a step is shut, and a refusal in words."""

import re
from dataclasses import replace

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case, Sheet
from gehoor.foundation.vault.receipts import prepare_receipt
from gehoor.journeys.case_moves_on import case_is_assigned, case_moves_on, sheet_is_filled, the_moves
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.report_arrives import report_arrives
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(settings, db, clock):
    """A desk in the house of a service, with a case of its own: `of("kg")`."""
    def sit_down(code: str, **told):
        from tests import desks

        settings.GEHOOR_SERVICES = (code,)
        house = make.a_house()
        noor = desks.Desk(house, people.NOOR, clock).sign_in()
        case = access_case(noor.person, make.a_report(house, **told).case.reference)
        return house, noor, case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)

    return sit_down


def at(case: Case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def answers_of(noor, case: Case, code: str) -> dict:
    newest = case.sheets.filter(code=code).order_by("-filled_at", "-id").first()
    return newest.unsealed(noor.keyring.open(case.compartment_id))["answers"]


def looked_at(house, noor, case, *, danger: str):
    """As far as the look at admissibility, with a safety decision."""
    for move in ("take", "assess"):
        for code in next(one for one in the_moves(case, person=noor.person) if one.code == move).missing:
            make.meet(house, noor.person, case, code, at=make.NOON)
        case = case_moves_on(person=noor.person, case=case, move=move, expected=case.stage, at=make.NOON)
    for code in next(one for one in the_moves(case, person=noor.person) if one.code == "refuse").missing:
        if not code.startswith("answer."):
            make.meet(house, noor.person, case, code, at=make.NOON)
    sheet_is_filled(person=noor.person, case=case, code="safety", answers={"danger": danger, "reasons": "Bekeken."}, at=make.NOON)
    return case


def test_a_table_asks_row_by_row_keeps_what_was_filled_in_and_shows_it_on_the_case(of):
    _house, noor, case = of("krc")
    page = noor.page(at(case, "sheet/best_interests/"))
    assert page.count('role="radiogroup"') == 14 and "Gezin, nu" in page and 'name="conditions-bic_01-words"' in page
    noor.send(at(case, "sheet/best_interests/"), 302, view="Blijven.", weighing="School.", paragraph="Belang.",
              **{"conditions-bic_01": "good", "conditions-bic_01-words": "Huisbezoek", "conditions-bic_11": "unknown"})
    assert answers_of(noor, case, "best_interests")["conditions"] == {"bic_01": {"is": "good", "words": "Huisbezoek"},
                                                                       "bic_11": {"is": "unknown"}}
    page = noor.page(at(case))
    assert "1 – adequate verzorging" in page and "Huisbezoek" in page
    assert re.search(r'name="conditions-bic_11" value="unknown" checked', noor.page(at(case, "sheet/best_interests/")))


def test_a_fault_stands_at_its_row_and_in_the_summary_and_nothing_typed_is_lost(of):
    _house, noor, case = of("krc")
    page = noor.send(at(case, "sheet/admissibility/"), 422, **{"grounds-not_a_minor": "applies", "grounds-before_a_court": "doesnt",
                                                                "grounds-before_a_court-words": "Nagevraagd bij de griffie."})
    assert 'id="id_grounds-not_a_minor-error"' in page and 'href="#id_grounds-not_a_minor_0"' in page
    assert "ook waarom" in page and "Nagevraagd bij de griffie." in page
    assert re.search(r'name="grounds-before_a_court" value="doesnt" checked', page)
    assert not Sheet.objects.exists()


def test_a_series_only_grows_with_a_drawing_and_the_table_beside_it(of, clock):
    _house, noor, case = of("vk")
    first = {"moment": "at_report", "risk": "high", "certainty": "suspicion", "danger_now": "no", "severity": "severe",
             "risk_factors": "Alleen thuis.", "protective_factors": "School.", "earlier": "no", "decided_with": "Het team"}
    sheet_is_filled(person=noor.person, case=case, code="risk", answers=first, at=make.NOON)
    page = noor.page(at(case, "sheet/risk/"))
    assert "Bij de melding" in page and "bar-now" not in page, "one point is no line"
    assert not re.search(r'name="moment" value="at_report" checked', page), "each filling begins anew"
    clock.passes(make.HOUR / 60)
    later = {"moment": "after_diagnosis", "risk": "low", "established": "no", "why": "Drie gesprekken.", "decided_with": "Het team"}
    noor.send(at(case, "sheet/risk/"), 302, **later)
    assert case.sheets.filter(code="risk").count() == 2
    page = noor.page(at(case))
    assert page.count("bar-now") == 2 and "Alleen thuis." in page and "Drie gesprekken." in page and "2 keer" in page
    assert page.index("Na de diagnose") < page.index("Bij de melding"), "the newest stands first"


def test_where_danger_shuts_a_step_the_page_says_why_and_what_is_open(of):
    house, noor, case = of("kg", audience="parent")
    case = looked_at(house, noor, case, danger="yes")
    page = noor.page(at(case, "move/refuse/"))
    assert f'href="{at(case, "move/admit/")}"' in page and "Eerst nodig" not in page.split("<form method")[0]
    assert "“Weiger” kan nu niet." in page and "het antwoord “Ja”" in page and "Dit kan wel" in page
    assert f'href="{at(case, "sheet/safety/")}"' in page
    assert "Kan nu niet: bij" in noor.page(at(case))
    assert "kan nog niet" in noor.send(at(case, "move/refuse/"), 422, expected=case.stage, outcome="not_admissible",
                                       grounds="older_than_a_year", reasons=people.REASONS, text=people.REFUSAL)


def test_a_refusal_is_written_on_one_page_with_a_block_and_where_to_go_next(of):
    house, noor, case = of("kg", audience="parent")
    case = looked_at(house, noor, case, danger="no")
    page = noor.page(at(case, "move/refuse/"))
    assert "Vlaamse Ombudsdienst" in page and "Wij kunnen dit niet doen, en waarom" in page
    sent = {"expected": case.stage, "outcome": "not_admissible", "grounds": "older_than_a_year"}
    assert "Vul dit in." in noor.send(at(case, "move/refuse/"), 422, **sent, reasons="", text=people.REFUSAL)
    assert "Een kale weigering gaat niet weg." in noor.send(at(case, "move/refuse/"), 422, **sent, reasons="Oud.", text="Nee.")
    gap = noor.send(at(case, "move/refuse/"), 422, **sent, reasons="Oud.", text="We kunnen dit niet behandelen, omdat … Dat is zo.")
    assert "op de plaats van" in gap
    noor.send(at(case, "move/refuse/"), 302, **sent, reasons=people.REASONS, text=people.REFUSAL)
    page = noor.page(at(case))
    assert people.REASONS in page and people.REFUSAL in page and "De feiten zijn ouder dan een jaar" in page


def test_the_grounds_that_were_judged_to_apply_are_marked_where_one_refuses(of):
    house, noor, case = of("kg", audience="parent")
    case = looked_at(house, noor, case, danger="no")
    judged = {"grounds": {"older_than_a_year": {"is": "applies", "words": "2024"}, "no_interest": {"is": "doesnt"}}}
    sheet_is_filled(person=noor.person, case=case, code="admissibility", answers=judged, at=make.NOON + make.HOUR)
    page = noor.page(at(case, "move/refuse/"))
    assert re.findall(r'<input type="checkbox" name="grounds" value="(\w+)"[^>]* checked', page) == ["older_than_a_year"]


def test_competence_is_presumed_by_age_in_words_and_judged_by_a_person_with_reasons(of):
    _house, noor, case = of("vk")
    party_is_added(person=noor.person, case=case, role="child", about={"name": "Ella", "age": "11"}, is_child=True, at=make.NOON)
    page = noor.page(at(case))
    assert "Ella, 11: vermoed nog niet bekwaam" in page and page.count("nog niet beoordeeld") == 3
    assert "vermoed bekwaam vanaf 12 jaar" in noor.page(at(case, "sheet/competence/"))
    said = {"right": "be_file", "child": "Ella", "able": "yes", "deviates": "yes"}
    assert "Waarom?" in noor.send(at(case, "sheet/competence/"), 422, **said)
    noor.send(at(case, "sheet/competence/"), 302, **said, reasons="Ze legt zelf goed uit wat ze wil.")
    page = noor.page(at(case))
    assert page.count("nog niet beoordeeld") == 2 and "Ze legt zelf goed uit wat ze wil." in page
    for where in ("consents/", "inspection/"):
        assert "Ze legt zelf goed uit wat ze wil." in noor.page(at(case, where)), "it stands where consent and access are decided"


def test_a_sheet_of_each_stage_says_so_and_what_it_said_before_stands_there(of, clock):
    house, noor, case = of("kg", audience="parent")
    case = looked_at(house, noor, case, danger="no")
    said = {"who": "all", "consequences": "Drie kinderen."}
    sheet_is_filled(person=noor.person, case=case, code="consequences", answers=said, at=clock.at)
    page = noor.page(at(case, "sheet/consequences/"))
    assert "In elke stap opnieuw." in page and "Drie kinderen." in page and re.search(r'value="all" checked', page)


def test_what_the_reporter_told_is_not_typed_twice_until_somebody_filled_it_in(of):
    house, noor, _case = of("dfc")
    sent = make.a_submission(house, audience="professional")
    told = {"forum": "district_court", "procedure_number": "C/05/1234", "report_due": {"day": 4, "month": 12, "year": 2026}}
    case = access_case(noor.person, report_arrives(submission=replace(sent, answers={**sent.answers, **told}), prepared=prepare_receipt(),
                                                   at=make.NOON).case.reference)
    page = noor.page(at(case, "sheet/report_request/"))
    assert 'value="C/05/1234"' in page and "Wat de melder al vertelde, is ingevuld: kijk het na." in page
    assert re.search(r'value="district_court"[^>]* checked', page) and re.search(r'name="due_on_month" value="12"', page)
    assert not case.sheets.exists(), "looking at it keeps nothing"
    noor.send(at(case, "sheet/report_request/"), 302, procedure="court", forum="court_of_appeal", number="", due_kind="none",
              lawyer="mr. A.", question="Mag dit?", mandate="child", mandate_where="Brief")
    page = noor.page(at(case, "sheet/report_request/"))
    assert "Wat de melder al vertelde" not in page
    assert not re.search(r'name="number" value="C/05', page), "what was emptied stays empty"
