"""What the files of the services keep of the requirements of the field: taken out of a file, the test of that requirement fails."""

import pytest

from gehoor.domain.services.attention import stands_out
from gehoor.domain.services.registry import the_service
from tests import make


@pytest.fixture
def declared(settings):
    """One of the services as its files declare it."""
    def of(code: str):
        settings.GEHOOR_SERVICES = (code,)
        return the_service(code, make.a_day())

    return of


def moves(service, *, to: str = "") -> list:
    """Every step of the procedure, or every step into one stage."""
    return [move for stage in service.procedure.stages for move in stage.moves if to in ("", move.to)]


def ends(service) -> list:
    """Every step that closes a case in which something was reported."""
    return [move for move in moves(service) if move.outcomes and move.outcomes != ["nothing_to_handle"]]


def sheet(service, code: str) -> dict:
    """The fields of a sheet by their codes."""
    return {field.code: field for field in next(one for one in service.procedure.sheets if one.code == code).fields}


def choices(field) -> set[str]:
    return {one.code for one in field.choices}


def codes(listed) -> set[str]:
    return {one.code for one in listed}


def test_k9_no_end_before_it_says_whether_the_child_was_heard_and_why_not(declared):
    krc = declared("krc")
    assert all("sheet.child_heard" in move.requires for move in ends(krc))
    heard = sheet(krc, "child_heard")
    assert {"too_young", "not_wanted", "not_reachable", "danger", "other"} <= choices(heard["why_not"])
    assert all(heard[code].required for code in ("heard", "heard_on", "how", "why_not", "explanation"))


@pytest.mark.parametrize(("code", "asks", "days"), [
    ("krc", "child_heard", ["heard_on"]), ("krc", "sides_heard", ["heard_on"]), ("kg", "child_heard", ["heard_on"]),
    ("akj", "client_heard", ["heard_on"]), ("akj", "complaint", ["filed_on", "acknowledged_on"]), ("dfc", "own_position", ["heard_on"]),
    ("dfc", "report_delivery", ["delivered_on"]), ("vk", "heard", ["child_on"]), ("vk", "prosecutor", ["decided_on", "sent_on"]),
    ("vk", "last_talk", ["invited_on"])])
def test_k9_nobody_was_heard_and_nothing_was_sent_on_a_day_that_still_comes(declared, code, asks, days):
    fields = sheet(declared(code), asks)
    assert [day for day in days if not fields[day].has_been] == []


def test_k10_advice_ends_a_case_without_an_investigation(declared):
    stages = {stage.code: stage for stage in declared("krc").procedure.stages}
    assert any("advised" in move.outcomes for move in stages["seen"].moves)


def test_k12_nothing_is_investigated_before_somebody_judged_that_a_right_may_be_violated(declared):
    into = [move for stage in declared("krc").procedure.stages for move in stage.moves
            if move.to == "hearing" and stage.code in ("received", "seen", "admissibility")]
    assert into
    assert all("sheet.possible_violation" in move.requires for move in into)


def test_k14_every_conclusion_has_a_paragraph_on_the_best_interests_of_the_child(declared):
    krc = declared("krc")
    stages = {stage.code: stage for stage in krc.procedure.stages}
    concluding = [move for move in stages["conclusion"].moves if "violation_found" in move.outcomes]
    assert concluding
    assert all("sheet.best_interests" in move.requires for move in concluding)
    assert sheet(krc, "best_interests")["paragraph"].required


@pytest.mark.parametrize("service", ["krc", "kg"])
def test_k11_k13_no_sheet_asks_again_what_the_points_and_the_room_of_a_mediation_ask(declared, service):
    procedure = declared(service).procedure
    assert not {"testing", "tests", "mediation"} & codes(procedure.sheets)
    ends_there = [move for stage in procedure.stages if stage.code == "mediation" for move in stage.moves
                  if {"solved", "partly_solved"} & set(move.outcomes)]
    assert ends_there
    assert all("mediation_ended" in move.requires for move in ends_there)


@pytest.mark.parametrize("service", ["krc", "kg"])
def test_k24_every_later_phase_asks_for_a_message_to_the_reporter(declared, service):
    procedure = declared(service).procedure
    early = {"received", "seen"}
    onward = [move for stage in procedure.stages if stage.code not in early and not stage.final for move in stage.moves
              if not procedure.stage(move.to).final and move.to != stage.code]
    assert onward
    silent = {(move.code, move.to) for move in onward if not move.tell}
    assert silent <= {("resume", "investigation")}, "a colleague who looks once more after the judgement tells nobody of it"


def test_k15_d9_a_referral_says_to_whom_why_and_what_went_along_and_may_be_checked_later(declared):
    referral = sheet(declared("krc"), "referral")
    assert all(referral[code].required for code in ("way", "to_whom", "why", "passed_on"))
    assert {"warm", "cold"} <= choices(referral["way"])
    assert "check_on" in referral
    for service in ("krc", "dfc", "vk", "akj"):
        assert sheet(declared(service), "referral")["check_on"].becomes_task, "the day of the later check is a task by itself"


@pytest.mark.parametrize("service", ["krc", "dfc", "kg", "vk", "akj"])
def test_k23_each_service_promises_that_it_costs_nothing(declared, service):
    assert any("gratis" in promise.text("nl").lower() for promise in declared(service).about.promises)


def test_k33_other_means_first_may_refuse_but_not_what_is_urgent(declared):
    krc = declared("krc")
    ground = next(one for one in krc.procedure.grounds if one.code == "not_tried_elsewhere")
    assert {"urgent", "answer.admissibility.tried_elsewhere.urgent"} <= set(ground.not_when)
    assert {"urgent", "cannot"} <= choices(sheet(krc, "admissibility")["tried_elsewhere"])
    assert not [one for one in krc.procedure.grounds if one.not_when and one.code != "not_tried_elsewhere"]


@pytest.mark.parametrize("service", ["krc", "dfc", "kg", "vk", "akj"])
def test_a_ground_that_says_never_when_urgent_is_shut_when_it_is(declared, service):
    said = [one for one in declared(service).procedure.grounds if "nooit bij wat dringend" in one.label.text("nl")]
    assert said or service not in ("krc", "dfc")
    assert all("urgent" in one.not_when for one in said)


def test_k34_what_is_not_about_a_minor_may_be_refused_and_is_always_referred(declared):
    krc = declared("krc")
    assert "not_a_minor" in codes(krc.procedure.grounds)
    assert sheet(krc, "admissibility")["minor"].required
    refusing = [move for move in moves(krc) if move.grounds]
    assert refusing
    assert all("sheet.referral" in move.requires for move in refusing)


def test_d1_each_who_may_ask_has_a_door(declared):
    roles = {role for door in declared("dfc").about.audiences for role in door.roles}
    assert {"child", "parent", "teacher", "youth_care_worker", "youth_care_institution", "lawyer", "other_care_worker",
            "other_person"} <= roles


def test_d2_the_six_areas_of_law_can_be_chosen(declared):
    areas = {"youth_care", "child_abuse", "family_law", "migration", "juvenile_justice", "sexual_exploitation"}
    assert areas <= codes(declared("dfc").axes.themes)


def test_d4_each_specialist_team_has_its_areas(declared):
    teams = {team.code: set(team.themes) for team in declared("dfc").about.teams}
    assert "youth_care" in teams["youth_care"]
    assert "juvenile_justice" in teams["juvenile_justice"]
    assert "migration" in teams["migration"]
    assert "sexual_exploitation" in teams["exploitation"]


def test_d5_what_we_can_do_is_decided_in_one_of_seven_levels_before_any_end(declared):
    dfc = declared("dfc")
    assert len(dfc.axes.help_levels) == 7
    weighing = next(stage for stage in dfc.procedure.stages if stage.code == "weighing")
    deciding = [move for move in weighing.moves if move.code in ("start", "inform", "advise", "refer", "decline")]
    assert len(deciding) == 5
    assert all("sheet.what_we_can_do" in move.requires for move in deciding)
    assert sheet(dfc, "what_we_can_do")["levels"].required


def test_d26_after_lost_proceedings_the_case_can_go_on_as_research(declared):
    dfc = declared("dfc")
    onward = moves(dfc, to="research")
    assert onward
    assert all("sheet.after_procedure" in move.requires for move in onward)


def test_d30_the_child_has_a_position_of_its_own_beside_that_of_its_parents(declared):
    dfc = declared("dfc")
    position = sheet(dfc, "own_position")
    assert {"child_position", "parents_position", "own_grounds"} <= set(position)
    assert position["conflict"].required
    assert position["child_position"].required, "a child that was heard said something"
    worked_on = [move for move in moves(dfc) if {"advised", "complaint_made", "report_issued"} & set(move.outcomes)]
    assert worked_on
    assert all("sheet.own_position" in move.requires for move in worked_on)


def test_g1_four_kinds_of_work_are_told_apart(declared):
    assert codes(declared("kg").axes.help_levels) == {"advice", "referral", "investigation", "recommendation"}


def test_g2_advice_is_an_end_and_may_be_asked_without_names(declared):
    kg = declared("kg")
    assert any("advised" in move.outcomes and not {"child_party_named"} & set(move.requires) for move in ends(kg))
    assert next(kind for kind in kg.procedure.kinds if kind.code == "consultation").without_names


def test_g3_who_is_refused_is_referred_and_reads_where_to_go(declared):
    kg = declared("kg")
    refusing = next(move for move in moves(kg) if move.grounds)
    assert {"sheet.referral", "answer_sent"} <= set(refusing.requires)
    assert refusing.tell.names == ["referral.to_whom"], "the letter names the addressee"
    assert "outside_competence" in refusing.grounds
    assert sheet(kg, "referral")["to_whom"].required
    assert "Vlaamse Ombudsdienst" in kg.procedure.next_instance.text("nl")


def test_g5_a_recommendation_says_to_whom_what_and_what_was_answered(declared):
    recommendation = sheet(declared("kg"), "recommendation")
    assert recommendation["to_whom"].required and recommendation["text"].required
    assert {"accepted", "partly", "rejected"} <= choices(recommendation["reaction"])
    assert "by" in recommendation


@pytest.mark.parametrize("door", ["parent", "easy", "other"])
def test_g11_g12_what_a_complaint_needs_is_asked_at_each_door_as_that_and_turns_nobody_away(declared, door):
    asked = {field.means: field for field in declared("kg").questionnaire(door).fields() if field.means}
    for means in ("reporter_name", "child_name", "child_birth_date"):
        assert asked[means].needed_for, means
        assert not asked[means].required, means


def test_g11_g12_who_complains_and_which_child_are_known_or_it_says_why_not(declared):
    kg = declared("kg")
    admit = next(move for move in moves(kg, to="investigation") if move.code == "admit")
    assert {"reporter_identified|answer.admissibility.complainant_known.no",
            "child_identified|answer.admissibility.child_known.no"} <= set(admit.requires)
    assert kg.procedure.child_known_by == "birth_date"
    admissibility = sheet(kg, "admissibility")
    assert all(admissibility[code].required for code in ("complainant_known", "why_complainant_unknown", "child_known",
                                                         "why_child_unknown"))


@pytest.mark.parametrize("door", ["parent", "easy", "other"])
def test_g21_who_doubts_can_call_somebody(declared, door):
    kg = declared("kg")
    assert any(channel.number for channel in kg.about.channels)
    points = next(one for one in kg.about.audiences if one.code == door).confidentiality.points
    assert any("Twijfel je" in point.text("nl") for point in points)


def test_g13_nothing_is_investigated_before_it_is_said_whom_it_is_about(declared):
    into = [move for move in moves(declared("kg"), to="investigation") if move.code == "admit"]
    assert into
    assert all("respondent_named" in move.requires for move in into)


def test_g14_the_three_subjects_of_a_complaint_are_asked(declared):
    assert {"own", "sector", "allowance"} <= choices(sheet(declared("kg"), "admissibility")["subject"])


def test_g16_what_it_means_for_the_children_is_asked_in_every_phase(declared):
    kg = declared("kg")
    assert next(one for one in kg.procedure.sheets if one.code == "consequences").each_stage
    assert all("sheet.consequences" in move.requires for move in ends(kg))


def test_g17_all_children_of_a_facility_can_be_meant_and_none_need_be_heard(declared):
    kg = declared("kg")
    assert "all" in choices(sheet(kg, "consequences")["who"])
    assert {"too_young", "group"} <= choices(sheet(kg, "child_heard")["why_not"])


def test_g18_no_refusal_and_no_withdrawal_before_somebody_decided_that_no_child_is_in_danger(declared):
    kg = declared("kg")
    stopping = [move for move in moves(kg) if move.grounds or "withdrawn" in move.outcomes]
    assert stopping
    assert all("answer.safety.danger.no" in move.requires for move in stopping)
    assert sheet(kg, "safety")["reasons"].required


def test_g18_nothing_at_all_closes_while_a_child_is_in_danger_and_nobody_took_over(declared):
    kg = declared("kg")
    held = ("answer.safety.danger.no", "answer.safety.danger.no|answer.safety.danger.handed_over")
    assert all(set(held) & set(move.requires) for move in ends(kg))
    assert sheet(kg, "safety")["who_took_over"].required


def test_g18_the_decision_is_asked_on_the_page_of_the_advice_so_that_advice_stays_quick(declared):
    advising = [move for move in moves(declared("kg")) if "advised" in move.outcomes]
    assert advising
    assert all("safety" in move.asks for move in advising)


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


def test_v1_a_suspicion_is_a_report_too(declared):
    assert codes(declared("vk").axes.certainties) == {"suspicion", "finding", "unclear"}


def test_v3_anybody_can_report(declared):
    roles = {role for door in declared("vk").about.audiences for role in door.roles}
    assert {"child", "parent", "neighbour", "school_guidance", "doctor", "police_officer", "other_person", "other_professional"} <= roles


def test_v4_risk_is_estimated_at_the_report_and_after_diagnosis_and_both_stay(declared):
    vk = declared("vk")
    stages = {stage.code: stage for stage in vk.procedure.stages}
    assert {"sheet.risk", "sheet.plan"} <= set(next(move for move in stages["seen"].moves if move.code == "investigate").requires)
    assert all("answer.risk.moment.after_diagnosis" in move.requires for move in stages["investigation"].moves)
    assert next(one for one in vk.procedure.sheets if one.code == "risk").series


def test_v5_help_for_the_child_and_for_the_family_is_planned_and_evaluated(declared):
    vk = declared("vk")
    plan = sheet(vk, "help_plan")
    assert all(plan[code].required for code in ("for_child", "for_family", "goals", "evaluate_on"))
    completed = next(move for move in moves(vk) if "help_completed" in move.outcomes)
    assert "sheet.evaluation" in completed.requires


def test_v7_v8_a_referral_with_a_document_and_a_notice_of_whoever_are_told_apart(declared):
    vk = declared("vk")
    assert {"mandated_referral", "notice"} <= codes(vk.procedure.kinds)
    assert {"m_document", "notice_prosecutor", "notice_minor", "notice_parents", "notice_caregivers", "notice_confidant",
            "notice_provider"} <= choices(sheet(vk, "mandate_intake")["way"])
    assert "child" in {role for door in vk.about.audiences for role in door.roles}


def test_v9_an_investigation_under_the_mandate_has_a_term_and_three_ends(declared):
    vk = declared("vk")
    term = next(one for one in vk.procedure.terms if one.code == "mandate_investigation")
    assert (term.rule, term.stages) == ("be.vl.vk.mano/investigate", ["mandate_investigation"])
    stage = next(one for one in vk.procedure.stages if one.code == "mandate_investigation")
    assert {"follow_up", "closed", "prosecutor"} <= {move.to for move in stage.moves}


def test_v10_what_a_youth_magistrate_is_told_has_a_day_and_limits(declared):
    told = sheet(declared("vk"), "magistrate_report")
    assert all(told[code].required for code in ("to_whom", "reported_on", "states"))


def test_v11_the_prosecutor_is_told_by_decision_with_a_ground_and_minor_and_parents_are_informed_or_it_says_why_not(declared):
    vk = declared("vk")
    sent = next(move for move in moves(vk) if "handed_to_prosecutor" in move.outcomes)
    assert {"sheet.last_talk", "sheet.prosecutor"} <= set(sent.requires)
    assert next(one for one in vk.procedure.sheets if one.code == "prosecutor").approval == "supervisor", "by the team and who answers"
    step = sheet(vk, "prosecutor")
    assert all(step[code].required for code in ("ground", "decided_by", "decided_on", "minor_informed", "parents_informed",
                                                "why_not_informed", "sent_on"))


def test_v16_the_four_goals_are_said_before_a_file_that_was_investigated_ends(declared):
    vk = declared("vk")
    transferred = next(one for one in vk.procedure.outcomes if one.code == "transferred")
    assert "sheet.mission_goals|answer.transfer.goals.there" in transferred.requires
    assert sheet(vk, "transfer")["why_no_goals"].required, "or it says why not yet"
    goals = sheet(vk, "mission_goals")
    assert all(goals[code].required for code in ("detected", "stopped", "prevented", "recovery"))
    stages = {stage.code: stage for stage in vk.procedure.stages}
    closing = [move for code in ("investigation", "help", "prosecutor") for move in stages[code].moves if move.outcomes]
    assert closing
    assert all("sheet.mission_goals" in move.requires for move in closing)


def test_a3_a_case_can_carry_what_an_institution_will_do_better(declared):
    better = sheet(declared("akj"), "improvement")
    assert all(better[code].required for code in ("institution", "what", "state"))


def test_a4_the_grounds_of_complaints_can_be_chosen(declared):
    akj = declared("akj")
    assert {"boundary", "unsafe", "worrying", "no_help", "wrong_help", "waiting"} <= codes(akj.axes.failings)


def test_a5_crossing_of_boundaries_is_coded_by_kind_and_by_whom_in_complaints_and_in_children(declared):
    akj = declared("akj")
    assert {"psychological_verbal", "sexual", "physical"} <= codes(akj.axes.violence)
    assert {"staff", "group_peer", "parent", "other"} <= codes(akj.axes.by_whom)
    assert {"complaints", "children"} <= {code for code, field in sheet(akj, "boundary").items() if field.required}
    assert {one.unit: one.number for one in akj.procedure.sheet("boundary").counts} == {
        "complaint": "complaints", "child_supported": "children"}
    units = {table.unit for table in akj.figures.tables if table.by == ["violence", "by_whom"]}
    assert {"case", "complaint", "child_supported"} == units, "side by side, and never added up"


def test_a6_a7_a_signal_has_a_day_an_institution_a_reaction_and_names_nobody_without_consent(declared):
    signal = sheet(declared("akj"), "signal")
    assert {"institution", "sent_on", "answer_before", "reaction"} <= set(signal)
    assert choices(signal["identifying"]) == {"no", "with_consent"}
    assert signal["identifying"].required and signal["consent_on"].required


def test_a8_a_measure_that_takes_freedom_says_on_what_it_rests_and_whether_the_law_allows_it(declared):
    akj = declared("akj")
    assert {"no_school", "locked_in_room", "fixation", "other"} <= codes(akj.axes.measures)
    measure = sheet(akj, "restriction")
    assert {"law", "order", "house_rules"} <= choices(measure["basis"])
    assert {"open", "closed"} <= choices(measure["setting"])
    assert measure["legal_basis"].required


def test_a9_a_crisis_has_a_tag(declared):
    assert "corona" in codes(declared("akj").axes.tags)


def test_a17_past_violence_is_a_kind_of_its_own_told_by_an_adult(declared):
    akj = declared("akj")
    assert "past_abuse" in codes(akj.procedure.kinds)
    assert "past_client" in {role for door in akj.about.audiences for role in door.roles}


def test_a25_upheld_is_no_end_before_what_was_promised_was_followed_and_the_young_person_was_told(declared):
    akj = declared("akj")
    upheld = next(one for one in akj.procedure.outcomes if one.code == "upheld")
    assert "sheet.follow_up" in upheld.requires
    looked_at_again = {one.code for one in akj.procedure.findings if one.needs_follow_up}
    assert looked_at_again == {"upheld", "partly"}
    followed = sheet(akj, "follow_up")
    assert all(followed[code].required for code in ("promised", "state", "why_not", "told_on"))


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


def test_in_the_steps_of_a_confidant_going_on_stands_before_every_end(declared):
    procedure = declared("akj").procedure
    order = [stage.code for stage in procedure.stages]
    assert order.index("external") < order.index("follow_up"), "the ombudsman is a step; looking after it comes then"
    for stage in procedure.stages:
        ends_at = [place for place, move in enumerate(stage.moves) if move.outcomes]
        onward_at = [place for place, move in enumerate(stage.moves) if not move.outcomes]
        assert not ends_at or not onward_at or max(onward_at) < min(ends_at), stage.code


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


def test_a28_no_institution_is_asked_for_leave_before_somebody_is_heard(declared):
    akj = declared("akj")
    asked = {code for stage in akj.procedure.stages if stage.code in ("received", "seen") for move in stage.moves for code in move.requires}
    assert not asked & {"consent_recorded", "respondent_named"}
    assert all(move.approval is None for move in moves(akj))
