"""The terms of a point: they come into the lists, stop with an answer, and are decided about as those of a case are."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.items import AlreadyFound, OneRegime, Point, ReasonsMissing
from gehoor.domain.cases.actions.timing import NEVER, the_last_change
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, TermChange
from gehoor.domain.cases.points import state_of
from gehoor.domain.consent.models import GIVEN, Consent
from gehoor.domain.conversations.queries import the_conversation, what_passed
from gehoor.domain.directory.models import OwnTerm
from gehoor.journeys import terms_are_changed as changed
from gehoor.journeys.case_moves_on import respondent_is_named
from gehoor.journeys.points_are_handled import NotThatDay, item_is_added, item_is_answered, item_is_changed, item_is_found
from gehoor.journeys.terms_are_computed import terms_are_computed_anew
from gehoor.journeys.terms_run import the_terms_of_points
from tests import make
from tests.told import by_letter

pytestmark = pytest.mark.django_db
TOLD = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LONG_AGO = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
BOTH = ["complainant", "respondent"]
AWB, YOUTH = "nl.awb.klacht", "nl.jeugdwet.klacht"


@pytest.fixture
def its_service():
    return "akj"


@pytest.fixture
def case(house, noor):
    """Told on 1 April 2026; every promise of our own is met, so that what the law of a point asks is next."""
    case = make.a_report(house, at=TOLD, child_age=16).case
    Case.objects.filter(pk=case.pk).update(first_seen_at=TOLD, answered_at=TOLD, last_told_at=None, last_heard_at=TOLD - DAY)
    return access_case(noor, case.reference)


def point(noor, case, *, regime=AWB, words="De gemeente antwoordt niet", at=TOLD, **said):
    return item_is_added(person=noor, case=case, at=at, point=Point(words=words, received_at=TOLD, regime=regime, **said))


def due(house, item) -> dict[str, date]:
    item.refresh_from_db()
    [(_item, terms)] = the_terms_of_points([item], house.service, TermChange.objects.all())
    return {term.code: house.service.day_of(term.due_at) for term in terms if term.met_at is None}


def extend(noor, item, *, at=TOLD + 20 * DAY, until=None, told=BOTH, reasons="Er komt nog een hoorzitting.", **more):
    return changed.term_is_extended(person=noor, case=item.case, number=item.number, term="answer", until=until, reasons=reasons,
                                    told=by_letter(*told), at=at, **more)


def put_in_case(noor, item, *, variant="committee", since=date(2026, 4, 20), at=TOLD + 20 * DAY, reasons="Er adviseert een commissie."):
    return changed.term_is_put_in_case(person=noor, case=item.case, number=item.number, term="answer", variant=variant, since=since,
                                       reasons=reasons, at=at)


def next_due(case) -> tuple:
    case.refresh_from_db()
    return case.next_due, case.next_due_point, case.next_due_regime


class TestTheNearest:
    def test_until_when_it_may_be_refused_moves_no_case_up_a_list(self, house, noor, case):
        """It may be refused until 29 April, and need not be."""
        item = point(noor, case)
        assert due(house, item) == {"refuse": date(2026, 4, 29), "answer": date(2026, 5, 13)}
        Case.objects.filter(pk=case.pk).update(last_heard_at=TOLD + 90 * DAY, last_told_at=TOLD + 90 * DAY, urgency="normal")
        terms_are_computed_anew(at=TOLD)
        assert next_due(case) == ("answer", 1, AWB)

    def test_what_was_received_long_ago_goes_before_our_own_promises(self, noor, case):
        item = item_is_added(person=noor, case=case, at=TOLD, point=Point(words="Al lang", received_at=LONG_AGO, regime=AWB))
        assert next_due(case) == ("answer", item.number, AWB)
        # Sunday 1 February 2026 and six weeks: Sunday 15 March. Algemene termijnenwet: Monday 16 March.
        assert case.next_due_at.date() == date(2026, 3, 16)
        answered = item_is_answered(person=noor, case=case, number=1, on=TOLD.date(), words="Zij bieden excuses aan.", seen=state_of(item),
                                    at=TOLD)
        assert answered.answered_at is not None
        assert next_due(case)[1] is None

    def test_the_clock_finds_the_nearest_of_many_cases_in_as_many_queries_as_of_one(self, noor, case, django_assert_max_num_queries):
        item_is_added(person=noor, case=case, at=TOLD, point=Point(words="Al lang", received_at=LONG_AGO, regime=AWB))
        Case.objects.update(next_due="", next_due_point=None, next_due_regime="", next_due_at=None)
        with django_assert_max_num_queries(20):
            assert terms_are_computed_anew(at=TOLD) == 1
        assert next_due(case) == ("answer", 1, AWB)
        assert terms_are_computed_anew(at=TOLD) == 0

    def test_a_closed_case_has_no_term_of_a_point(self, house, noor, case):
        item_is_added(person=noor, case=case, at=TOLD, point=Point(words="Al lang", received_at=LONG_AGO, regime=AWB))
        case.refresh_from_db()
        Case.objects.filter(pk=case.pk).update(closed_at=TOLD)
        case.refresh_from_db()
        with pytest.raises(changed.NoSuchTerm):
            changed.term_is_extended(person=noor, case=case, number=1, term="answer", until=None, reasons="x",
                                     told=by_letter(*BOTH), at=TOLD)


class TestAnswered:
    def test_a_finding_answers_a_point_and_its_terms_stop(self, house, noor, case):
        item = point(noor, case)
        found = item_is_found(person=noor, case=case, number=1, finding="upheld", reasons="Te laat.", seen=state_of(item), at=TOLD + DAY)
        assert found.answered_at == TOLD + DAY
        assert due(house, item) == {}
        again = item_is_found(person=noor, case=case, number=1, finding="not_upheld", reasons="Toch niet.", seen=state_of(found),
                              at=TOLD + 2 * DAY)
        assert again.answered_at == TOLD + DAY, "a later finding doesn't answer later"

    def test_whom_it_is_about_answers_before_any_finding_and_it_can_be_taken_back(self, house, noor, case):
        item = point(noor, case)
        item = item_is_answered(person=noor, case=case, number=1, on=date(2026, 4, 3), words="Excuses.", seen=state_of(item),
                                at=TOLD + 5 * DAY)
        assert house.service.day_of(item.answered_at) == date(2026, 4, 3)
        assert item.unsealed(noor.keyring.open(case.compartment_id))["answered"] == "Excuses."
        assert due(house, item) == {}
        item = item_is_answered(person=noor, case=case, number=1, on=None, words="Dat was een ontvangstmelding.", seen=state_of(item),
                                at=TOLD + 6 * DAY)
        assert "answer" in due(house, item)
        assert [line.kind for line in case.timeline.order_by("at") if line.kind.startswith("item_")] == [
            "item_added", "item_answered", "item_unanswered"]

    @pytest.mark.parametrize("on", [date(2026, 3, 31), date(2026, 4, 9)], ids=["before it was received", "ahead"])
    def test_a_day_that_can_not_be_meant_is_refused(self, noor, case, on):
        item = point(noor, case)
        with pytest.raises(NotThatDay):
            item_is_answered(person=noor, case=case, number=1, on=on, words="Ja.", seen=state_of(item), at=TOLD + 5 * DAY)

    def test_it_is_refused_without_words_twice_at_once_and_once_found(self, noor, case):
        item = point(noor, case)
        common = {"person": noor, "case": case, "number": 1, "on": TOLD.date(), "seen": state_of(item), "at": TOLD}
        with pytest.raises(ReasonsMissing):
            item_is_answered(**common, words=" ")
        item_is_answered(**common, words="Excuses.")
        with pytest.raises(ChangedMeanwhile):
            item_is_answered(**common, words="Ook ik las het.")
        item.refresh_from_db()
        found = item_is_found(person=noor, case=case, number=1, finding="upheld", reasons="Te laat.", seen=state_of(item), at=TOLD)
        with pytest.raises(AlreadyFound):
            item_is_answered(**{**common, "seen": state_of(found), "on": None}, words="Toch niet.")


class TestExtended:
    def test_it_is_extended_once_four_weeks_told_to_both_with_reasons_and_the_reporter_reads_both_days(self, house, noor, case):
        """S-15 on a point: Awb, art. 9:11, second paragraph."""
        item = point(noor, case, variant="committee")
        assert due(house, item)["answer"] == date(2026, 6, 10)
        change = extend(noor, item, told=["respondent"], message="Wij wachten op een hoorzitting.")
        assert due(house, item)["answer"] == date(2026, 7, 8)
        assert change.item_id == item.id
        said = change.unsealed(noor.keyring.open(case.compartment_id))
        assert (said["told"], said["was"]) == (BOTH, "2026-06-10")
        line = case.timeline.get(kind="term_extended")
        assert (line.codes["number"], line.codes["regime"], line.codes["on"]) == (1, AWB, "2026-07-08")
        passed = what_passed(*_conversation(noor, case))[-1]
        assert passed.text == "Wij wachten op een hoorzitting.\n\nDe nieuwe laatste dag is 8 juli 2026. Eerst was dat 10 juni 2026."
        with pytest.raises(changed.CannotBeExtended):
            extend(noor, item, until=date(2026, 8, 5))

    def test_a_message_about_more_time_is_not_the_answer(self, noor, case):
        item = point(noor, case)
        Case.objects.filter(pk=case.pk).update(answered_at=None)
        extend(noor, item, message="Wij hebben meer tijd nodig.")
        case.refresh_from_db()
        assert case.answered_at is None
        assert case.last_word_by == "us"

    @pytest.mark.parametrize(("how", "refusal"), [
        ({"at": datetime(2026, 5, 14, 9, tzinfo=UTC)}, changed.EndedAlready),
        ({"until": date(2026, 6, 11)}, changed.TooFar),
        ({"until": date(2026, 5, 13)}, changed.NotLonger),
        ({"told": ["complainant"]}, changed.NotToldYet),
        ({"reasons": "  "}, changed.WithoutReasons),
    ], ids=["after the end", "too far", "not longer", "not told", "no reasons"])
    def test_what_the_rule_does_not_allow_is_refused_as_on_a_case(self, house, noor, case, how, refusal):
        item = point(noor, case)
        with pytest.raises(refusal):
            extend(noor, item, **how)
        assert due(house, item)["answer"] == date(2026, 5, 13)
        assert not TermChange.objects.exists()

    def test_one_point_is_extended_and_the_other_is_not(self, house, noor, case):
        first, second = point(noor, case), point(noor, case, words="Het loket sloot")
        extend(noor, first)
        assert (due(house, first)["answer"], due(house, second)["answer"]) == (date(2026, 6, 10), date(2026, 5, 13))

    def test_of_two_at_once_the_second_is_told(self, noor, case):
        first, second = point(noor, case), point(noor, case, words="Het loket sloot")
        assert the_last_change(case) == NEVER
        extend(noor, first, seen=NEVER)
        with pytest.raises(ChangedMeanwhile):
            extend(noor, second, seen=NEVER)

    def test_a_point_that_was_answered_found_or_dropped_is_not_extended(self, noor, case):
        item = point(noor, case)
        item_is_answered(person=noor, case=case, number=1, on=TOLD.date(), words="Excuses.", seen=state_of(item), at=TOLD)
        with pytest.raises(changed.NoSuchTerm):
            extend(noor, item)
        with pytest.raises(changed.NoSuchTerm):
            changed.term_is_extended(person=noor, case=case, number=9, term="answer", until=None, reasons="x",
                                     told=by_letter(*BOTH), at=TOLD)

    def test_what_was_extended_under_one_law_is_not_put_under_another(self, noor, case):
        item = point(noor, case)
        extend(noor, item)
        item.refresh_from_db()
        with pytest.raises(OneRegime):
            item_is_changed(person=noor, case=case, number=1, seen=state_of(item), at=TOLD,
                            point=Point(words="Anders", received_at=TOLD, regime=YOUTH))


def _conversation(noor, case):
    conversation = the_conversation(case)
    return conversation, noor.keyring.open(conversation.compartment_id)


class TestByConsent:
    """Awb, art. 9:11, third paragraph: longer still only as far as the complainant agrees in writing."""

    def agree(self, noor, item, *, how="letter", on=date(2026, 5, 12), who="Amir", consent=None, until=date(2026, 9, 1),
              at=TOLD + 41 * DAY):
        return changed.term_is_extended_by_consent(
            person=noor, case=item.case, number=item.number, term="answer", until=until, reasons="Er komt nog een stuk.", at=at,
            agreed=changed.Agreed(who=who, how=how, on=on, words="Goed.", consent=consent))

    def test_it_says_who_how_and_when_and_links_what_was_recorded(self, house, noor, case):
        item = point(noor, case)
        recorded = a_consent(noor, case)
        change = self.agree(noor, item, consent=recorded.id)
        assert due(house, item)["answer"] == date(2026, 9, 1)
        assert change.consent == recorded.id
        assert change.unsealed(noor.keyring.open(case.compartment_id))["consent"] == {
            "who": "Amir", "how": "letter", "on": "2026-05-12", "words": "Goed."}

    @pytest.mark.parametrize(("how", "refusal"), [
        ({"how": "aloud"}, changed.NotInWriting), ({"who": " "}, changed.NobodyAgreed), ({"on": None}, changed.NobodyAgreed),
        ({"on": date(2026, 5, 13)}, changed.NotFromThatDay), ({"until": date(2026, 5, 13)}, changed.NotLonger),
        ({"on": date(2026, 5, 14), "at": TOLD + 60 * DAY}, changed.EndedAlready),
    ], ids=["aloud", "nobody", "no day", "a day ahead", "not longer", "agreed after the end"])
    def test_what_is_no_agreement_in_writing_before_the_end_is_refused(self, noor, case, how, refusal):
        with pytest.raises(refusal):
            self.agree(noor, point(noor, case), **how)

    def test_agreed_before_the_end_it_can_be_written_down_after_it(self, house, noor, case):
        item = point(noor, case)
        self.agree(noor, item, at=TOLD + 50 * DAY)
        assert due(house, item)["answer"] == date(2026, 9, 1)

    def test_a_consent_that_was_withdrawn_meanwhile_carries_nothing(self, house, noor, case):
        item, recorded = point(noor, case), a_consent(noor, case)
        Consent.objects.filter(pk=recorded.pk).update(withdrawn_at=TOLD + DAY)
        with pytest.raises(changed.ConsentOver):
            self.agree(noor, item, consent=recorded.id)
        assert due(house, item)["answer"] == date(2026, 5, 13)

    def test_what_was_agreed_stays_when_it_is_withdrawn_later(self, house, noor, case):
        """Both had arranged their work by it; the page says that it was withdrawn."""
        item, recorded = point(noor, case), a_consent(noor, case)
        self.agree(noor, item, consent=recorded.id)
        Consent.objects.filter(pk=recorded.pk).update(withdrawn_at=TOLD + 45 * DAY)
        assert due(house, item)["answer"] == date(2026, 9, 1)


def a_consent(noor, case) -> Consent:
    row = Consent(case=case, recipient="other", purpose="inform", giver="party", was_given=True, from_at=TOLD, answer=GIVEN,
                  recorded_by=noor.account, recorded_at=TOLD)
    row.seal(noor.keyring.open(case.compartment_id), {"words": "Ja."})
    row.save(force_insert=True)
    return row


class TestInAnotherCase:
    def test_a_committee_makes_it_ten_weeks_at_once_with_reasons_and_a_line_and_undone_it_is_six(self, house, noor, case):
        item = point(noor, case)
        put_in_case(noor, item)
        assert due(house, item)["answer"] == date(2026, 6, 10)
        assert case.timeline.get(kind="term_variant").codes["variant"] == "committee"
        assert item.variant == "committee"
        put_in_case(noor, item, variant="", reasons="De commissie trok zich terug.")
        assert due(house, item)["answer"] == date(2026, 5, 13)

    @pytest.mark.parametrize(("how", "refusal"), [
        ({"variant": "tribunal"}, changed.NotAnotherCase), ({"variant": ""}, changed.NotAnotherCase),
        ({"since": date(2026, 3, 31)}, changed.NotFromThatDay), ({"since": date(2026, 4, 22)}, changed.NotFromThatDay),
        ({"since": date(2026, 5, 14), "at": TOLD + 60 * DAY}, changed.EndedAlready), ({"reasons": ""}, changed.WithoutReasons),
    ], ids=["unknown", "as it is", "before receipt", "ahead", "began after the end", "no reasons"])
    def test_what_can_not_be_is_refused(self, house, noor, case, how, refusal):
        item = point(noor, case)
        with pytest.raises(refusal):
            put_in_case(noor, item, **how)
        assert due(house, item)["answer"] == date(2026, 5, 13)


class TestReceivedAndDone:
    def test_nothing_runs_until_they_received_it_and_then_from_that_day(self, house, noor, case):
        """25 March 2026 and six weeks: 6 May."""
        item = point(noor, case, is_filed=False)
        assert the_terms_of_points([item], house.service, []) == []
        assert next_due(case)[1] != 1
        changed.receipt_is_corrected(person=noor, case=case, number=1, day=date(2026, 3, 25), reasons="Ontvangstbericht.", at=TOLD)
        assert due(house, item)["answer"] == date(2026, 5, 6)

    def test_a_point_is_not_received_on_a_day_that_must_still_come(self, noor, case):
        with pytest.raises(NotThatDay):
            item_is_added(person=noor, case=case, at=TOLD, point=Point(words="Morgen", received_at=TOLD + DAY, regime=AWB))

    def test_a_corrected_day_of_receipt_moves_the_terms_of_that_point_alone(self, house, noor, case):
        first, second = point(noor, case), point(noor, case, words="Het loket sloot")
        changed.receipt_is_corrected(person=noor, case=case, number=1, day=date(2026, 3, 25), reasons="De brief lag elders.", at=TOLD)
        assert (due(house, first)["answer"], due(house, second)["answer"]) == (date(2026, 5, 6), date(2026, 5, 13))
        case.refresh_from_db()
        assert case.opened_at == TOLD
        with pytest.raises(changed.NotFromThatDay):
            changed.receipt_is_corrected(person=noor, case=case, number=1, day=date(2026, 4, 2), reasons="x", at=TOLD)
        with pytest.raises(changed.NoSuchTerm):
            changed.receipt_is_corrected(person=noor, case=case, number=7, day=date(2026, 3, 2), reasons="x", at=TOLD)

    def test_the_length_that_the_institution_set_itself_counts_and_its_reaction_after_the_judgement(self, house, noor, case):
        """S-14: Jeugdwet, art. 4.2.1: the regulation of the institution, then a month to react."""
        kade = make.an_institution("Jeugdbescherming De Kade", kind="certified_institution")
        OwnTerm.objects.create(institution=kade, rule=f"{YOUTH}/judgement", within="8 weeks", source="Klachtenregeling, art. 6",
                               holds_from=date(2026, 1, 1), is_confirmed=True)
        named = respondent_is_named(person=noor, case=case, kind="institution", words="", institution=kade, at=TOLD)
        item = point(noor, case, regime=YOUTH, respondent=named.id)
        assert due(house, item) == {"judgement": date(2026, 5, 27)}
        about = {"person": noor, "case": case, "number": 1, "term": "judgement", "reasons": "Gegrond."}
        changed.term_was_done(**about, on=date(2026, 5, 20), at=TOLD + 60 * DAY)
        assert set(due(house, item)) == {"reaction"}
        with pytest.raises(changed.NothingBegins):
            changed.term_was_done(**about, on=date(2026, 5, 20), at=TOLD + 60 * DAY)
        changed.term_was_done(**about, on=None, at=TOLD + 61 * DAY)
        assert set(due(house, item)) == {"judgement"}
