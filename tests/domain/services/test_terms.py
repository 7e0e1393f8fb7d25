"""When the terms of a case are due."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.terms import promised, running_terms
from tests.domain.services.declared import Folder, the_example

SERVICE = the_example()
BRUSSELS = ZoneInfo("Europe/Brussels")
TOLD = datetime(2026, 3, 10, 12, tzinfo=BRUSSELS)


def terms(service=SERVICE, *, stage: str = "received", urgency: str = "normal", kind: str = "", **moments) -> dict:
    moments = {"received": TOLD, **moments}
    return {term.code: term for term in running_terms(service, moments=moments, urgency=urgency, stage=stage, kind=kind)}


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


def test_a_term_for_some_kinds_of_contact_runs_for_those(folder: Folder):
    folder.change("procedure.yaml", "within: 45 calendar days,", "within: 45 calendar days, kinds: [complaint],")
    service = folder.load()[0]
    assert "answer" not in terms(service, kind="question")
    assert "answer" in terms(service, kind="complaint")


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


@given(st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
def test_urgent_is_never_due_later_and_an_alarm_never_after_the_end(start):
    usual, urgent = (terms(urgency=urgency, received=start) for urgency in ("normal", "urgent"))
    for code in usual:
        assert urgent[code].due_at <= usual[code].due_at
        assert start <= usual[code].alarm_at <= usual[code].due_at


def test_a_promise_is_told_briefly_and_a_term_of_the_law_in_full():
    running = terms()
    assert running["first_answer"].brief == "5 werkdagen na ontvangst, eigen belofte"
    assert running["first_answer"].explanation == "17 maart 2026: 5 werkdagen na ontvangst op 10 maart 2026, eigen belofte"
    assert running["answer"].brief == running["answer"].explanation
    assert running["answer"].explanation == (
        "24 april 2026: 45 kalenderdagen na ontvangst op 10 maart 2026, Voorbeeldreglement, art. 3")
    assert (running["answer"].status, running["answer"].strict_at) == ("to_be_confirmed", running["answer"].due_at)
