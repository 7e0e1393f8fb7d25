"""What the files of several services keep alike, whatever requirement it comes from."""

import pytest

from gehoor.domain.services.approvals import about_sheet
from gehoor.domain.services.attention import stands_out
from gehoor.domain.services.schema.needed import alternatives
from tests.path.declaring import moves, sheet


@pytest.mark.parametrize("service", ["krc", "dfc", "kg", "vk", "akj"])
def test_k23_each_service_promises_that_it_costs_nothing(declared, service):
    assert any("gratis" in promise.text("nl").lower() for promise in declared(service).about.promises)


@pytest.mark.parametrize("service", ["krc", "dfc", "kg", "vk", "akj"])
def test_a_ground_that_says_never_when_urgent_is_shut_when_it_is(declared, service):
    said = [one for one in declared(service).procedure.grounds if "nooit bij wat dringend" in one.label.text("nl")]
    assert said or service not in ("krc", "dfc")
    assert all("urgent" in one.not_when for one in said)


@pytest.mark.parametrize("service", ["krc", "dfc", "akj", "vk", "kg"])
def test_g18_in_every_service_withdrawing_is_no_end_while_a_child_is_in_danger(declared, service):
    withdrawing = [move for move in moves(declared(service)) if "withdrawn" in move.outcomes]
    assert withdrawing
    assert all({"answer.safety.danger_now.no", "answer.safety.danger.no"} & set(move.requires) for move in withdrawing)


@pytest.mark.parametrize("service", ["krc", "dfc", "akj", "vk"])
def test_g18_in_the_other_services_too_danger_goes_before_every_refusal(declared, service):
    refusing = [move for move in moves(declared(service)) if move.grounds]
    assert refusing
    assert all("answer.safety.danger_now.no" in move.requires for move in refusing)


@pytest.mark.parametrize(("service", "outcome"), [("akj", "solved_in_talk"), ("kg", "solved"), ("krc", "violation_found")])
def test_a25_what_was_promised_is_looked_at_again_and_the_reporter_reads_so(declared, service, outcome):
    procedure = declared(service).procedure
    promised = procedure.outcome(outcome).needs_follow_up
    assert promised.within
    assert "{" not in procedure.text_block(promised.tells).title.text("nl")


@pytest.mark.parametrize(("service", "of"), [("kg", "judgement"), ("vk", "prosecutor"), ("dfc", "report_conclusion")])
def test_what_nobody_decides_alone(declared, service, of):
    assert next(one for one in declared(service).procedure.sheets if one.code == of).approval
    assert declared("krc").procedure.outcome("violation_found").approval == "supervisor"


@pytest.mark.parametrize(("service", "of", "rests_on"), [
    ("dfc", "sheet.report_conclusion", {"report_facts", "report_articles", "bic", "own_position"}),
    ("kg", "sheet.judgement", {"sides_heard", "child_heard"}),
    ("krc", "outcome.violation_found", {"sides_heard", "child_heard", "best_interests", "follow_up"}),
])
def test_what_is_agreed_with_is_agreed_with_as_a_whole(declared, service, of, rests_on):
    """Changed after somebody agreed, each of these sheets asks the agreement anew."""
    assert all(of in about_sheet(declared(service).procedure, code) for code in rests_on)


@pytest.mark.parametrize("service", ["krc", "kg"])
def test_who_consults_without_names_is_never_asked_for_one(declared, service):
    assert next(kind for kind in declared(service).procedure.kinds if kind.code == "consultation").without_names


def test_a_ground_is_as_confirmed_in_the_procedure_as_in_the_law_it_comes_from(declared):
    kg = declared("kg")
    law = next(one for one in kg.regimes if one.regime == kg.procedure.procedure)
    of_law = {ground.code: ground for ground in law.grounds}
    both = [(ground, of_law[ground.code]) for ground in kg.procedure.grounds if ground.code in of_law]
    assert len(both) == len(of_law)
    assert all((mine.status, mine.source, mine.label) == (law.status, law.source, law.label) for mine, law in both)


@pytest.mark.parametrize("word", ["Ze gaf hem een tik.", "Hij kreeg klappen.", "De onthaalouder slaat.", "Ze deelde een mep uit."])
def test_plain_words_for_hitting_make_a_report_stand_out(declared, word):
    assert stands_out(declared("kg"), [word], "nl")


@pytest.mark.parametrize("service", ["akj", "dfc"])
def test_the_reporting_code_has_its_five_steps_and_its_five_questions_in_their_order(declared, service):
    asked = sheet(declared(service), "reporting_code")
    assert [code for code in asked if code in ("signals", "consulted", "talked", "weighed", "decision")] == [
        "signals", "consulted", "talked", "weighed", "decision"]
    assert all(asked[code].required for code in ("signals", "consulted", "talked", "weighed", "decision", "reasons"))
    assert [row.code for row in asked["weighed"].rows] == ["suspicion", "unsafe", "able", "accepted", "results"]
    assert {"why_not_consulted", "why_not_talked"} <= set(asked), "a step that is left out has a reason"


@pytest.mark.parametrize(("service", "stage", "move", "word"), [
    ("krc", "hearing", "mediate", "consent.mediate"),
    ("kg", "mediation", "agreed", "consent.mediate"),
    ("vk", "seen", "investigate", "consent.ask_information|answer.plan.informants.no"),
    ("vk", "mandate_check", "voluntary", "consent.ask_information|answer.plan.informants.no"),
    ("lijn", "talking", "hand_over", "consent.refer"),
    ("praat", "talking", "hand_over", "consent.refer"),
    ("dfc", "working", "complain", "consent.complain"),
    ("akj", "talk", "committee", "consent.complain"),
])
def test_k18_a_step_by_which_somebody_else_hears_of_it_asks_for_consent_or_a_ground(declared, service, stage, move, word):
    step = next(one for one in declared(service).procedure.stage(stage).moves if one.code == move)
    assert word in step.requires


@pytest.mark.parametrize("service", ["krc", "kg", "dfc", "vk", "akj", "lijn"])
def test_k15_k18_a_referral_in_which_we_make_the_contact_asks_for_consent_and_giving_details_does_not(declared, service):
    service = declared(service)
    ends_there = [move for move in moves(service) if "sheet.referral" in move.requires
                  and not {"sheet.transfer", "sheet.without_consent"} & set(move.requires)]
    assert ends_there
    for move in ends_there:
        either = next(alternatives(one) for one in move.requires if "consent.refer" in alternatives(one))
        assert "answer.referral.way.warm" not in either
        assert {"answer.referral.way.cold", "answer.referral.way.told"} & set(either)


@pytest.mark.parametrize(("service", "move"), [("vk", "admit"), ("vk", "no_agreement"), ("vk", "send"), ("lijn", "act"), ("praat", "act"),
                                                 ("kg", "admit"), ("kg", "conclude"), ("kg", "continue")])
def test_where_the_law_gives_the_ground_no_step_asks_for_consent(declared, service, move):
    steps = [one for one in moves(declared(service)) if one.code == move]
    assert steps
    assert not [word for one in steps for word in one.requires if word.startswith("consent.")]
