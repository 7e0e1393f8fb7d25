"""A term is extended only as its rule allows, stands still only for a declared cause, and follows a corrected day of receipt."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.timing import NEVER, the_last_change
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, TermChange
from gehoor.domain.consent.models import OutwardAct
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys import terms_are_changed as changed
from gehoor.journeys.said_how import NotSaidHow, Told
from gehoor.journeys.terms_are_computed import terms_are_computed_anew
from gehoor.journeys.terms_run import the_terms
from tests import make, people
from tests.told import by_letter

pytestmark = pytest.mark.django_db
TOLD = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BOTH = ["complainant", "respondent"]


@pytest.fixture
def kg(settings):
    """The house of a Flemish complaints service, one of its handlers, and a case of 3 February 2026."""
    settings.GEHOOR_SERVICES = ("kg",)
    house = make.a_house()
    noor = house.person(people.NOOR)
    case = make.a_report(house, at=TOLD, child_name="Ella").case
    return house, noor, access_case(noor, case.reference)


def the_term(case: Case, service, code: str = "answer"):
    return {term.code: term for term in the_terms(case, service)}[code]


def due(case: Case, service, code: str = "answer") -> date:
    return service.day_of(the_term(case, service, code).due_at)


def extend(noor, case, *, at=TOLD + 20 * DAY, until=None, told=BOTH, reasons="Het onderzoek loopt nog.", seen=None):
    return changed.term_is_extended(person=noor, case=case, term="answer", until=until, reasons=reasons, told=by_letter(*told), at=at,
                                    seen=seen)


def test_the_answer_is_extended_once_to_ninety_days_with_reasons_told_to_both_before_day_forty_five(kg):
    """Bestuursdecreet, art. II.83."""
    house, noor, case = kg
    assert due(case, house.service) == date(2026, 3, 20)
    change = extend(noor, case)
    assert due(case, house.service) == date(2026, 5, 4)
    explanation = the_term(case, house.service).explanation
    assert explanation.startswith("4 mei 2026: ten hoogste 90 kalenderdagen na ontvangst op 3 februari 2026")
    assert "eerst 20 maart 2026" in explanation
    said = change.unsealed(noor.keyring.open(case.compartment_id))
    by_letters = {whom: {"how": "per brief", "on": "2026-01-05"} for whom in BOTH}
    assert said == {"reasons": "Het onderzoek loopt nog.", "told": BOTH, "was": "2026-03-20", "how": by_letters}
    assert AuditLine.objects.filter(action="term.extended", object_id=str(change.id)).count() == 1
    with pytest.raises(changed.CannotBeExtended):
        extend(noor, case)


@pytest.mark.parametrize(("how", "refusal"), [
    ({"at": datetime(2026, 3, 21, 9, tzinfo=UTC)}, changed.EndedAlready),
    ({"until": date(2026, 5, 5)}, changed.TooFar),
    ({"until": date(2026, 3, 20)}, changed.NotLonger),
    ({"told": ["complainant"]}, changed.NotToldYet),
    ({"reasons": "  "}, changed.WithoutReasons),
], ids=["after the end", "too far", "not longer", "not told", "no reasons"])
def test_an_extension_that_the_rule_does_not_allow_is_refused_with_words_and_changes_nothing(kg, how, refusal):
    house, noor, case = kg
    with pytest.raises(refusal) as refused:
        extend(noor, case, **how)
    assert str(refused.value)
    assert due(case, house.service) == date(2026, 3, 20)
    assert not TermChange.objects.exists()


def test_an_extension_after_the_end_says_when_it_ended_and_by_which_article(kg):
    _house, noor, case = kg
    with pytest.raises(changed.EndedAlready, match=r"20 maart 2026.*II\.83"):
        extend(noor, case, at=datetime(2026, 3, 25, 9, tzinfo=UTC))


def test_the_last_minute_of_the_last_day_is_still_before_the_end(kg):
    house, noor, case = kg
    extend(noor, case, at=datetime(2026, 3, 20, 22, 59, tzinfo=UTC))
    assert due(case, house.service) == date(2026, 5, 4)


def test_a_shorter_extension_ends_on_the_day_that_was_promised(kg):
    house, noor, case = kg
    extend(noor, case, until=date(2026, 4, 15))
    assert due(case, house.service) == date(2026, 4, 15)


def test_a_term_whose_rule_knows_no_extension_or_consent_has_none(kg):
    _house, noor, case = kg
    with pytest.raises(changed.CannotBeExtended):
        changed.term_is_extended(person=noor, case=case, term="acknowledge", until=date(2026, 2, 20), reasons="x",
                                 told=by_letter(*BOTH), at=TOLD)
    with pytest.raises(changed.CannotBeExtended):
        changed.term_is_extended_by_consent(person=noor, case=case, term="answer", until=date(2026, 6, 1), reasons="x",
                                            agreed=changed.Agreed("Wouter", "letter", date(2026, 2, 1)), at=TOLD)
    with pytest.raises(changed.CannotStandStill):
        changed.term_stands_still(person=noor, case=case, term="answer", because="holidays", since=TOLD.date(), reasons="x", at=TOLD)
    with pytest.raises(changed.NoSuchTerm):
        changed.term_is_extended(person=noor, case=case, term="nothing", until=None, reasons="x", told=by_letter(*BOTH), at=TOLD)


def test_who_was_told_says_by_which_letter_that_left_or_how_else_and_when(kg):
    """Nobody takes a tick for a letter: what left this case, or in words on a day that has been."""
    _house, noor, case = kg
    to = leaving.ToWhom(kind="authority", words="Kinderopvang De Boot")
    act = leaving.act_is_planned(person=noor, case=case, to=to, kind="letter", purpose="inform", data=["subject"], about="Langer", at=TOLD)
    for how in (Told(), Told(how="aan de telefoon"), Told(how="per brief", on=date(2026, 12, 1)), Told(act=act.pk), Told(act=case.pk)):
        with pytest.raises(NotSaidHow):
            changed.term_is_extended(person=noor, case=case, term="answer", until=None, reasons="x", at=TOLD + DAY,
                                     told=by_letter("complainant") | {"respondent": how})
    OutwardAct.objects.filter(pk=act.pk).update(state="done", done_at=TOLD)
    change = changed.term_is_extended(person=noor, case=case, term="answer", until=None, reasons="x", at=TOLD + DAY,
                                      told=by_letter("complainant") | {"respondent": Told(act=act.pk)})
    how = change.unsealed(noor.keyring.open(case.compartment_id))["how"]
    assert how["respondent"] == {"act": str(act.pk), "on": "2026-02-03"}


def test_two_who_extend_at_once_the_second_is_told(kg):
    _house, noor, case = kg
    assert the_last_change(case) == NEVER
    extend(noor, case, until=date(2026, 4, 15), seen=NEVER)
    with pytest.raises((ChangedMeanwhile, changed.CannotBeExtended)):
        extend(noor, case, seen=NEVER)
    with pytest.raises(ChangedMeanwhile):
        changed.receipt_is_corrected(person=noor, case=case, day=date(2026, 2, 2), reasons="x", seen=NEVER, at=TOLD)


def test_a_corrected_day_of_receipt_moves_every_term_that_counts_from_it_and_leaves_a_line(kg):
    house, noor, case = kg
    changed.receipt_is_corrected(person=noor, case=case, day=date(2026, 1, 30), reasons="De brief lag in een andere bus.", at=TOLD + DAY)
    assert (due(case, house.service), due(case, house.service, "acknowledge")) == (date(2026, 3, 16), date(2026, 2, 9))
    case.refresh_from_db()
    assert case.opened_at == TOLD
    assert case.next_due_at == min(term.due_at for term in the_terms(case, house.service) if term.met_at is None)
    line = case.timeline.get(kind="term_received_on")
    assert line.codes == {"term": "received", "on": "2026-01-30"}
    assert line.unsealed(noor.keyring.open(case.compartment_id)) == {"text": "De brief lag in een andere bus."}


def test_a_day_of_receipt_that_must_still_come_is_refused(kg):
    _house, noor, case = kg
    with pytest.raises(changed.NotFromThatDay):
        changed.receipt_is_corrected(person=noor, case=case, day=date(2026, 2, 4), reasons="x", at=TOLD)


def test_an_extension_that_was_promised_stays_when_the_day_of_receipt_moves_later_and_shrinks_to_the_rule_when_earlier(kg):
    house, noor, case = kg
    extend(noor, case)
    changed.receipt_is_corrected(person=noor, case=case, day=date(2026, 2, 6), reasons="x", at=TOLD + 20 * DAY)
    assert due(case, house.service) == date(2026, 5, 4)
    changed.receipt_is_corrected(person=noor, case=case, day=date(2026, 1, 30), reasons="x", at=TOLD + 20 * DAY)
    assert due(case, house.service) == date(2026, 4, 30)


def test_an_investigation_stands_still_for_a_declared_cause_and_gains_the_working_days_that_it_lost(settings):
    settings.GEHOOR_SERVICES = ("vk",)
    house = make.a_house()
    noor, monday = house.person(people.NOOR), datetime(2026, 1, 5, 9, tzinfo=UTC)
    case = access_case(noor, make.a_report(house, at=monday).case.reference)
    Case.objects.filter(pk=case.pk).update(stage="mandate_investigation", stage_entered_at=monday)
    case.refresh_from_db()
    assert due(case, house.service, "mandate_investigation") == date(2026, 4, 7)
    common = {"person": noor, "case": case, "term": "mandate_investigation", "reasons": "Het gezin is op reis."}
    changed.term_stands_still(**common, because="not_reachable", since=date(2026, 2, 2), at=datetime(2026, 2, 2, 12, tzinfo=UTC))
    term = the_term(case, house.service, "mandate_investigation")
    assert term.stands_still
    assert not term.is_overdue(datetime(2027, 1, 1, tzinfo=UTC))
    assert "staat stil sinds 2 februari 2026" in term.explanation
    case.refresh_from_db()
    assert case.next_due != "mandate_investigation"
    changed.term_runs_on(**common, since=date(2026, 2, 16), at=datetime(2026, 2, 16, 12, tzinfo=UTC))
    # Ten working days lost: 7 April and ten more are 21 April.
    assert due(case, house.service, "mandate_investigation") == date(2026, 4, 21)


def test_a_holiday_that_is_added_later_moves_the_end_and_says_so(kg, monkeypatch):
    house, _noor, case = kg
    assert case.next_due_at is not None
    promised = the_term(case, house.service, case.next_due)
    service = house.service
    longer = service.model_copy(update={"about": service.about.model_copy(update={"closing_days": ["02-04", "02-05", "02-06"]})})
    longer.__dict__.pop("calendar", None)
    monkeypatch.setattr("gehoor.journeys.terms_are_computed.service_of_version", lambda _version: longer)
    assert terms_are_computed_anew(at=TOLD + DAY) == 1
    case.refresh_from_db()
    assert case.next_due_at > promised.due_at
    assert case.timeline.filter(kind="term_moved").count() == 1
    assert terms_are_computed_anew(at=TOLD + DAY) == 0
    assert not case.is_closed


def test_computing_anew_changes_nothing_where_nothing_is_new(kg):
    assert kg
    lines = AuditLine.objects.count()
    assert terms_are_computed_anew(at=TOLD) == 0
    assert AuditLine.objects.count() == lines
