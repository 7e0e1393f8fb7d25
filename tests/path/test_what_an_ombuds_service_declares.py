"""What the files of an ombuds service keep of the requirements under K: taken out of a file, the test of that requirement fails."""

import pytest

from tests.path.declaring import choices, codes, ends, moves, sheet


def test_k9_no_end_before_it_says_whether_the_child_was_heard_and_why_not(declared):
    krc = declared("krc")
    assert all("sheet.child_heard" in move.requires for move in ends(krc))
    heard = sheet(krc, "child_heard")
    assert {"too_young", "not_wanted", "not_reachable", "danger", "other"} <= choices(heard["why_not"])
    assert all(heard[code].required for code in ("heard", "heard_on", "how", "why_not", "explanation"))


@pytest.mark.parametrize(("code", "asks", "days"), [
    ("krc", "child_heard", ["heard_on"]), ("krc", "sides_heard", ["heard_on"]), ("kg", "child_heard", ["heard_on"]),
    ("akj", "client_heard", ["heard_on"]), ("akj", "complaint", ["filed_on", "acknowledged_on"]), ("dfc", "own_position", ["heard_on"]),
    ("dfc", "report_delivery", ["delivered_on"]), ("vk", "heard", ["child_on"]), ("vk", "prosecutor", ["decided_on"]),
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


def test_k33_other_means_first_may_refuse_but_not_what_is_urgent(declared):
    krc = declared("krc")
    ground = next(one for one in krc.procedure.grounds if one.code == "not_tried_elsewhere")
    assert {"urgent", "answer.admissibility.tried_elsewhere.urgent"} <= set(ground.not_when)
    assert {"urgent", "cannot"} <= choices(sheet(krc, "admissibility")["tried_elsewhere"])
    assert not [one for one in krc.procedure.grounds if one.not_when and one.code != "not_tried_elsewhere"]


def test_k34_what_is_not_about_a_minor_may_be_refused_and_is_always_referred(declared):
    krc = declared("krc")
    assert "not_a_minor" in codes(krc.procedure.grounds)
    assert sheet(krc, "admissibility")["minor"].required
    refusing = [move for move in moves(krc) if move.grounds]
    assert refusing
    assert all("sheet.referral" in move.requires for move in refusing)
