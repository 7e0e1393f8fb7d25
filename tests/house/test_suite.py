"""`make test` tells the truth: what failed, what could not run, and its exit status."""

import pytest

from tools import suite, system
from tools.suite import Outcome, Step

GREEN = Outcome(Step("unit tests", (), counts=True), ok=True, told="3 passed, 0 failed", passed=3)
RED = Outcome(Step("unit tests", (), counts=True), ok=False, told="2 passed, 1 failed", passed=2, failed=1)
STYLE = Outcome(Step("style", ()), ok=False, told="not ok")


@pytest.mark.parametrize(("outcomes", "status", "closing"), [
    ([GREEN, GREEN], 0, "tests: 6 passed, 0 failed"),
    ([GREEN, RED], 1, "tests: 5 passed, 1 failed"),
    ([STYLE, GREEN], 1, "tests: 3 passed, 1 failed"),
])
def test_the_last_line_counts_everything_and_the_status_agrees(outcomes, status, closing, capsys, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    assert suite._close(outcomes, missing=[]) == status
    assert capsys.readouterr().out.splitlines()[-1] == closing


def test_what_could_not_run_is_named_with_what_to_install(capsys, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    assert suite._close([GREEN], missing=[system.CHROMIUM]) == 0
    said = capsys.readouterr().out
    assert "Chromium is missing, so the browser tests did not run (apt-get install chromium)" in said


def test_where_it_decides_what_lands_nothing_may_be_left_out(capsys, monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert suite._close([GREEN], missing=[system.CLAMD]) == 1


def test_a_run_that_broke_before_it_could_count_is_a_failure(tmp_path):
    assert suite._counted(tmp_path / "none.xml") == (0, 1)


def test_passed_and_failed_are_read_from_the_report(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="2" skipped="1"/></testsuites>')
    assert suite._counted(report) == (5, 3)


def test_only_what_needs_a_missing_part_is_left_out():
    quick = [step.name for step in suite.the_steps(quick=True, missing=[])]
    everything = list(suite.the_steps(quick=False, missing=[]))
    assert quick == ["style", "imports", "unit tests, SQLite", "pages, SQLite", "walks, SQLite"]
    assert {step.needs for step in everything if step.needs} == {system.POSTGRESQL, system.CHROMIUM}
