"""Regimes and the rules that terms follow: what is wrong is named with its file and line."""

import shutil

import pytest

from gehoor.domain.services.loading import read_declarations
from tests.domain.services.declared import SHIPPED, Folder

RULE = "{code: answer, rule: be.vl.bestuursdecreet.klacht/answer, until: closed, alarm_before: 10 calendar days}"
OWN = ('{code: answer, label: {nl: Antwoord, en: Answer}, within: 45 calendar days, from: received, until: closed, kind: statutory, '
       'source: "Voorbeeldreglement, art. 3", status: to_be_confirmed}')


@pytest.fixture
def ruled(folder: Folder) -> Folder:
    """The example, whose answer follows a rule of a shipped regime."""
    for name in ("regimes", "calendars"):
        shutil.copytree(SHIPPED / name, folder.root / name)
    folder.change("procedure.yaml", OWN, RULE)
    return folder


def told(folder: Folder) -> list[tuple[str, str]]:
    return [(problem.file.name, problem.cause) for problem in folder.check()]


def test_a_term_can_follow_a_rule(ruled: Folder):
    assert ruled.check() == []


@pytest.mark.parametrize(("new", "cause"), [
    ("{code: answer, rule: be.vl.nothing/answer, until: closed}", '"be.vl.nothing" is no rule of a declared regime'),
    ("{code: answer, rule: be.vl.bestuursdecreet.klacht/anwser, until: closed}", "is no rule of a declared regime"),
    ("{code: answer, rule: nl.jeugdwet.klacht/reaction, until: closed}", 'term "answer" has no start'),
    ("{code: answer, rule: nl.awb.klacht/answer, variant: comittee, until: closed}", '"comittee" is no variant of this rule'),
    ("{code: answer, rule: nl.awb.klacht/answer, within: 3 weeks, until: closed}", "says how long itself"),
    ("{code: answer, rule: nl.jeugdwet.klacht/judgement, until: closed}", "needs `within`"),
    ("{code: answer, rule: be.vl.bestuursdecreet.klacht/answer, until: received}", "ends with what it begins with"),
    ("{code: answer, rule: be.vl.bestuursdecreet.klacht/answer, kind: promise, until: closed}", "says kind, source and status itself"),
    ("{code: answer, label: {nl: Antwoord}, within: 3 weeks, kind: promise, until: closed}", "has no start"),
], ids=["regime", "term", "start", "variant", "length", "own length", "never runs", "kind", "no start"])
def test_a_rule_that_cannot_be_followed_is_named_at_its_line(ruled: Folder, new: str, cause: str):
    line = ruled.change("procedure.yaml", RULE, new)
    faults = [problem for problem in ruled.check() if problem.file.name == "procedure.yaml"]
    assert any(cause in fault.cause for fault in faults), [fault.cause for fault in faults]
    assert {fault.line for fault in faults} == {line}


def test_an_outcome_that_nobody_can_reach_is_named(ruled: Folder):
    line = ruled.change("procedure.yaml", "outcomes: [solved, advised],", "outcomes: [advised],")
    faults = ruled.check()
    assert [fault.cause for fault in faults] == ['outcome "solved" can\'t be reached: no step offers it.']
    assert faults[0].line > line


def test_a_ground_is_not_to_be_confirmed_here_and_confirmed_in_the_law(ruled: Folder):
    both = '{code: no_interest, label: Geen belang, source: "art. II.77", status: to_be_confirmed}'
    ruled.change("procedure.yaml", "grounds:\n", f"grounds:\n  - {both}\n")
    assert any('ground "no_interest" is to_be_confirmed here, and confirmed in the regime' in fault.cause for fault in ruled.check())


def test_a_term_of_a_regime_without_a_start_is_named(ruled: Folder):
    path = ruled.root / "regimes" / "nl.jeugdwet.klacht.yaml"
    path.write_text(path.read_text().replace("from: judgement", "from: jugdement"))
    [fault] = [one for one in ruled.check() if one.file == path]
    assert fault.cause == 'term "reaction" has no start: "jugdement" is no event of this regime.'
    assert (fault.suggestion, path.read_text().splitlines()[fault.line - 1].strip()) == ("judgement", "from: jugdement")


def test_versions_of_a_regime_that_overlap_are_named(ruled: Folder):
    old = ruled.root / "regimes" / "nl.awb.klacht.yaml"
    new = old.with_name("nl.awb.klacht.2027-01-01.yaml")
    new.write_text(old.read_text().replace("valid_from: 2010-01-01", "valid_from: 2027-01-01"))
    assert ruled.check() == []
    old.write_text(old.read_text().replace("valid_from: 2010-01-01", "valid_from: 2010-01-01\nvalid_to: 2027-06-30"))
    assert told(ruled) == [(new.name, f"holds on 2027-01-01, and {old.name} does too.")]


def test_a_regime_in_a_file_of_another_name_or_without_its_law_on_terms_is_named(ruled: Folder):
    path = ruled.root / "regimes" / "nl.awb.klacht.yaml"
    path.rename(path.with_name("awb.yaml"))
    (ruled.root / "calendars" / "nl.yaml").unlink()
    faults = told(ruled)
    assert ("awb.yaml", '"nl.awb.klacht" stands in a file of another name.') in faults
    assert ("awb.yaml", "follows a law on terms, and calendars/ has none for NL.") in faults


def test_an_extension_that_says_nothing_is_refused(ruled: Folder):
    path = ruled.root / "regimes" / "be.vl.bestuursdecreet.klacht.yaml"
    path.write_text(path.read_text().replace("extend: {to: 90 calendar days, ", "extend: {"))
    assert any("an extension needs `by`, `to` or `new_term: true`" in cause for _file, cause in told(ruled))


def test_an_instance_lays_its_own_regime_over_ours(ruled: Folder, tmp_path_factory):
    own = tmp_path_factory.mktemp("own")
    (own / "regimes").mkdir()
    text = (SHIPPED / "regimes" / "be.vl.bestuursdecreet.klacht.yaml").read_text()
    (own / "regimes" / "be.vl.bestuursdecreet.klacht.yaml").write_text(text.replace("45 calendar days", "30 calendar days"))
    [service] = read_declarations([ruled.root, own]).drafts[0].versions()
    assert str(service.rule("be.vl.bestuursdecreet.klacht/answer")[1].within) == "30 calendar days"


def test_a_newer_version_of_a_regime_makes_a_newer_version_of_the_service_and_the_older_keeps_what_it_knew(ruled: Folder):
    old = ruled.root / "regimes" / "be.vl.bestuursdecreet.klacht.yaml"
    new = old.with_name("be.vl.bestuursdecreet.klacht.2027-01-01.yaml")
    new.write_text(old.read_text().replace("valid_from: 2019-01-01", "valid_from: 2027-01-01").replace("45 calendar", "30 calendar"))
    before, after = ruled.load()
    assert (before.hash != after.hash, after.valid_from.isoformat()) == (True, "2027-01-01")
    assert [str(one.rule("be.vl.bestuursdecreet.klacht/answer")[1].within) for one in (before, after)] == [
        "45 calendar days", "30 calendar days"]
    assert type(before).from_content(before.content) == before
