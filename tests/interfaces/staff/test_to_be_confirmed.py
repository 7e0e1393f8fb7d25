"""What a lawyer of the service must still confirm says so on the page where it is used."""

import re

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.services.registry import all_services, the_regimes, the_rights
from gehoor.journeys import case_moves_on as moving
from tests import desks, make, people

pytestmark = pytest.mark.django_db
WORDS = "nog te bevestigen"


@pytest.fixture
def of(settings, db, clock):
    """A desk in the house of a service, and a case whose admissibility is looked at."""
    def sit_down(code: str, **told):
        settings.GEHOOR_SERVICES = (code,)
        house = make.a_house()
        noor = desks.Desk(house, people.NOOR, clock).sign_in()
        case = access_case(noor.person, make.a_report(house, **told).case.reference)
        case = moving.case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)
        for move in ("take", "assess"):
            step = next(one for one in moving.the_moves(case, person=noor.person) if one.code == move)
            for missing in step.missing:
                make.meet(house, noor.person, case, missing, at=make.NOON)
            case = moving.case_moves_on(person=noor.person, case=case, move=move, expected=case.stage, at=make.NOON)
        return house, noor, case

    return sit_down


def at(case: Case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def test_a_ground_to_refuse_says_where_it_is_written_and_what_nobody_confirmed_yet(of):
    house, noor, case = of("kg", audience="parent")
    for missing in next(one for one in moving.the_moves(case, person=noor.person) if one.code == "refuse").missing:
        make.meet(house, noor.person, case, missing, at=make.NOON)
    page = noor.page(at(case, "move/refuse/"))
    assert re.search(r"De klager heeft er geen belang bij \(Bestuursdecreet, art\. II\.77, § 1\)", page)
    assert re.search(rf"Het gaat niet over Kind en Gezin[^<]*\(Bestuursdecreet, art\. II\.78, {WORDS}\)", page)


def test_who_refuses_after_the_last_day_reads_which_day_that_was(of, clock):
    """Received on 10 March 2026: it could be refused until 20 March (Bestuursdecreet, art. II.77)."""
    house, noor, case = of("kg", audience="parent")
    for missing in next(one for one in moving.the_moves(case, person=noor.person) if one.code == "refuse").missing:
        make.meet(house, noor.person, case, missing, at=make.NOON)
    words = "Weigeren kon tot en met 20 maart 2026 (Bestuursdecreet, art. II.77, § 2)."
    assert words not in noor.page(at(case, "move/refuse/"))
    clock.at = make.NOON + 11 * make.DAY
    late = desks.Desk(house, people.NOOR, clock).sign_in()
    assert words in late.page(at(case, "move/refuse/"))


def test_the_sheet_that_goes_ground_by_ground_says_it_too(of):
    _house, noor, case = of("krc", child_age=15)
    page = noor.page(at(case, "sheet/admissibility/"))
    grounds = [one for one in case_grounds("krc") if one.status == "to_be_confirmed" and one.source]
    assert grounds
    assert all(f"{one.source}, {WORDS}" in page for one in grounds)


def case_grounds(code: str) -> list:
    return next(one for one in all_services(make.a_day()) if one.code == code).procedure.grounds


def test_a_list_of_conditions_or_norms_that_is_not_certain_says_so_once(of):
    _house, noor, case = of("krc", child_age=15)
    assert noor.page(at(case, "sheet/best_interests/")).count("Deze lijst is nog te bevestigen.") == 1
    assert "Deze lijst is nog te bevestigen." in noor.page(at(case, "do/test/norms-/"))
    assert "Deze lijst is nog te bevestigen." not in noor.page(at(case, "do/test/treaty-/"))


def test_a_procedure_that_no_lawyer_signed_says_so_where_the_case_says_under_which_it_stands(of):
    _house, noor, case = of("krc", child_age=15)
    assert re.search(rf"procedure van 1 januari[^<]*, {WORDS}", noor.page(at(case)))


def test_what_the_field_notes_do_not_know_for_certain_is_marked_in_the_files(settings):
    """The order of 21 February 2014, the commissioner's own rules, the terms of an own regulation, five working days at Veilig Thuis, the
    Dutch equated days, the names of the fourteen conditions and today's ombuds norms."""
    regimes, rights = the_regimes(make.a_day()), the_rights()
    unsure = {f"{code}/{term.code}" for code, regime in regimes.items() for term in regime.terms if term.status == "to_be_confirmed"}
    assert {"be.vl.vk.mano/admissibility", "be.vl.vk.mano/investigate", "be.vl.krc.klacht/acknowledge", "be.vl.krc.klacht/admissibility",
            "be.vl.krc.klacht/reaction", "be.vl.vk.interne-klacht/acknowledge", "be.vl.vk.interne-klacht/answer",
            "be.vl.lokaal-bestuur.klacht/answer", "be.vl.drm.inzage/file_access", "nl.veiligthuis.triage/safety_assessment",
            "nl.wmcz.advies/reaction", "nl.jeugdwet.dossier/erase", "nl.meldcode/decide"} <= unsure
    assert {"bic", "ombuds_norms", "law_be_vl", "law_nl"} <= {code for code, one in rights.items() if one.status == "to_be_confirmed"}
    settings.GEHOOR_SERVICES = ()
    for service in all_services(make.a_day()):
        assert service.procedure.status == "to_be_confirmed", service.code
