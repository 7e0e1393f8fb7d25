"""What the files of the legal helpdesk (D) and of the complaints service of the administration (G) keep of their requirements: taken out of
a file, the test of that requirement fails."""

import pytest

from tests.path.declaring import choices, codes, ends, moves, sheet


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
