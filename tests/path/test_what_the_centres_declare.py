"""What the files of the centres against child abuse keep of the requirements under V: taken out of a file, the test of that requirement
fails."""

from tests.path.declaring import choices, codes, moves, sheet


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


def test_v9_nothing_is_investigated_under_the_mandate_that_a_talk_ruled_out_or_that_the_other_centre_investigates(declared):
    """Decreet integrale jeugdhulp, art. 41 (first a talk), 42 §3 and 43 (the centres exclude each other)."""
    stage = next(one for one in declared("vk").procedure.stages if one.code == "mandate_check")
    asked = {move.code: set(move.requires) for move in stage.moves}
    assert {"answer.mandate_intake.already_open.no", "answer.mandate_intake.right_centre.us"} <= asked["admit"]
    talk = next(one for one in asked["admit"] if "talk_excludes" in one)
    assert "held_yes" not in talk
    assert "answer.mandate_intake.talk_excludes.held_yes" in asked["talk_was_enough"]


def test_v9_the_step_after_the_decision_is_the_one_that_was_decided(declared):
    stage = next(one for one in declared("vk").procedure.stages if one.code == "mandate_investigation")
    decided = {move.code: {word.rpartition(".")[2] for needed in move.requires for word in needed.split("|")
                           if word.startswith("answer.mandate_decision.decision.")} for move in stage.moves}
    assert decided == {"necessity_agreed": {"observing", "intervening"}, "no_necessity": {"none"},
                       "no_agreement": {"no_agreement", "no_cooperation"}, "transfer": set()}


def test_v9_after_the_last_talk_a_case_goes_back_to_follow_up_only_with_a_signed_commitment(declared):
    """Decreet integrale jeugdhulp, art. 39. The day of sending may still come: the second person agrees before it leaves."""
    vk = declared("vk")
    assert "answer.last_talk.commitment.signed" in next(move for move in moves(vk) if move.code == "engaged").requires
    assert not sheet(vk, "prosecutor")["sent_on"].has_been


def test_s10_what_is_said_of_the_risk_and_of_hearing_names_the_child_of_which_it_is(declared):
    vk = declared("vk")
    assert [sheet(vk, code)["which_child"].means for code in ("risk", "heard")] == ["child_name", "child_name"]
