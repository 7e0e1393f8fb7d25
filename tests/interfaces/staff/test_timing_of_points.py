"""The terms of points on pages: each where the point stands, with what can be decided, and in the lists with the point named."""

from datetime import UTC, date, datetime

import pytest

from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.models import Case, Item, Task, TermChange
from gehoor.domain.cases.points import state_of
from gehoor.domain.consent.models import GIVEN, Consent, Recipient
from gehoor.journeys.case_moves_on import respondent_is_named
from gehoor.journeys.points_are_handled import item_is_added
from tests import make, people
from tests.told import typed

pytestmark = pytest.mark.django_db
TOLD = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
AWB = "nl.awb.klacht"


@pytest.fixture
def house(settings):
    settings.GEHOOR_SERVICES = ("akj",)
    return make.a_house()


@pytest.fixture
def case(house, clock):
    """A case of two points: the second against a municipality, under the Awb, with a committee."""
    clock.at, noor = TOLD, house.person(people.NOOR)
    case = make.a_report(house, at=TOLD, child_age=16).case
    municipality = make.an_institution("Gemeente Waterveen", kind="municipality", place="")
    named = respondent_is_named(person=noor, case=case, kind="institution", words="", institution=municipality, at=TOLD)
    for words, regime, variant in (("Niet gehoord", "", ""), ("Geen antwoord van het loket", AWB, "committee")):
        item_is_added(person=noor, case=case, at=TOLD, point=Point(
            words=words, received_at=TOLD, respondent=named.id if regime else None, regime=regime, variant=variant))
    return case


def at(case, *further: str) -> str:
    return "/".join(["/werk/case", case.reference, *further]) + "/"


def test_nothing_runs_of_a_point_that_is_not_filed_with_them_and_the_page_leads_to_the_day(case, desk):
    noor = desk(people.NOOR)
    municipality = case.respondents.get()
    said = {"words": "Geen plek op school", "respondent": municipality.id, "regime": AWB, "received_on": "2026-04-01"}
    noor.send(at(case, "do", "item"), 302, **said)
    page = noor.page(at(case))
    assert "Nog niet ingediend: de termijn begint als zij de klacht krijgen." in page
    assert at(case, "do", "received_on", "3") in page
    assert at(case, "do", "extend_term", "3-answer") not in page and at(case, "do", "answered", "3") not in page
    act = at(case, "do", "received_on", "3")
    assert "Door hen ontvangen op" in noor.page(act) and 'value="2026-04-01"' not in noor.page(act)
    assert "Deze dag moet nog komen." in noor.send(act, 422, day="2026-04-02", reasons="Ontvangstbericht")
    assert noor.post(act, {"day": "2026-03-25", "reasons": "Ontvangstbericht"}).status_code == 302
    page = noor.page(at(case))
    assert "6 mei 2026: 6 weken na ontvangst op 25 maart 2026" in page
    assert "Nog niet ingediend" not in page


def test_a_point_that_is_put_under_the_law_of_another_waits_for_the_day_they_received_it(case, desk):
    noor, act = desk(people.NOOR), at(case, "do", "item", "1")
    said = {"words": "Niet gehoord", "regime": AWB, "received_on": "2026-04-01", "seen": state_of(Item.objects.get(number=1))}
    assert 'name="filed_on"' not in noor.page(act)
    assert noor.post(act, said).status_code == 302
    assert not Item.objects.get(number=1).is_filed
    said = {**said, "words": "Geen plek", "seen": state_of(Item.objects.get(number=2)), "variant": "committee"}
    assert noor.post(at(case, "do", "item", "2"), said).status_code == 302
    assert Item.objects.get(number=2).is_filed, "other words don't take back what they received"


def test_it_is_the_other_who_extends_and_the_words_say_so(case, desk):
    form = desk(people.NOOR).page(at(case, *EXTEND))
    assert "Niet wij: wie de klacht behandelt." in form
    assert "Gemeente Waterveen heeft meer tijd nodig om te antwoorden." in form and "Wij hebben meer tijd" not in form


EXTEND = ("do", "extend_term", "2-answer")
SAID = {"until": "2026-07-08", "reasons": "De hoorzitting is in juni.", **typed("complainant", "respondent")}


def test_the_point_and_its_respondent_stand_beside_the_day_and_the_acts_where_the_term_stands(case, desk):
    page = desk(people.NOOR).page(at(case))
    assert "Klacht behandelen en antwoorden, punt 2, Gemeente Waterveen" in page
    assert "10 juni 2026: 10 weken na ontvangst op 1 april 2026, met een adviescommissie" in page
    for name, which in (("extend_term", "2-answer"), ("case_of_rule", "2-answer"), ("answered", "2"), ("received_on", "2")):
        assert at(case, "do", name, which) in page
    assert at(case, "do", "extend_by_consent", "2-answer") not in page, "first as far as the rule goes"
    assert at(case, "do", "answered", "1") not in page, "no law, no term to stop"


def test_extended_the_page_says_from_when_to_when_and_why_and_what_is_left(case, desk):
    noor = desk(people.NOOR)
    form = noor.page(at(case, *EXTEND))
    assert 'value="2026-07-08"' in form and "Geen antwoord van het loket" in form
    assert "De nieuwe laatste dag" not in form and "Eerst was dat 10 juni 2026." in form
    assert noor.post(at(case, *EXTEND), {**SAID, "message": "Het duurt langer, want er komt nog een hoorzitting."}).status_code == 302
    page = noor.page(at(case))
    assert "Verlengd van 10 juni 2026 naar 8 juli 2026, want: De hoorzitting is in juni (Noor" in page
    assert "Nog langer kan alleen met toestemming." in page
    assert at(case, *EXTEND) not in page
    assert at(case, "do", "extend_by_consent", "2-answer") in page
    assert "De nieuwe laatste dag is 8 juli 2026. Eerst was dat 10 juni 2026." in page
    assert "verlengde “Klacht behandelen en antwoorden (punt 2)” tot en met 8 juli 2026" in page


def test_who_gets_the_message_needs_no_tick_and_without_both_it_asks_for_the_complainant(case, desk):
    noor = desk(people.NOOR)
    page = noor.send(at(case, *EXTEND), 422, **{**SAID, "told_complainant": "", "message": ""})
    assert "Laat het eerst weten aan: de klager." in page and "De hoorzitting is in juni." in page
    assert noor.post(at(case, *EXTEND), {**SAID, "told_complainant": "", "message": "Het duurt langer."}).status_code == 302


def test_with_consent_aloud_is_refused_beside_the_field_and_in_writing_stands_on_the_page(case, desk):
    noor = desk(people.NOOR)
    noor.post(at(case, *EXTEND), SAID)
    agreed = {"until": "2026-09-01", "who": "reporter", "how": "aloud", "agreed_on": "2026-04-01", "reasons": "Er komt nog een stuk."}
    act = at(case, "do", "extend_by_consent", "2-answer")
    assert "De regel wil het schriftelijk" in noor.page(act)
    page = noor.send(act, 422, **agreed)
    assert "Langer kan alleen als de klager schriftelijk instemt (Awb, art. 9:11, lid 2 en 3)" in page
    assert "Er komt nog een stuk." in page
    assert noor.post(act, {**agreed, "how": "letter"}).status_code == 302
    page = noor.page(at(case))
    assert "Verlengd van 8 juli 2026 naar 1 september 2026, want: Er komt nog een stuk" in page
    assert "De melder stemde in op 1 april 2026, per brief." in page


def test_what_rests_on_a_recorded_consent_says_when_that_is_withdrawn_and_a_withdrawn_one_is_not_offered(case, desk):
    noor = desk(people.NOOR)
    noor.post(at(case, *EXTEND), SAID)
    staff_file = noor.keyring.open(case.compartment_id)
    to = Recipient(case=case, kind="institution", added_at=TOLD)
    consent = Consent(case=case, recipient="institution", purpose="inform", giver="party", was_given=True, answer=GIVEN, from_at=TOLD,
                      to=to, recorded_by=noor.person.account, recorded_at=TOLD)
    for row, said in ((to, {"words": "De gemeente"}), (consent, {"words": "Ja."})):
        row.seal(staff_file, said)
        row.save(force_insert=True)
    act = at(case, "do", "extend_by_consent", "2-answer")
    assert str(consent.id) in noor.page(act)
    agreed = {"until": "2026-09-01", "who": "reporter", "how": "letter", "agreed_on": "2026-04-01", "reasons": "Er komt nog een stuk.",
              "consent": str(consent.id)}
    assert noor.post(act, agreed).status_code == 302
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=TOLD)
    page = noor.page(at(case))
    assert "Die toestemming werd ingetrokken op 1 april. De nieuwe laatste dag blijft; zeg het de klager." in page
    assert str(consent.id) not in noor.page(act)


def test_without_the_committee_it_is_six_weeks_again_and_the_timeline_says_so(case, desk):
    noor, act = desk(people.NOOR), at(case, "do", "case_of_rule", "2-answer")
    form = noor.page(act)
    assert "een adviescommissie" in form and "gewoon" in form
    assert noor.post(act, {"variant": "", "since": "2026-04-01", "reasons": "Er is geen commissie."}).status_code == 302
    page = noor.page(at(case))
    assert "13 mei 2026: 6 weken na ontvangst op 1 april 2026" in page
    assert "Gewone termijn, sinds 1 april 2026, want: Er is geen commissie" in page
    assert "zei dat voor “Klacht behandelen en antwoorden (punt 2)” sinds 1 april 2026 een ander geval geldt: het gewone" in page


def test_after_the_end_the_page_says_why_it_can_not_be_extended(case, desk, clock):
    clock.at = datetime(2026, 6, 11, 9, tzinfo=UTC)
    noor = desk(people.NOOR)
    page = noor.sign_in().page(at(case))
    assert "Verlengen kon alleen voor het einde." in page
    assert at(case, *EXTEND) not in page
    assert "Verlengen kon alleen voor het einde." in noor.page(at(case, *EXTEND))
    assert "Deze termijn liep af op 10 juni 2026." in noor.send(at(case, *EXTEND), 422, **SAID)
    assert not TermChange.objects.exists()


def test_an_answer_stops_the_terms_and_can_be_taken_back(case, desk):
    noor, item = desk(people.NOOR), Item.objects.get(number=2)
    answered = {"on": "2026-04-01", "words": "Zij bieden excuses aan.", "seen": state_of(item)}
    assert "Vul dit in." in noor.send(at(case, "do", "answered", "2"), 422, **{**answered, "words": ""})
    assert noor.post(at(case, "do", "answered", "2"), answered).status_code == 302
    page = noor.page(at(case))
    assert "beantwoord 1 april" in page and "Zij bieden excuses aan." in page
    assert at(case, *EXTEND) not in page
    assert noor.get(at(case, *EXTEND)).status_code == 404
    item.refresh_from_db()
    back = {"words": "Dat was een ontvangstmelding.", "seen": state_of(item)}
    assert noor.post(at(case, "do", "unanswered", "2"), back).status_code == 302
    assert at(case, *EXTEND) in noor.page(at(case))


def test_the_day_of_receipt_of_a_point_is_corrected_with_reasons(case, desk):
    noor, act = desk(people.NOOR), at(case, "do", "received_on", "2")
    assert "Deze dag moet nog komen." in noor.send(act, 422, day="2026-04-02", reasons="x")
    assert noor.post(act, {"day": "2026-03-25", "reasons": "De brief lag elders."}).status_code == 302
    page = noor.page(at(case))
    assert "3 juni 2026: 10 weken na ontvangst op 25 maart 2026" in page
    assert "verbeterde de dag van ontvangst van punt 2: 25 maart 2026" in page


def test_the_lists_name_the_point(case, desk):
    noor = desk(people.NOOR)
    Case.objects.update(next_due="answer", next_due_point=2, next_due_regime=AWB, handler=noor.person.account)
    for page in ("/werk/list/", "/werk/day/"):
        assert "Klacht behandelen en antwoorden (punt 2)" in noor.page(page)


@pytest.mark.parametrize("which", ["9-answer", "x-answer", "2-nothing", "99999-answer"])
def test_a_term_of_no_point_has_no_page(case, desk, which):
    assert desk(people.NOOR).get(at(case, "do", "extend_term", which)).status_code == 404


def test_a_message_that_promises_something_puts_it_on_the_list_of_that_day(case, desk):
    noor, act = desk(people.NOOR), at(case, "do", "answer")
    said = {"kind": "answer", "text": "Wij antwoorden tegen 20 april.", "promised_by": "2026-04-20", "promised": "Antwoorden"}
    assert "Deze dag is al voorbij." in noor.send(act, 422, **{**said, "promised_by": "2026-03-31"})
    assert "Zeg ook tegen welke dag." in noor.send(act, 422, **{**said, "promised_by": ""})
    assert noor.post(act, said).status_code == 302
    assert Task.objects.get().due_on == date(2026, 4, 20)
    assert "Antwoorden" in noor.page(at(case))


def test_lowering_the_urgency_says_what_the_reporter_read_and_offers_to_tell(case, desk):
    noor, act = desk(people.NOOR), at(case, "do", "urgency")
    Case.objects.update(urgency="acute", last_told_at=None, first_seen_at=None)
    form = noor.page(act)
    assert "De melder las een vroegere dag" in form and "in plaats van" in form
    assert "Wij antwoorden later dan wij eerst zeiden." in form
    assert noor.post(act, {"urgency": "normal", "message": "Wij antwoorden later."}).status_code == 302
    assert "Eerst was dat" in noor.page(at(case))
