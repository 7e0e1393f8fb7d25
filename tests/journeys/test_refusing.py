"""Nobody is refused without reasons, no child without a sentence, and nobody at all while a child is in danger."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.models import Conversation, Message
from gehoor.domain.figures.queries import Cut, the_cut
from gehoor.domain.services.refusing import ReasonsMissing, TooBare
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned, case_moves_on, sheet_is_filled, the_moves, what_is_met
from tests import make, people

pytestmark = pytest.mark.django_db
OMBUDSMAN = "Vlaamse Ombudsdienst"


@pytest.fixture
def kg(settings):
    """The house of a complaints service that may refuse, and goes on where a child is in danger."""
    settings.GEHOOR_SERVICES = ("kg",)
    return make.a_house()


@pytest.fixture
def noor(kg):
    return kg.person(people.NOOR)


def looked_at(house, noor, *, audience: str = "parent", danger: str = "no") -> Case:
    """A case of which the admissibility was looked at, ready to be refused but for the safety decision."""
    case = access_case(noor, make.a_report(house, audience=audience, story="Twee jaar geleden betaalden we te veel.").case.reference)
    case = case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    for move in ("take", "assess"):
        for code in next(one for one in the_moves(case, person=noor) if one.code == move).missing:
            make.meet(house, noor, case, code, at=make.NOON)
        case = case_moves_on(person=noor, case=case, move=move, expected=case.stage, at=make.NOON)
    for code in next(one for one in the_moves(case, person=noor) if one.code == "refuse").missing:
        if not code.startswith("answer."):
            make.meet(house, noor, case, code, at=make.NOON)
    sheet_is_filled(person=noor, case=case, code="safety", answers={"danger": danger, "reasons": "Bekeken."}, at=make.NOON)
    return case


def refuse(noor, case, **said) -> Case:
    said = {"reasons": people.REASONS, "message": people.REFUSAL} | said
    return case_moves_on(person=noor, case=case, move="refuse", expected=case.stage, outcome="not_admissible",
                         grounds=("older_than_a_year",), at=make.NOON, **said)


def test_a_refusal_keeps_its_reasons_and_tells_the_reporter_in_one(kg, noor):
    case = refuse(noor, looked_at(kg, noor))
    opened = case_is_opened(person=noor, case=case, at=make.NOON)
    closed = next(known for known in opened.timeline if known.row.kind == "closed")
    assert (closed.row.codes["grounds"], closed.said["text"]) == (["older_than_a_year"], people.REASONS)
    assert people.REASONS.encode() not in bytes(closed.row.sealed)
    assert [message.text.split("\n")[0] for message in opened.messages] == [people.REFUSAL]
    assert case.is_closed and case.answered_at == make.NOON


def test_a_refusal_is_counted_by_its_ground_until_the_case_is_taken_up_after_all(kg, noor):
    case = refuse(noor, looked_at(kg, noor))
    by_ground = Cut(code="x", unit="case", rows="ground", columns="outcome")
    assert the_cut(by_ground, service=kg.service.code, year=2026) == {("older_than_a_year", "not_admissible"): 1}
    case_moves_on(person=noor, case=case, move="reopen", expected=case.stage, at=make.NOON)
    assert the_cut(by_ground, service=kg.service.code, year=2026) == {}


def test_it_names_where_one_can_go_next(kg, noor):
    opened = case_is_opened(person=noor, case=refuse(noor, looked_at(kg, noor)), at=make.NOON)
    assert OMBUDSMAN in opened.messages[-1].text


def test_nobody_is_refused_without_reasons_and_nothing_has_changed_then(kg, noor):
    case = looked_at(kg, noor)
    with pytest.raises(ReasonsMissing):
        refuse(noor, case, reasons="  ")
    assert not Message.objects.exists() and Case.objects.get(pk=case.pk).stage == case.stage


def test_who_never_heard_from_us_is_not_refused_in_silence(kg, noor):
    with pytest.raises(NotYet):
        refuse(noor, looked_at(kg, noor), message="")


@pytest.mark.parametrize("bare", ["", "Nee.", "Wij doen dit niet."])
def test_no_child_is_refused_barely(kg, noor, bare):
    case = looked_at(kg, noor)
    child = next(one.code for one in kg.service.axes.roles if any(mapping.value == "child" for mapping in one.core))
    Case.objects.filter(pk=case.pk).update(reporter_role=child)
    case.refresh_from_db()
    with pytest.raises((TooBare, NotYet)):
        refuse(noor, case, message=bare)
    assert not Message.objects.exists()


def test_who_holds_no_code_is_told_otherwise_and_what_was_said_stays_in_the_file(kg, noor):
    case = looked_at(kg, noor)
    Conversation.objects.filter(case=case).update(receipt=None)
    with pytest.raises(NotYet, match="een antwoord aan de melder"):
        refuse(noor, case, message="")
    said = "Gebeld op 10 maart: te lang geleden, en de Ombudsdienst kan wel kijken."
    case = refuse(noor, case, message=said)
    assert case.is_closed and not Message.objects.exists()
    timeline = case_is_opened(person=noor, case=case, at=make.NOON).timeline
    assert [known.said["text"] for known in timeline if known.row.kind == "note"] == [said]


@pytest.mark.parametrize("danger", ["yes", "unknown"])
def test_s4_where_a_child_may_be_in_danger_nobody_is_refused_and_withdrawing_ends_nothing(kg, noor, danger):
    case = looked_at(kg, noor, danger=danger)
    with pytest.raises(NotYet) as refused:
        refuse(noor, case)
    assert "het antwoord “Nee”" in str(refused.value)
    withdraw = next(one for one in the_moves(case, person=noor) if one.code == "withdraw")
    assert "answer.safety.danger.no" in withdraw.missing
    assert "admit" in {one.code for one in the_moves(case, person=noor)}


def test_the_newest_decision_counts_and_without_keys_no_answer_is_known(kg, noor):
    case = looked_at(kg, noor, danger="yes")
    sheet_is_filled(person=noor, case=case, code="safety", answers={"danger": "no", "reasons": "Opgelost."}, at=make.NOON + make.HOUR)
    assert "answer.safety.danger.no" in what_is_met(case, person=noor)
    assert "answer.safety.danger.no" not in what_is_met(case), "lists and timers open nothing"
    assert refuse(noor, case).is_closed


def test_what_children_meet_is_asked_anew_in_every_stage(kg, noor):
    case = looked_at(kg, noor)
    assert "sheet.consequences" in what_is_met(case, person=noor)
    later = make.NOON + make.DAY
    for code in next(one for one in the_moves(case, person=noor) if one.code == "admit").missing:
        make.meet(kg, noor, case, code, at=later)
    case = case_moves_on(person=noor, case=case, move="admit", expected=case.stage, message=make.ONWARD, at=later + make.HOUR)
    assert "sheet.consequences" not in what_is_met(case, person=noor)
    assert "sheet.safety" in what_is_met(case, person=noor), "only what is asked in each stage goes stale"
    sheet_is_filled(person=noor, case=case, code="consequences", answers={"who": "all"}, at=later + 2 * make.HOUR)
    assert "sheet.consequences" in what_is_met(case, person=noor)


def test_a_name_in_a_series_is_never_overtaken(settings):
    settings.GEHOOR_SERVICES = ("vk",)
    house = make.a_house()
    noor, case = house.person(people.NOOR), make.a_report(house).case
    case = access_case(noor, case.reference)
    for hours, moment in enumerate(("at_report", "after_diagnosis", "later")):
        sheet_is_filled(person=noor, case=case, code="risk", answers={"moment": moment, "risk": "low"}, at=make.NOON + hours * make.HOUR)
        assert ("answer.risk.moment.after_diagnosis" in what_is_met(case, person=noor)) is (hours > 0)
    assert case.sheets.filter(code="risk").count() == 3
