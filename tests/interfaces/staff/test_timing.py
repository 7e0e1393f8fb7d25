"""The terms on the page of a case: why each ends when it ends, and what somebody can decide about it."""

from datetime import UTC, date, datetime

import pytest

from gehoor.domain.cases.models import Case, TermChange
from gehoor.domain.conversations.queries import what_passed
from tests import make, people
from tests.told import typed

pytestmark = pytest.mark.django_db
TOLD = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def house(settings):
    settings.GEHOOR_SERVICES = ("kg",)
    return make.a_house()


@pytest.fixture
def arrived(house, clock):
    clock.at = TOLD
    return make.a_report(house, at=TOLD, child_name="Ella")


@pytest.fixture
def case(arrived):
    return arrived.case


def at(case, *further: str) -> str:
    return "/".join(["/werk/case", case.reference, *further]) + "/"


EXTEND = ("do", "extend_term", "answer")
SAID = {"until": "2026-05-04", "reasons": "We wachten op het verslag.", **typed("complainant", "respondent")}


def test_each_term_says_why_it_ends_and_what_can_be_decided(case, desk):
    page = desk(people.NOOR).page(at(case))
    assert "20 maart 2026: 45 kalenderdagen na ontvangst op 3 februari 2026, Bestuursdecreet, art. II.83" in page
    assert at(case, *EXTEND) in page
    assert at(case, "do", "extend_term", "acknowledge") not in page
    assert at(case, "do", "received_on") in page


def test_what_ends_soonest_stands_first_and_what_was_kept_last(case, desk):
    noor = desk(people.NOOR)

    def days() -> list[int]:
        terms = noor.page(at(case)).partition('id="r3"')[2].partition("<h2")[0]
        return [terms.find(words) for words in ("13 februari 2026", "20 maart 2026")]

    acknowledged, answered = days()
    assert 0 < acknowledged < answered
    noor.send(at(case, "do", "answer"), 302, kind="answer", text="Wij kregen uw klacht en onderzoeken die.")
    acknowledged, answered = days()
    assert 0 < answered < acknowledged


def test_a_term_that_was_met_too_late_is_not_called_kept(case, desk, clock):
    clock.at = datetime(2026, 2, 16, 9, tzinfo=UTC)
    noor = desk(people.NOOR)
    noor.send(at(case, "do", "answer"), 302, kind="answer", text="Wij kregen uw klacht en onderzoeken die.")
    page = noor.page(at(case))
    late = page.partition("klaar, maar te laat")[0].rpartition("<li>")[2]
    assert "klaar, maar te laat" in page and late.startswith("Lezen "), late


def test_an_extension_offers_the_longest_day_and_stands_on_the_page_and_the_timeline(case, desk):
    noor = desk(people.NOOR)
    form = noor.page(at(case, *EXTEND))
    assert 'value="2026-05-04"' in form and "Ten laatste 4 mei 2026." in form
    assert noor.post(at(case, *EXTEND), SAID).status_code == 302
    page = noor.page(at(case))
    assert "4 mei 2026: ten hoogste 90 kalenderdagen na ontvangst op 3 februari 2026" in page
    assert "We wachten op het verslag." in page and "tot en met 4 mei 2026" in page
    assert at(case, *EXTEND) not in page
    assert TermChange.objects.get().on_day == date(2026, 5, 4)


@pytest.mark.parametrize(("wrong", "words"), [
    ({"until": "2026-05-05"}, "tot en met 4 mei 2026, niet langer"),
    ({"until": ""}, "Vul dit in."),
    ({"told_respondent": ""}, "over wie de klacht gaat"),
    ({"how_respondent": ""}, "Zeg hoe."),
    ({"reasons": ""}, "Vul dit in."),
])
def test_what_the_rule_does_not_allow_is_said_and_nothing_typed_is_lost(case, desk, wrong, words):
    noor = desk(people.NOOR)
    page = noor.send(at(case, *EXTEND), 422, **{**SAID, **wrong})
    assert words in page
    assert ("We wachten op het verslag." in page) == ("reasons" not in wrong)
    assert not TermChange.objects.exists()


def test_an_extension_after_the_end_is_refused_with_the_day_and_the_article(case, desk, clock):
    noor = desk(people.NOOR)
    clock.at = datetime(2026, 3, 21, 9, tzinfo=UTC)
    page = noor.sign_in().send(at(case, *EXTEND), 422, **SAID)
    assert "Deze termijn liep af op 20 maart 2026." in page and "II.83" in page


def test_a_corrected_day_of_receipt_moves_the_terms_and_a_day_ahead_is_refused(case, desk, clock):
    noor = desk(people.NOOR)
    assert "Deze dag moet nog komen." in noor.send(at(case, "do", "received_on"), 422, day="2026-02-05", reasons="x")
    assert noor.post(at(case, "do", "received_on"), {"day": "2026-01-30", "reasons": "De brief lag elders."}).status_code == 302
    page = noor.page(at(case))
    assert "16 maart 2026: 45 kalenderdagen na ontvangst op 30 januari 2026" in page
    assert "verbeterde de dag van ontvangst: 30 januari 2026" in page and "De brief lag elders." in page


def test_of_two_who_decide_at_once_the_second_reads_that_a_colleague_was_first(case, desk):
    noor, ilias = desk(people.NOOR), desk(people.ILIAS)
    seen = {"seen": "never"}
    assert noor.post(at(case, "do", "received_on"), {"day": "2026-01-30", "reasons": "Een brief.", **seen}).status_code == 302
    page = ilias.send(at(case, "do", "received_on"), 409, day="2026-01-29", reasons="Een andere brief.", **seen)
    assert "Een andere brief." in page
    assert TermChange.objects.count() == 1


@pytest.mark.parametrize(("act", "term"), [("extend_term", "nothing"), ("run_on", "nothing"), ("stand_still", "gone")])
def test_a_term_that_does_not_run_has_no_page(case, desk, act, term):
    assert desk(people.NOOR).get(at(case, "do", act, term)).status_code == 404


def test_the_message_of_more_time_begins_with_the_reasons_and_the_page_says_how_each_was_told(case, arrived, desk):
    noor = desk(people.NOOR)
    form = noor.page(at(case, *EXTEND))
    assert "De reden: …" in form and "Laten weten aan: over wie de klacht gaat" in form
    noor.send(at(case, *EXTEND), 302, **SAID, message="Wij hebben meer tijd nodig. De reden: …")
    story = make.story_of(arrived)
    told = what_passed(story.conversation, story.compartment)[-1].text
    assert told.startswith("Wij hebben meer tijd nodig. De reden: We wachten op het verslag.\n\nDe nieuwe laatste dag is 4 mei 2026.")
    assert "Over wie de klacht gaat weet het: per brief" in noor.page(at(case))


def test_a_day_that_passed_in_silence_says_both_in_one_place_and_leads_to_the_words(case, desk, clock):
    """Nothing was told of it: that it is late and that the reporter doesn't know why stand together."""
    noor = desk(people.NOOR)
    Case.objects.filter(pk=case.pk).update(last_told_at=None)
    clock.at = datetime(2026, 3, 23, 9, tzinfo=UTC)
    noor = desk(people.NOOR)
    page = noor.page(at(case))
    assert "de melder weet niet waarom" in page and f'{at(case, "do", "answer")}?late=answer' in page
    begun = noor.page(at(case, "do", "answer"), late="answer")
    assert "ten laatste op 20 maart 2026. Dat lukte niet. De reden: …" in begun and "Vlaamse Ombudsdienst" in begun
    noor.send(at(case, "do", "answer"), 302, kind="notice", text="Het lukte niet op tijd. De reden: wij wachten op een verslag.")
    assert "de melder weet niet waarom" not in noor.page(at(case))
    assert Case.objects.get(pk=case.pk).answered_at == case.answered_at, "why it is late is no answer"
