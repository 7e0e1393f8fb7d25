import json

import pytest

from gehoor.foundation.errors import Misdeclared, SetupError
from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import terms
from gehoor.interfaces.cli.commands.check import PACKAGE

KG = "be.vl.bestuursdecreet.klacht"


def tell(*typed: str) -> None:
    terms.tell(build_parser().parse_args(["terms", *typed]))


def printed(capsys, *typed: str) -> dict:
    tell(*typed, "--format", "json")
    return {one["id"]: one for one in json.loads(capsys.readouterr().out)}


def test_json_names_each_term_with_its_day_its_alarm_and_why(capsys):
    found = printed(capsys, KG, "--received", "2026-02-03")
    assert found["answer"] == {
        "id": "answer", "due": "2026-03-20", "alarm": "2026-03-20", "source": "Bestuursdecreet, art. II.83", "status": "confirmed",
        "explanation": "20 maart 2026: 45 kalenderdagen na ontvangst op 3 februari 2026, Bestuursdecreet, art. II.83"}
    assert found["mediation_reply"]["due"] is None


def test_explanations_speak_english_when_asked(capsys):
    found = printed(capsys, KG, "--received", "2026-02-03", "--language", "en")
    assert found["answer"]["explanation"] == (
        "20 March 2026: 45 calendar days after receipt on 3 February 2026, Bestuursdecreet, art. II.83")


def test_extending_everything_extends_what_can_be_and_says_what_it_was(capsys):
    found = printed(capsys, KG, "--received", "2026-02-03", "--extend")
    assert (found["answer"]["due"], found["acknowledge"]["due"]) == ("2026-05-04", "2026-02-13")
    assert "eerst 20 maart 2026" in found["answer"]["explanation"]


def test_a_case_of_the_rule_is_named_in_the_reason(capsys):
    found = printed(capsys, "nl.awb.klacht", "--received", "2026-04-01", "--with", "committee")
    assert found["answer"]["explanation"] == (
        "10 juni 2026: 10 weken na ontvangst op 1 april 2026, met een adviescommissie, Awb, art. 9:11, lid 1")


def test_an_end_that_moved_past_a_day_that_is_to_be_confirmed_is_to_be_confirmed_itself(capsys):
    answer = printed(capsys, "nl.awb.klacht", "--received", "2026-04-02")["answer"]
    assert (answer["due"], answer["status"]) == ("2026-05-18", "to_be_confirmed")
    assert "nog te bevestigen" in answer["explanation"]
    assert printed(capsys, "nl.awb.klacht", "--received", "2026-04-01")["answer"]["status"] == "confirmed"


def test_nothing_is_extended_more_often_than_the_law_says(capsys):
    with pytest.raises(SetupError, match=r'"answer" of nl.awb.klacht can be extended once \(Awb, art. 9:11, lid 2 en 3\)'):
        tell("nl.awb.klacht", "--received", "2026-04-01", "--extend", "answer", "--extend", "answer")
    often = printed(capsys, "nl.veiligthuis.triage", "--received", "2026-02-02", *["--extend", "inform_concerned"] * 3)
    assert often["inform_concerned"]["due"] == "2026-04-13"


def test_another_calendar_counts_other_holidays(capsys):
    assert printed(capsys, KG, "--received", "2026-07-17")["forward"]["due"] == "2026-07-23"
    assert printed(capsys, KG, "--received", "2026-07-17", "--calendar", "NL")["forward"]["due"] == "2026-07-22"


def test_a_term_that_counts_from_something_else_waits_for_it_and_says_from_what(capsys):
    judge = printed(capsys, "nl.veiligthuis.triage", "--received", "2026-02-02")["judge"]
    assert judge["due"] is None
    assert judge["explanation"].startswith("10 weken na de vaststelling")
    found = printed(capsys, "nl.veiligthuis.triage", "--received", "2026-02-02", "--on", "investigation_found_needed=2026-02-09")
    assert found["judge"]["due"] == "2026-04-20"


def test_the_table_to_read_says_what_is_still_to_be_confirmed(capsys):
    tell("be.vl.vk.mano", "--received", "2026-01-05")
    said = capsys.readouterr().out
    assert "investigate" in said and "2026-04-07" in said and "(nog te bevestigen)" in said


@pytest.mark.parametrize(("typed", "named"), [
    (["nl.nothing", "--received", "2026-02-03"], KG),
    ([KG, "--received", "3 februari"], "2026-02-03"),
    ([KG, "--received", "2001-02-03"], "2019-01-01"),
    ([KG, "--received", "2026-02-03", "--extend", "anwser"], "answer"),
    ([KG, "--received", "2026-02-03", "--extend", "refuse"], "answer"),
    (["be.vl.drm.inzage", "--received", "2026-02-03", "--extend"], "no extension"),
    (["nl.awb.klacht", "--received", "2026-02-03", "--with", "comittee"], "committee"),
    (["nl.awb.klacht", "--received", "2026-02-03", "--on", "nothing=2026-02-03"], "handling_ended"),
    (["nl.jeugdwet.klacht", "--received", "2026-02-03", "--own", "judgement=3 days"], "3 working days"),
    (["nl.jeugdwet.klacht", "--received", "2026-02-03", "--own", "judgement"], "TERM=SPAN"),
    ([KG, "--received", "2026-02-03", "--own", "answer=3 weeks"], "mediation_reply"),
    ([KG, "--received", "2026-02-03", "--calendar", "XX"], "BE or NL"),
])
def test_what_is_not_known_is_said_in_one_line_that_names_what_is(typed, named):
    with pytest.raises(SetupError, match=named) as refused:
        tell(*typed)
    assert "\n" not in str(refused.value)


def test_a_regime_of_ones_own_is_read_too_and_a_wrong_one_is_named(tmp_path, capsys):
    (tmp_path / "regimes").mkdir()
    text = (PACKAGE / "regimes" / f"{KG}.yaml").read_text().replace(KG, "be.vl.eigen.klacht").replace("45 calendar", "30 calendar")
    own = tmp_path / "regimes" / "be.vl.eigen.klacht.yaml"
    own.write_text(text)
    assert printed(capsys, "be.vl.eigen.klacht", "--received", "2026-02-03", "--data", str(tmp_path))["answer"]["due"] == "2026-03-05"
    own.write_text(text.replace("30 calendar days", "30 days"))
    with pytest.raises(Misdeclared, match="30 days"):
        tell("be.vl.eigen.klacht", "--received", "2026-02-03", "--data", str(tmp_path))
