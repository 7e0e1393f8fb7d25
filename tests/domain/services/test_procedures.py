"""What a procedure allows, and when things are due."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.procedures import REQUIRED, moves_from, promised, running_terms
from gehoor.domain.services.schema.procedure import REQUIREMENTS
from tests.domain.services.declared import Folder, the_example

SERVICE = the_example()
BRUSSELS = ZoneInfo("Europe/Brussels")
TOLD = datetime(2026, 3, 10, 12, tzinfo=BRUSSELS)


def moves(stage: str, *met: str) -> dict:
    return {move.code: move for move in moves_from(SERVICE, stage=stage, met=set(met))}


def terms(service=SERVICE, *, stage: str = "received", urgency: str = "normal", **moments) -> dict:
    return {term.code: term for term in running_terms(service, moments={"received": TOLD, **moments}, urgency=urgency, stage=stage)}


def test_every_requirement_has_its_words():
    assert set(REQUIRED) == set(REQUIREMENTS)


def test_all_moves_are_shown_with_what_is_still_needed():
    received = moves("received", "handler_assigned")
    assert list(received) == ["admit", "advise", "refuse"]
    assert (received["admit"].allowed, received["admit"].why_not) == (False, ("een thema",))
    assert moves("received", "handler_assigned", "theme_chosen")["admit"].allowed


def test_what_a_stage_requires_counts_for_every_way_out():
    close = moves("admitted", "answer_sent")["close"]
    assert (close.missing, close.why_not) == (("sheet.child_heard",), ("het blad “Kind gehoord”",))
    assert moves("admitted", "answer_sent", "sheet.child_heard")["close"].allowed


def test_a_close_needs_an_outcome_of_the_list():
    close = moves("admitted", "answer_sent", "sheet.child_heard")["close"]
    assert close.closes
    assert close.missing_for() == ["een uitkomst uit de lijst"]
    assert close.missing_for(outcome="refused") == ["een uitkomst uit de lijst"]
    assert close.missing_for(outcome="solved") == []


def test_a_refusal_needs_a_ground_of_the_list():
    refuse = moves("received", "answer_sent")["refuse"]
    assert refuse.missing_for(outcome="refused") == ["een grond uit de lijst"]
    assert refuse.missing_for(outcome="refused", grounds=["boredom"]) == ["een grond uit de lijst"]
    assert refuse.missing_for(outcome="refused", grounds=["not_a_child"]) == []
    assert moves("received")["admit"].missing_for(grounds=["not_a_child"])[-1] == "een grond uit de lijst"


def test_an_outcome_may_require_more(folder: Folder):
    folder.change("procedure.yaml", "- {code: solved,", "- {code: solved, requires: [consent_recorded],")
    close = moves_from(folder.load()[0], stage="admitted", met={"answer_sent", "sheet.child_heard"})[0]
    assert close.allowed
    assert close.missing_for(outcome="solved") == ["een keuze over veilig contact"]
    assert close.missing_for(outcome="advised") == []


def test_only_the_first_step_onward_is_the_admission():
    assert {code: move.is_admission for code, move in moves("received").items()} == {
        "admit": True,
        "advise": False,
        "refuse": False,
    }
    assert not moves("closed")["reopen"].is_admission
    assert not moves("closed")["reopen"].closes


def test_an_unknown_stage_is_an_error():
    with pytest.raises(KeyError):
        moves("gone")


def test_terms_run_from_what_was_told():
    running = terms()
    assert {code: (term.due_at.date().isoformat(), term.met_at) for code, term in running.items()} == {
        "first_read": ("2026-03-11", None),
        "first_answer": ("2026-03-17", None),
        "answer": ("2026-04-24", None),
    }
    assert (running["answer"].kind, running["answer"].source, running["answer"].to_be_confirmed) == (
        "statutory",
        "Voorbeeldreglement, art. 3",
        True,
    )


def test_what_is_urgent_has_its_own_clock():
    running = terms(urgency="urgent")
    assert running["first_read"].due_at == TOLD + timedelta(hours=4)
    assert running["first_read"].alarm_at == TOLD + timedelta(hours=3)
    assert running["first_answer"].due_at.date().isoformat() == "2026-03-11"


def test_an_urgency_that_the_promise_does_not_name_gets_the_usual_clock():
    assert terms(urgency="gone")["first_read"].due_at == terms()["first_read"].due_at


def test_a_term_for_some_urgencies_runs_for_those(folder: Folder):
    folder.change("procedure.yaml", "within: 45 calendar days,", "within: 45 calendar days, urgencies: [urgent],")
    service = folder.load()[0]
    assert "answer" not in terms(service)
    assert "answer" in terms(service, urgency="urgent")


def test_a_met_term_stays_met_and_a_late_one_late():
    read = terms(first_read=TOLD + timedelta(hours=2))["first_read"]
    assert read.met_at == TOLD + timedelta(hours=2)
    assert not read.is_near(TOLD + timedelta(days=30))
    assert not read.is_overdue(TOLD + timedelta(days=30))
    assert terms(first_read=TOLD + timedelta(days=9))["first_read"].is_overdue(TOLD + timedelta(days=30))


def test_a_term_is_near_before_it_is_overdue():
    term = terms()["first_answer"]
    assert [
        (term.is_near(at), term.is_overdue(at))
        for at in (term.alarm_at - timedelta(seconds=1), term.alarm_at, term.due_at, term.due_at + timedelta(seconds=1))
    ] == [(False, False), (True, False), (True, False), (True, True)]


def test_a_closed_case_has_no_running_terms():
    assert {code for code, term in terms(stage="closed", closed=TOLD + timedelta(days=1)).items() if term.met_at is None} == set()


def test_a_term_runs_only_in_its_stages_and_from_its_moment(folder: Folder):
    folder.change(
        "procedure.yaml", "within: 45 calendar days, from: received", "within: 45 calendar days, stages: [admitted], from: admitted"
    )
    service = folder.load()[0]
    assert "answer" not in terms(service)
    assert "answer" not in terms(service, admitted=TOLD)
    assert "answer" in terms(service, stage="admitted", admitted=TOLD)


def test_a_term_begins_anew_when_its_moment_comes_again(folder: Folder):
    folder.change(
        "procedure.yaml",
        "within: 45 calendar days, from: received, until: closed",
        "within: 3 working days, from: last_message_from_reporter, until: last_message_to_reporter",
    )
    service = folder.load()[0]
    answered = {"last_message_from_reporter": TOLD, "last_message_to_reporter": TOLD + timedelta(hours=1)}
    assert terms(service, **answered)["answer"].met_at
    again = {**answered, "last_message_from_reporter": TOLD + timedelta(hours=2)}
    assert terms(service, **again)["answer"].met_at is None


def test_promises_are_told_with_their_days():
    assert [
        (code, label.text("nl", plain=True), due.date().isoformat())
        for code, label, due in promised(SERVICE, urgency="normal", start=TOLD)
    ] == [("first_read", "Iemand van ons leest het", "2026-03-11"), ("first_answer", "Je krijgt een antwoord", "2026-03-17")]


@given(
    st.sets(st.sampled_from([*REQUIREMENTS, "sheet.child_heard"])), st.sets(st.sampled_from([*REQUIREMENTS, "sheet.child_heard"]))
)
def test_meeting_more_never_forbids_a_move(met, more):
    for stage in ("received", "admitted", "closed"):
        before, after = moves(stage, *met), moves(stage, *met, *more)
        assert all(after[code].allowed for code in before if before[code].allowed)
        assert before.keys() == after.keys()


@given(st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
def test_urgent_is_never_due_later_and_an_alarm_never_after_the_end(start):
    usual, urgent = (terms(urgency=urgency, received=start) for urgency in ("normal", "urgent"))
    for code in usual:
        assert urgent[code].due_at <= usual[code].due_at
        assert start <= usual[code].alarm_at <= usual[code].due_at
