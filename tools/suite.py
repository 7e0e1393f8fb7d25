"""All tests in their order, each step told apart, with one closing line and an honest exit status. Run by `make test`.

What cannot be tested on this machine is named at the end; where nothing may be left out (CI), that is a failure.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools import system

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SLOW = ("tests/browser", "tests/service")
# No units of anything, and a minute of their own each: pages, asked for through every floor of the house, and whole stories.
PAGES = ("tests/interfaces",)
WALKS = ("tests/path", "tests/interfaces/demo", "tests/sixth")


@dataclass(frozen=True)
class Step:
    """One thing to run. `counts` when it is pytest; `needs` names the part of the system it can't run without."""

    name: str
    command: tuple
    counts: bool = False
    needs: system.Part | None = None
    environment: dict = field(default_factory=dict)


@dataclass
class Outcome:
    """What came of a step."""

    step: Step
    ok: bool
    told: str
    passed: int = 0
    failed: int = 0


def the_steps(*, quick: bool, missing: list[system.Part]) -> Iterator[Step]:
    """What is run, cheapest first; `quick` stops after what runs on SQLite in one process."""
    scanner = () if system.find_clamd() else ("-m", "not clamd")
    quickest = tuple(f"--ignore={folder}" for folder in SLOW)
    walks = tuple(folder for folder in WALKS if (ROOT / folder).is_dir())
    chromium = {"GEHOOR_CHROMIUM": str(system.find_chromium() or "")}
    yield Step("style", (BIN / "ruff", "check", "."))
    yield Step("imports", (BIN / "lint-imports", "--no-logo"))
    # Tables straight from the models: it saves seconds, and PostgreSQL and the service tests walk every migration.
    # Properties are held against fewer examples there, and against all of them on PostgreSQL: unit tests take less than a minute.
    sqlite = {"GEHOOR_TEST_DB": "sqlite", "GEHOOR_EXAMPLES": "25"}
    no_walks = tuple(f"--ignore={folder}" for folder in walks)
    yield Step("unit tests, SQLite", (*quickest, *no_walks, *(f"--ignore={folder}" for folder in PAGES), *scanner, "--nomigrations"),
               counts=True, environment=sqlite)
    yield Step("pages, SQLite", (*PAGES, *no_walks, *scanner, "--nomigrations"), counts=True, environment=sqlite)
    yield Step("walks, SQLite", (*walks, "--nomigrations"), counts=True, environment=sqlite)
    if quick:
        return
    yield Step("unit tests, pages and walks, PostgreSQL", (*quickest, *scanner, "--ignore=tests/house"), counts=True,
               needs=system.POSTGRESQL, environment={"GEHOOR_TEST_DB": "postgresql"})
    yield Step("browser tests", ("tests/browser", "--dist=loadgroup"), counts=True, needs=system.CHROMIUM, environment=chromium)
    # A file at a time: what is served, killed and looked through is an instance of each test's own, but made once a process.
    yield Step("service tests", ("tests/service", "--dist=loadfile", *scanner), counts=True, environment=chromium)
    yield Step("canary, PostgreSQL", ("tests/service/test_canary.py", "-n0"), counts=True, needs=system.POSTGRESQL,
               environment={"GEHOOR_TEST_DB": "postgresql"})


def run(step: Step) -> Outcome:
    """Run one step, showing what it says as it goes."""
    print(f"\n── {step.name} ──", flush=True)
    # What pytest makes of a test file is kept from one step to the next, also where a machine says otherwise.
    environment = os.environ | step.environment | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": ""}
    if not step.counts:
        ended = subprocess.run(step.command, cwd=ROOT, env=environment, check=False).returncode
        return Outcome(step, ok=ended == 0, told="ok" if ended == 0 else "not ok")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        pytest = (sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *step.command)
        ended = subprocess.run(pytest, cwd=ROOT, env=environment, check=False).returncode
        passed, failed = _counted(report)
    ok = ended == 0 and passed > 0
    told = f"{passed} passed, {failed} failed" + ("" if ok or failed else ", did not end well")
    return Outcome(step, ok=ok, told=told, passed=passed, failed=failed)


def main() -> int:
    """Run everything that can be run here.

    :returns: 0 only when all of it passed, and, where CI is set, when nothing had to be left out.
    """
    parser = argparse.ArgumentParser(prog="make test", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="style, imports, unit tests, pages and walks on SQLite only")
    quick = parser.parse_args().quick
    missing = [] if quick else system.install_missing()
    outcomes = []
    for step in the_steps(quick=quick, missing=missing):
        if step.needs in missing:
            continue
        began = time.monotonic()
        outcome = run(step)
        outcome.told += f" ({time.monotonic() - began:.0f} s)"
        outcomes.append(outcome)
    return _close(outcomes, missing)


def _counted(report: Path) -> tuple[int, int]:
    """How many tests passed and failed; nothing when pytest broke before it could say."""
    if not report.exists():
        return 0, 1
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites) for name in ("tests", "failures", "errors", "skipped"))
    return tests - failures - errors - skipped, failures + errors


def _close(outcomes: list[Outcome], missing: list[system.Part]) -> int:
    print("\n── all of it ──")
    for outcome in outcomes:
        print(f"{'✓' if outcome.ok else '✗'} {outcome.step.name}: {outcome.told}")
    for part in missing:
        print(f"– {part.name} is missing, so {part.without} did not run (apt-get install {part.package})")
    broken = [outcome.step.name for outcome in outcomes if not outcome.ok]
    if missing and os.environ.get("CI"):
        broken.append("what was left out")
    if broken:
        print(f"Not good: {', '.join(broken)}.")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed or not outcome.ok for outcome in outcomes)
    print(f"tests: {passed} passed, {failed} failed", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
