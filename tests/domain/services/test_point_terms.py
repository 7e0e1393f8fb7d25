"""The terms of one point of a complaint: by the law of that point, in the case that holds for it, until it is answered."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.services.deadlines import BY_CONSENT, EXTENDED, HAPPENED, VARIANT, Change
from gehoor.domain.services.loading import read_declarations
from gehoor.domain.services.offered_regimes import is_of_another
from gehoor.domain.services.point_terms import PointOf, begins_another, in_its_own_time, regime_terms
from gehoor.domain.services.registry import the_service
from gehoor.foundation.calendars import Span
from tests.domain.services.declared import SHIPPED
from tests.domain.services.test_terms import SERVICE

HERE = ZoneInfo("Europe/Amsterdam")
RECEIVED = datetime(2026, 4, 1, 9, tzinfo=HERE)
OWN = OwnLength("nl.jeugdwet.klacht/judgement", Span.parse("8 weeks"), "Klachtenregeling De Kade, art. 6", date(2026, 1, 1))


@pytest.fixture(scope="module")
def regimes() -> dict:
    return {one.model.regime: one.model for one in read_declarations([SHIPPED], only=["-"]).regimes}


def of(regime, *, changes=None, **about) -> dict:
    found = regime_terms(SERVICE, regime, PointOf(2, RECEIVED, **about), changes)
    return {term.code: term for term in found}


def due(regime, **about) -> dict[str, str]:
    return {code: term.due_at.astimezone(HERE).date().isoformat() for code, term in of(regime, **about).items()}


def test_each_point_runs_by_the_law_of_its_own(regimes):
    """S-14: one story, several term regimes."""
    assert due(regimes["nl.awb.klacht"]) == {"refuse": "2026-04-29", "answer": "2026-05-13"}
    assert due(regimes["be.vl.bestuursdecreet.klacht"])["answer"] == "2026-05-16"
    assert due(regimes["nl.jeugdwet.klacht"]) == {}, "its own regulation decides, and nobody said how long"


def test_a_committee_makes_it_ten_weeks_and_without_it_six_again(regimes):
    """Awb, art. 9:11, first paragraph."""
    awb, on = regimes["nl.awb.klacht"], date(2026, 4, 20)
    assert due(awb, variant="committee")["answer"] == "2026-06-10"
    chosen = [Change(VARIANT, on, "committee")]
    term = of(awb, changes={"answer": chosen})["answer"]
    assert (term.due_at.date(), term.in_case) == (date(2026, 6, 10), "een adviescommissie")
    assert "10 weken na ontvangst op 1 april 2026, met een adviescommissie" in term.explanation
    assert due(awb, changes={"answer": [*chosen, Change(VARIANT, on)]})["answer"] == "2026-05-13"


def test_an_extension_that_was_given_stays_given_when_the_case_of_the_rule_changes(regimes):
    """Six weeks and four are ten; with a committee they are ten as well, and the one extension has been used."""
    awb = regimes["nl.awb.klacht"]
    given = [Change(EXTENDED, date(2026, 6, 10))]
    assert due(awb, changes={"answer": given})["answer"] == "2026-06-10"
    with_committee = of(awb, changes={"answer": [*given, Change(VARIANT, date(2026, 4, 20), "committee")]})["answer"]
    assert with_committee.due_at.date() == date(2026, 6, 10)
    assert with_committee.longest_until is None


def test_s_15_extended_it_ends_on_8_july_and_with_consent_later_still(regimes):
    awb = regimes["nl.awb.klacht"]
    longer = [Change(EXTENDED, date(2026, 7, 8))]
    assert due(awb, variant="committee", changes={"answer": longer})["answer"] == "2026-07-08"
    agreed = [*longer, Change(BY_CONSENT, date(2026, 8, 5))]
    assert due(awb, variant="committee", changes={"answer": agreed})["answer"] == "2026-08-05"


def test_a_shorter_extension_than_the_law_allows_says_until_when_it_could_have_gone(regimes):
    """Bestuursdecreet, art. II.83: once, to at most 90 days; 26 May isn't 90 days after 1 April, and 30 June is."""
    decree = regimes["be.vl.bestuursdecreet.klacht"]

    def said(until: date) -> str:
        return of(decree, changes={"answer": [Change(EXTENDED, until)]})["answer"].explanation

    assert "verlengd (eerst 16 mei 2026; het mocht tot en met 30 juni 2026)" in said(date(2026, 5, 26))
    assert "verlengd (eerst 16 mei 2026)" in said(date(2026, 6, 30))


def test_how_long_the_institution_itself_gives_counts_with_its_article(regimes):
    youth = regimes["nl.jeugdwet.klacht"]
    assert [term.code for term in in_its_own_time(youth)] == ["judgement"]
    term = of(youth, own={OWN.rule: OWN})["judgement"]
    assert term.due_at.date() == date(2026, 5, 27)
    assert term.source == "door de instelling zelf bepaald: Klachtenregeling De Kade, art. 6 (Jeugdwet, art. 4.2.1, lid 2)"
    assert term.to_be_confirmed, "nobody read it in the regulation itself"


def test_the_institution_reacts_within_a_month_of_the_judgement_and_not_before(regimes):
    """Jeugdwet, art. 4.2.1, fifth paragraph."""
    youth = regimes["nl.jeugdwet.klacht"]
    assert begins_another(youth, "judgement")
    assert not begins_another(youth, "reaction")
    judged = {"judgement": [Change(HAPPENED, date(2026, 5, 20))]}
    found = of(youth, own={OWN.rule: OWN}, changes=judged)
    assert found["judgement"].met_at == datetime.combine(date(2026, 5, 20), time(12), SERVICE.calendar.zone)
    assert found["reaction"].due_at.date() in (date(2026, 6, 20), date(2026, 6, 22))
    taken_back = {"judgement": [*judged["judgement"], Change(HAPPENED)]}
    assert set(of(youth, own={OWN.rule: OWN}, changes=taken_back)) == {"judgement"}


def test_once_answered_nothing_of_the_point_runs(regimes):
    answered = datetime(2026, 5, 4, 12, tzinfo=HERE)
    assert {term.met_at for term in of(regimes["nl.awb.klacht"], met_at=answered).values()} == {answered}


def test_what_may_be_refused_lapses_and_what_must_be_answered_does_not(regimes):
    terms = of(regimes["nl.awb.klacht"])
    assert (terms["refuse"].lapses, terms["answer"].lapses) == (True, False)
    assert terms["answer"].point == 2


@pytest.mark.parametrize(("code", "regime", "theirs"), [
    ("dfc", "nl.awb.klacht", True), ("dfc", "nl.dfc.hulpvraag", False), ("dfc", "", False), ("akj", "nl.jeugdwet.klacht", True),
    ("kg", "be.vl.bestuursdecreet.klacht", False), ("krc", "be.vl.krc.klacht", False), ("krc", "be.vl.bestuursdecreet.klacht", True)])
def test_another_answers_unless_the_procedure_itself_counts_from_what_we_received(settings, code, regime, theirs):
    settings.GEHOOR_SERVICES = (code,)
    assert is_of_another(the_service(code, date(2026, 4, 1)), regime) is theirs
