"""Acceptance scenarios from admission to the end: S-1, S-5 and S-6, with what is asked about the child, the tests, and the mediation."""

from datetime import UTC, datetime

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.points import state_of
from gehoor.domain.conversations.queries import what_passed
from gehoor.domain.mediation.actions import NoInterestSaid
from gehoor.domain.mediation.states import ACCEPTED, AGREED, TOGETHER
from gehoor.domain.services.along import LeftOut
from gehoor.journeys import mediation_goes_on as going
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import (
    NothingTold,
    case_is_assigned,
    case_is_classified,
    case_moves_on,
    respondent_is_named,
    sheet_is_filled,
    the_moves,
)
from gehoor.journeys.points_are_handled import item_is_added, item_is_found, norms_are_tested
from tests import make, people

pytestmark = pytest.mark.django_db
NOON, HOUR, DAY = make.NOON, make.HOUR, make.DAY
INTEREST = "Amir gaat weer naar school en wordt gehoord voor er iets beslist wordt."
REACHABLE = {"contact_how": "email", "contact_safe": "yes", "contact_address": "amir@example.org", "contact_name": "Sportclub"}


def taken(person, case: Case, *, at: datetime) -> Case:
    case = access_case(person, case.reference)
    return case_is_assigned(person=person, case=case, to=person.account, expected=case.handler, at=at)


def missing(person, case: Case, move: str) -> set[str]:
    return set(next(one for one in the_moves(case, person=person) if one.code == move).missing)


def moved(house: make.House, person, case: Case, move: str, *, at: datetime, outcome: str = "") -> Case:
    """One step on, doing first what it requires: what a second person agrees with is there by then."""
    for code in sorted(missing(person, case, move), key=lambda one: (one.startswith("approval."), one)):
        make.meet(house, person, case, code, at=at)
    return case_moves_on(person=person, case=case, move=move, expected=case.stage, outcome=outcome, message=make.ONWARD, at=at + HOUR)


def test_s1_in_every_phase_it_is_asked_anew_what_it_means_for_the_children_and_safety_before_admission(founded):
    """S-1. A childminder left a baby alone. From admission to the judgement no step is taken before the consequences are said again."""
    house = founded("kg")
    noor = house.person(people.NOOR)
    at = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
    case = taken(noor, make.a_report(house, at=at, story="Mijn kind werd alleen gelaten.", child_name="Ella").case, at=at)
    for move in ("take", "assess"):
        case = moved(house, noor, case, move, at=at)
    assert "sheet.safety" in missing(noor, case, "admit")
    with pytest.raises(NotYet, match="Veiligheidsbeslissing"):
        case_moves_on(person=noor, case=case, move="admit", expected=case.stage, at=at)
    for stage, move, outcome in (("admissibility", "admit", ""), ("investigation", "conclude", ""), ("judgement", "answer", "upheld")):
        at += DAY
        assert case.stage == stage
        assert "sheet.consequences" in missing(noor, case, move), f"asked anew in {stage}"
        case = moved(house, noor, case, move, at=at, outcome=outcome)
    assert (case.is_closed, case.outcome) == (True, "upheld")
    assert case.sheets.filter(code="consequences").count() == 3


@pytest.fixture
def excluded(founded):
    """S-5. A pupil of fifteen is excluded from school; his case is admitted, and the school is heard."""
    house = founded("krc")
    noor = house.person(people.NOOR)
    arrived = make.a_report(house, story=people.AMIRS_STORY, child_age=15, reporter_name="Amir", urgent="yes", **REACHABLE)
    case = taken(noor, arrived.case, at=NOON)
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=make.an_institution("De Wilg"), at=NOON)
    for move in ("take", "assess", "admit"):
        case = moved(house, noor, case, move, at=NOON)
    return house, noor, case


def test_s5_before_a_judgement_law_treaty_and_norms_are_tested_apart(excluded):
    """K11: Youth-help decree or school law, article 28 of the Convention, an ombuds norm; "upheld" waits for the three, with reasons."""
    _house, noor, case = excluded
    item = item_is_added(person=noor, case=case, point=Point(words="Amir werd niet gehoord", received_at=NOON), at=NOON)
    upheld = {"person": noor, "case": case, "number": item.number, "finding": "upheld", "reasons": people.REASONS, "seen": state_of(item),
              "at": NOON}
    for against, norms in (("treaty", [("crc", "crc_12"), ("crc", "crc_28")]), ("norms", [("ombuds_norms", "on_06")])):
        norms_are_tested(person=noor, case=case, number=item.number, against=against, norms=norms, judgement="not_kept",
                         reasons="De school hoorde hem niet.", at=NOON)
        with pytest.raises(NotYet, match="wet"):
            item_is_found(**upheld)
    norms_are_tested(person=noor, case=case, number=item.number, against="law", norms=[("law_be_vl", "drm_16")], judgement="kept",
                     reasons="De wet zelf werd gevolgd.", at=NOON)
    assert item_is_found(**upheld).finding == "upheld"


def test_s5_a_mediation_ends_with_a_paragraph_on_the_interest_of_the_child_and_the_case_is_solved(excluded):
    """K13 and K14. The school proposes, both agree, and no end is written without a word on what is best for Amir."""
    house, _noor, case = excluded
    noor = house.person(people.NOOR, at=NOON + DAY)
    assert "consent.mediate" in missing(noor, case, "mediate"), "K18: the school hears of it only when Amir agreed"
    case = moved(house, noor, case, "mediate", at=NOON + DAY)
    chairs = [f"party:{case.parties.get(is_child=True).id}", f"respondent:{case.respondents.get().id}"]
    going.mediation_begins(person=noor, case=case, form=TOGETHER, why="Beiden willen praten.", chairs=chairs, at=NOON + 2 * DAY)
    sides = [one.row for one in going.the_mediation_opened(noor, case).sides]
    for side in sides:
        going.side_answers(person=noor, case=case, side_id=side.id, takes_part=True, conditions="", at=NOON + 2 * DAY)
    proposal = going.proposal_is_made(person=noor, case=case, side_id=sides[1].id, text="Terug op 1 april.",
                                      interest="Amir gaat terug naar school.", at=NOON + 2 * DAY)
    for side in sides:
        going.side_takes_stand(person=noor, case=case, proposal_id=proposal.id, side_id=side.id, status=ACCEPTED, words="",
                               at=NOON + 3 * DAY)
    ending = {"person": noor, "case": case, "ended_as": AGREED, "words": "Amir begint op 1 april weer.", "at": NOON + 3 * DAY}
    with pytest.raises(NoInterestSaid):
        going.mediation_ends(**ending, interest=" ")
    going.mediation_ends(**ending, interest=INTEREST)
    assert going.the_mediation_opened(noor, case).words["interest"] == INTEREST

    case = moved(house, noor, case, "solve", at=NOON + 4 * DAY, outcome="solved")
    assert (case.is_closed, case.outcome, case.theme) == (True, "solved", "education")


def test_s6_a_rule_without_a_child_becomes_a_signal_and_the_teacher_reads_that_it_solves_nothing_at_once(founded):
    """S-6. A teacher says that nobody knows which rule holds for the school bus. No child is named; the rule itself is what it is about."""
    house = founded("krc")
    noor = house.person(people.NOOR)
    arrived = make.a_report(house, audience="professional", reporter_role="teacher", story="Niemand weet welke regel over het busje gaat.")
    case = taken(noor, arrived.case, at=NOON)
    respondent_is_named(person=noor, case=case, kind="rule", words="De regeling leerlingenvervoer", institution=None, at=NOON)
    case = moved(house, noor, case, "take", at=NOON)
    case_is_classified(person=noor, case=case, kind="signal", theme="mobility", themes=[], failings=["regulation"], at=NOON)
    becoming = {"person": noor, "case": case, "code": "signal", "answers": {"points_at": ["unclear"], "rule": "Leerlingenvervoer"},
                "at": NOON}
    with pytest.raises(NothingTold):
        sheet_is_filled(**becoming)
    with pytest.raises(LeftOut, match="niet meteen op"):
        sheet_is_filled(**becoming, message="Dank je. Wij maken hier een signaal van voor de minister.")
    sheet_is_filled(**becoming, message=house.service.procedure.text_block("signal").text.text("nl"))
    sheet_is_filled(**becoming | {"answers": {"points_at": ["missing"], "rule": "Leerlingenvervoer"}})
    sheet_is_filled(person=noor, case=case, code="child_heard", at=NOON, answers={"heard": "no", "why_not": "no_single_child"})
    case = moved(house, noor, case, "advise", at=NOON, outcome="advised")
    assert (case.is_closed, case.outcome) == (True, "advised")

    story = make.story_of(arrived)
    told, answered = what_passed(story.conversation, story.compartment)
    assert "Een signaal lost het probleem niet meteen op." in told.text, "said once, however often the sheet is filled in"
    assert answered.text == make.ONWARD, "the end has an answer of its own"
    opened = case_is_opened(person=noor, case=case, at=NOON)
    assert [known.row.kind for known in opened.respondents] == ["rule"]
    assert not [known for known in opened.parties if known.row.is_child]
