"""What a procedure allows, and when things are due."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.procedures import REQUIRED, moves_from
from gehoor.domain.services.schema.procedure import REQUIREMENTS
from tests.domain.services.declared import Folder, the_example

SERVICE = the_example()


def moves(stage: str, *met: str) -> dict:
    return {move.code: move for move in moves_from(SERVICE, stage=stage, met=set(met))}


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


@given(
    st.sets(st.sampled_from([*REQUIREMENTS, "sheet.child_heard"])), st.sets(st.sampled_from([*REQUIREMENTS, "sheet.child_heard"]))
)
def test_meeting_more_never_forbids_a_move(met, more):
    for stage in ("received", "admitted", "closed"):
        before, after = moves(stage, *met), moves(stage, *met, *more)
        assert all(after[code].allowed for code in before if before[code].allowed)
        assert before.keys() == after.keys()


def test_where_either_of_two_is_enough_one_meets_it_and_both_are_said(folder: Folder):
    folder.change("procedure.yaml", "[handler_assigned, theme_chosen]", '["handler_assigned|theme_chosen"]')
    service = folder.load()[0]

    def admit(*met: str):
        return moves_from(service, stage="received", met=met)[0]

    assert admit("theme_chosen").allowed and admit("handler_assigned").allowed
    assert admit().why_not == ("een behandelaar, of een thema",)


def test_a_ground_is_shut_while_it_is_urgent_and_says_why(folder: Folder):
    folder.change("procedure.yaml", 'source: "art. 2"}', 'source: "art. 2", not_when: [urgent]}')
    service = folder.load()[0]

    def refuse(*met: str):
        return next(one for one in moves_from(service, stage="received", met={"answer_sent", *met}) if one.code == "refuse")

    assert [one.code for one in refuse().open_grounds] == ["not_a_child"]
    assert refuse("urgent").open_grounds == []
    assert refuse("urgent").shut == {"not_a_child": ("de zaak is dringend",)}


def test_an_answer_on_a_sheet_shuts_a_ground_too(folder: Folder):
    folder.change("procedure.yaml", 'source: "art. 2"}', 'source: "art. 2", not_when: [answer.child_heard.heard.yes]}')
    service = folder.load()[0]
    refuse = next(one for one in moves_from(service, stage="received", met={"answer.child_heard.heard.yes"}) if one.code == "refuse")
    assert "Kind gehoord" in refuse.shut["not_a_child"][0]


def test_a_step_with_a_message_of_its_own_waits_for_it_and_brings_it(folder: Folder):
    folder.change("procedure.yaml", "to: admitted, requires: [handler_assigned, theme_chosen]", "to: admitted, tell: {}")
    service = folder.load()[0]
    assert moves_from(service, stage="received", met=())[0].why_not == ("een bericht aan de melder in deze fase",)
    assert moves_from(service, stage="received", met={"told_here"})[0].allowed
    assert moves_from(service, stage="received", met=(), with_words={"told_here"})[0].allowed
