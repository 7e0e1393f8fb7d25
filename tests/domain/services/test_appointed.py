"""Terms that hang on a day in an answer of a sheet: on it, so long before it, so long after it. And the own length of an institution."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.services.appointed import appointed_moments, days_in
from gehoor.domain.services.deadlines import APPOINTED, EXTENDED
from gehoor.domain.services.terms import running_terms
from gehoor.foundation.calendars import Span
from tests.domain.services.declared import Folder

TOLD = datetime(2026, 3, 10, 9, tzinfo=UTC)
NAMED = "child_heard.heard_on"
ANSWER = f"answer.{NAMED}"
OWN_TERMS = f"""
  - {{code: talk, label: {{nl: Gesprek, en: Talk}}, on: {ANSWER}, alarm_before: 2 working days}}
  - {{code: ready, label: {{nl: Klaar, en: Ready}}, within: 3 working days, before: {ANSWER}, kind: promise, alarm_before: 1 working day}}
  - {{code: report, label: {{nl: Verslag, en: Report}}, within: 1 week, from: {ANSWER}, kind: promise}}
"""


@dataclass
class Row:
    """What was decided about a term, as far as days go."""

    term: str
    on_day: date | None
    kind: str = APPOINTED


@pytest.fixture
def service(folder: Folder):
    folder.change("procedure.yaml", "\ngrounds:", f"{OWN_TERMS}\ngrounds:")
    return folder.load()[0]


def of(service, *rows: Row, stage: str = "received") -> dict:
    moments = {"received": TOLD, **appointed_moments(service, rows)}
    return {term.code: term for term in running_terms(service, moments=moments, urgency="normal", stage=stage)}


def test_the_day_itself_stands_among_the_terms_and_so_does_what_must_be_ready_before_it(service):
    """Sunday 22 March 2026: three working days before it is Wednesday 18 March; a week after it Sunday 29 March."""
    found = of(service, Row(NAMED, date(2026, 3, 22)))
    assert {code: service.day_of(found[code].due_at) for code in ("talk", "ready", "report")} == {
        "talk": date(2026, 3, 22), "ready": date(2026, 3, 18), "report": date(2026, 3, 29)}


def test_the_alarm_comes_before_the_day_that_lies_ahead(service):
    found = of(service, Row(NAMED, date(2026, 3, 22)))
    assert service.day_of(found["talk"].alarm_at) < date(2026, 3, 22)
    assert found["ready"].is_near(datetime(2026, 3, 17, 23, tzinfo=UTC))
    assert not found["ready"].is_near(datetime(2026, 3, 12, 9, tzinfo=UTC))
    assert found["talk"].is_overdue(datetime(2026, 3, 23, 9, tzinfo=UTC))


def test_without_a_day_none_of_them_runs_and_a_day_taken_back_is_none(service):
    assert not {"talk", "ready", "report"} & set(of(service))
    assert not {"talk", "ready", "report"} & set(of(service, Row(NAMED, date(2026, 3, 22)), Row(NAMED, None)))


def test_the_day_that_was_said_last_counts_and_what_else_was_decided_is_no_day(service):
    found = of(service, Row(NAMED, date(2026, 3, 22)), Row(NAMED, date(2026, 4, 2)), Row(NAMED, date(2026, 5, 1), kind=EXTENDED))
    assert service.day_of(found["talk"].due_at) == date(2026, 4, 2)


def test_it_says_where_the_day_stands_and_that_something_is_due_before_it(service):
    found = of(service, Row(NAMED, date(2026, 3, 22)))
    assert found["talk"].explanation == found["talk"].brief == "Die dag staat bij “Wanneer?”"
    assert found["ready"].brief == "18 maart 2026: 3 werkdagen voor “Wanneer?” op 22 maart 2026, eigen belofte"


@pytest.mark.parametrize(("given", "day"), [
    ({"heard_on": {"day": 22, "month": 3, "year": 2026}}, date(2026, 3, 22)), ({"heard_on": {"month": 3, "year": 2026}}, None),
    ({"heard_on": {"day": 31, "month": 2, "year": 2026}}, None), ({"heard_on": None}, None), ({}, None)])
def test_only_a_whole_date_is_a_day(service, given, day):
    assert days_in(service, "child_heard", given) == {NAMED: day}


def test_a_sheet_that_no_term_hangs_on_gives_no_day(service, folder: Folder):
    assert days_in(service, "child_heard_again", {"heard_on": {"day": 22, "month": 3, "year": 2026}}) == {}


RULE = "xx.test/answer"


class TestAnInstitutionsOwnLength:
    """A term of the case itself follows a rule whose length the institution sets."""

    @pytest.fixture
    def service(self, folder: Folder):
        folder.change("procedure.yaml", "  - {code: answer, label: {nl: Antwoord, en: Answer}, within: 45 calendar days, from: received, "
                                        'until: closed, kind: statutory, source: "Voorbeeldreglement, art. 3", status: to_be_confirmed}',
                      "  - {code: answer, rule: xx.test/answer, within: 6 weeks, until: closed}")
        rules = folder.root / "regimes"
        rules.mkdir(exist_ok=True)
        (rules / "xx.test.yaml").write_text(
            "valid_from: 2020-01-01\nregime: xx.test\ntitle: {nl: Proef, en: Test}\nlegal_basis: Proefwet\non_weekend_end: stay\nterms:\n"
            "  - {code: answer, label: {nl: Oordeel, en: Judgement}, own_term: true, who: body, kind: statutory, "
            "source: 'Proefwet, art. 1'}\n")
        return folder.load()[0]

    def answer(self, service, *lengths: OwnLength, seen: list | None = None):
        def own(day: date) -> dict:
            if seen is not None:
                seen.append(day)
            return {RULE: list(lengths)} if lengths else {}

        found = running_terms(service, moments={"received": TOLD}, urgency="normal", stage="received", own=own)
        return next(term for term in found if term.code == "answer")

    def test_without_one_what_is_usual_counts_and_is_to_be_confirmed(self, service):
        term = self.answer(service)
        assert (service.day_of(term.due_at), term.to_be_confirmed, term.source) == (date(2026, 4, 21), True, "Proefwet, art. 1")

    def test_with_one_that_counts_from_its_own_document_and_is_confirmed_once_somebody_read_it(self, service):
        """Received on Tuesday 10 March 2026: four weeks end on Tuesday 7 April."""
        seen: list[date] = []
        own = OwnLength(RULE, Span.parse("4 weeks"), "huisregels van 1 maart 2025", date(2025, 3, 1))
        term = self.answer(service, own, seen=seen)
        assert (service.day_of(term.due_at), term.to_be_confirmed) == (date(2026, 4, 7), True)
        assert term.explanation == ("7 april 2026: 4 weken na ontvangst op 10 maart 2026, door de instelling zelf bepaald: huisregels van "
                                    "1 maart 2025 (Proefwet, art. 1)")
        assert seen == [date(2026, 3, 10)], "the version of the day on which the term began"
        assert not self.answer(service, OwnLength(RULE, Span.parse("4 weeks"), "huisregels", date(2025, 3, 1), True)).to_be_confirmed

    def test_of_two_institutions_the_shorter_one_raises_the_alarm(self, service):
        lengths = [OwnLength(RULE, Span.parse(said), said, date(2025, 3, 1)) for said in ("2 months", "30 calendar days", "6 weeks")]
        assert service.day_of(self.answer(service, *lengths).due_at) == date(2026, 4, 9)
