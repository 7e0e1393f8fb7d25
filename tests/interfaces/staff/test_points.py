"""Points of a complaint on the page of a case: each act a page, errors beside the field, and nothing said twice."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from gehoor.domain.cases.models import Item
from gehoor.domain.services.schema import Wording
from gehoor.interfaces.staff.text_blocks import written_out
from gehoor.journeys.case_moves_on import respondent_is_named
from tests import make, people
from tests.interfaces.staff.test_worklist import queries_of
from tests.journeys.test_points_are_handled import add, all_tests

pytestmark = pytest.mark.django_db


def at(case, *way) -> str:
    return "/".join(("/werk/case", case.reference, *map(str, way))) + "/"


@pytest.fixture
def case(house):
    return make.a_report(house).case


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


def test_a_point_is_added_with_respondent_failing_and_regime_and_the_page_shows_when_it_is_due(house, noor, case):
    school = respondent_is_named(person=noor.person, case=case, kind="institution", words="", at=make.NOON,
                                 institution=make.an_institution("Atheneum De Brug"))
    assert "Atheneum De Brug" in noor.page(at(case, "do", "item"))
    noor.send(at(case, "do", "item"), 302, words="Amir werd niet gehoord", respondent=school.id, theme=house.themes[0],
              failing=house.service.axes.failings[0].code, regime="be.vl.bestuursdecreet.klacht",
              received_on="2026-03-10", filed_on="2026-03-10")
    page = noor.page(at(case))
    for shown in ("1. Amir werd niet gehoord", "Atheneum De Brug", "ontvangen", "Bestuursdecreet"):
        assert shown in page
    assert Item.objects.get().received_at == case.opened_at


@pytest.mark.parametrize(("said", "error"), [
    ({"words": ""}, "Vul dit in."), ({"received_on": "2026-03-11"}, "Deze dag moet nog komen."), ({"received_on": ""}, "Vul dit in."),
    ({"filed_on": "2026-03-11", "regime": "be.vl.bestuursdecreet.klacht"}, "Deze dag moet nog komen."),
    ({"filed_on": "2026-03-10"}, "Kies eerst de regeling"),
    ({"filed_on": "2026-03-10", "regime": "be.vl.krc.klacht"}, "Kies eerst de regeling"),
    ({"regime": "nl.awb.klacht"}, "geldige keuze"), ({"respondent": "iemand"}, "geldige keuze"),
])
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(house, noor, case, said, error):
    page = noor.send(at(case, "do", "item"), 422, **{"words": "Amir werd niet gehoord", "received_on": "2026-03-10"} | said)
    assert error in page
    assert "Amir werd niet gehoord" in page or not said.get("words", "x")
    assert not Item.objects.exists()


def test_the_words_of_a_finding_for_the_reporter_begin_the_answer_and_its_reasons_never_do(house, noor, case):
    add(house, noor.person, case)
    all_tests(noor.person, case)
    page = noor.page(at(case, "do", "find", 1))
    assert "De melder leest dit niet." in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    noor.send(at(case, "do", "find", 1), 302, finding="upheld", reasons="Voor ons: de brief ontbrak.", told="De brief kwam\nte laat.",
              seen=seen)
    assert "Voor de melder:" in noor.page(at(case))
    block = SimpleNamespace(text=Wording(nl="Dag.\n\n{points}\n\nNoor", en="Hi.", plain="same"))
    told = written_out(block, case=case, service=house.service, person=noor.person, reads_in="nl")
    assert "De brief kwam te laat.\n\nNoor" in told and "ontbrak" not in told


def test_a_finding_asks_for_reasons_and_says_which_tests_are_needed_first(house, noor, case):
    add(house, noor.person, case)
    page = noor.page(at(case, "do", "find", 1))
    assert "Amir werd niet gehoord" in page
    assert "toets aan de wet, toets aan de verdragen, toets aan de ombudsnormen" in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert "nooit zonder redenen" in noor.send(at(case, "do", "find", 1), 422, finding="upheld", reasons="", seen=seen)
    assert "Eerst nodig" in noor.send(at(case, "do", "find", 1), 422, finding="upheld", reasons="Omdat.", seen=seen)
    all_tests(noor.person, case)
    noor.send(at(case, "do", "find", 1), 302, finding="upheld", reasons="De school gaf het toe.", seen=seen)
    page = noor.page(at(case))
    assert "<b>Gegrond</b>" in page
    assert "De school gaf het toe." in page
    assert "sprak een bevinding uit over punt 1: Gegrond." in page


def test_of_two_who_find_at_once_the_second_reads_what_the_first_found(house, noor, desk, case):
    add(house, noor.person, case)
    all_tests(noor.person, case)
    seen = noor.page(at(case, "do", "find", 1)).partition('name="seen" value="')[2].partition('"')[0]
    desk(people.ILIAS).send(at(case, "do", "find", 1), 302, finding="not_upheld", reasons="Niets gevonden.", seen=seen)
    page = noor.send(at(case, "do", "find", 1), 409, finding="upheld", reasons="Wel gevonden.", seen=seen)
    assert "Niets gevonden." in page
    assert "Wel gevonden." in page
    again = page.partition('name="seen" value="')[2].partition('"')[0]
    noor.send(at(case, "do", "find", 1), 302, finding="upheld", reasons="Wel gevonden.", seen=again)


def test_norms_are_chosen_in_groups_for_one_test_only_on_a_point_or_the_whole_case(house, noor, case):
    add(house, noor.person, case)
    page = noor.page(at(case, "do", "test", "norms-1"))
    assert "Vlaamse ombudsnormen: zorgvuldigheidsnormen" in page
    assert "Verdrag inzake de rechten van het kind" not in page
    assert "Behoorlijkheidswijzer" not in page
    noor.send(at(case, "do", "test", "norms-1"), 302, number="1", norms_ombuds_norms_zorgvuldigheid=["ombuds_norms/on_06"],
              norms_ombuds_norms_behoorlijkheid=["ombuds_norms/on_02"], judgement="not_kept", reasons="Niemand legde iets uit.")
    assert {one.code for one in case.tested.all()} == {"on_02", "on_06"}
    page = noor.page(at(case))
    assert "6 correcte bejegening (Vlaamse ombudsnormen)" in page
    assert "niet nageleefd" in page
    assert "deed voor punt 1 een toets aan de ombudsnormen" in page


@pytest.mark.parametrize("which", ["taste", "law-9", "law-x", "norms-"])
def test_a_test_or_point_that_is_none_is_not_found(house, noor, case, which):
    answer = noor.get(at(case, "do", "test", which))
    assert answer.status_code == (200 if which == "norms-" else 404)


@pytest.mark.parametrize("way", [("find", "9"), ("item", "x"), ("drop", "99999"), ("nothing", "1")])
def test_a_point_or_act_that_is_none_is_not_found(house, noor, case, way):
    assert noor.get(at(case, "do", *way)).status_code == 404


def test_a_dropped_point_stays_readable_with_why(house, noor, case):
    add(house, noor.person, case)
    page = noor.page(at(case, "do", "drop", 1))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    noor.send(at(case, "do", "drop", 1), 302, reasons="Stond er dubbel", seen=seen)
    page = noor.page(at(case))
    assert "<s>Amir werd niet gehoord</s>" in page
    assert "Stond er dubbel" in page


def test_a_point_that_was_being_typed_comes_back_after_the_lock(house, noor, clock, case):
    add(house, noor.person, case)
    clock.passes(timedelta(minutes=20))
    assert noor.post(at(case, "do", "find", 1), {"finding": "upheld", "reasons": "Half geschreven"}).status_code == 302
    noor.sign_in()
    assert "Half geschreven" in noor.page(at(case, "do", "find", 1))
    add(house, noor.person, case)
    assert "Half geschreven" not in noor.page(at(case, "do", "find", 2))


def test_the_page_asks_no_more_questions_for_more_points(house, noor, case):
    for _number in range(2):
        add(house, noor.person, case)
    all_tests(noor.person, case, number=1)
    noor.page(at(case))
    few = queries_of(noor, at(case))
    for _number in range(8):
        add(house, noor.person, case)
        all_tests(noor.person, case)
    noor.page(at(case))
    assert queries_of(noor, at(case)) == few


