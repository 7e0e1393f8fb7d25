"""Points of a complaint: one story, several points, each against one respondent, each with its own finding, and each counted."""

from dataclasses import replace

import pytest
from django.db.models import Sum

from gehoor.domain.cases.actions.items import (
    AlreadyDropped,
    AlreadyFound,
    NothingSaid,
    OneRegime,
    Point,
    ReasonsMissing,
)
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.actions.people import seen_as
from gehoor.domain.cases.actions.testing import AgainstNothing
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Item, TermChange
from gehoor.domain.cases.points import state_of
from gehoor.domain.figures.models import Fact
from gehoor.domain.figures.queries import Cut, the_cut, the_total
from gehoor.domain.services.labels import NotDeclared
from gehoor.foundation.errors import NotAllowed
from gehoor.journeys.case_is_found import case_is_found
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import respondent_is_corrected, respondent_is_named, respondent_is_recognised, what_is_met
from gehoor.journeys.points_are_handled import (
    item_is_added,
    item_is_changed,
    item_is_dropped,
    item_is_found,
    norms_are_tested,
)
from gehoor.journeys.year_is_counted import the_year
from tests import make, people

pytestmark = pytest.mark.django_db
REASONS = "De school hoorde niemand voor ze besliste."


@pytest.fixture
def case(house):
    return make.a_report(house).case


def add(house, noor, case, words="Amir werd niet gehoord", **said) -> Item:
    point = Point(words=words, received_at=make.NOON, failing=house.service.axes.failings[0].code, theme=house.themes[0])
    return item_is_added(person=noor, case=case, point=replace(point, **said), at=make.NOON)


def find(noor, item, finding="upheld", reasons=REASONS, at=make.NOON) -> Item:
    return item_is_found(person=noor, case=item.case, number=item.number, finding=finding, reasons=reasons, seen=state_of(item), at=at)


def all_tests(noor, case, number=None) -> None:
    """Hold the case, or a point, against one norm of each test."""
    for against, norm in (("law", ("law_be_vl", "drm_16")), ("treaty", ("crc", "crc_12")), ("norms", ("ombuds_norms", "on_06"))):
        norms_are_tested(person=noor, case=case, number=number, against=against, norms=[norm], judgement="not_kept", reasons=REASONS,
                         at=make.NOON)


def counted(dimension: str) -> dict[str, int]:
    rows = Fact.objects.filter(unit="item").values(dimension).annotate(total=Sum("count"))
    return {row[dimension]: row["total"] for row in rows if row["total"]}


def test_one_story_is_told_once_and_has_points_against_several_respondents(house, noor, case):
    school = make.an_institution("Atheneum De Brug")
    against = [respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=make.NOON),
               respondent_is_named(person=noor, case=case, kind="person", words="De directeur", institution=None, at=make.NOON),
               respondent_is_named(person=noor, case=case, kind="rule", words="Het schoolreglement", institution=None, at=make.NOON)]
    for respondent in against:
        add(house, noor, case, words=f"Punt over {respondent.kind}", respondent=respondent.id)
    opened = case_is_opened(person=noor, case=case, at=make.NOON)
    assert [(known.row.number, known.said["words"], known.row.respondent_id) for known in opened.items] == [
        (number, f"Punt over {one.kind}", one.id) for number, one in enumerate(against, start=1)]
    assert counted("respondent") == {"school": 1, "private": 1, "rule": 1}
    assert len(opened.told) == 1


def test_what_stands_in_the_database_of_a_point_is_codes_and_no_word(house, noor, case):
    item = add(house, noor, case, words="Amir werd geslagen")
    all_tests(noor, case)
    find(noor, item, reasons="De leraar gaf het toe")
    stored = Item.objects.get().__dict__
    assert not any(word in repr(stored) for word in ("Amir", "geslagen", "leraar"))


def test_a_point_without_words_or_with_a_code_of_nowhere_is_refused(house, noor, case):
    for said, refused in (({"words": "  "}, NothingSaid), ({"failing": "nowhere"}, NotDeclared), ({"regime": "xx.no.law"}, NotDeclared),
                          ({"respondent": case.id}, ChangedMeanwhile)):
        with pytest.raises(refused):
            add(house, noor, case, **said)
    assert not Item.objects.exists()
    assert not Fact.objects.filter(unit="item").exists()


def test_a_point_is_said_anew_until_it_is_found(house, noor, case):
    item = add(house, noor, case)
    other = house.service.axes.failings[1].code
    changed = item_is_changed(person=noor, case=case, number=1, seen=state_of(item), at=make.NOON,
                              point=Point(words="Amir werd geschorst", received_at=make.NOON, failing=other, theme=house.themes[0]))
    assert counted("failing") == {other: 1}
    all_tests(noor, case)
    found = find(noor, changed)
    with pytest.raises(AlreadyFound):
        item_is_changed(person=noor, case=case, number=1, seen=state_of(found), at=make.NOON,
                        point=Point(words="Anders", received_at=make.NOON))
    with pytest.raises(AlreadyFound):
        item_is_dropped(person=noor, case=case, number=1, reasons="Toch niet", seen=state_of(found), at=make.NOON)


def test_of_two_who_change_a_point_at_once_the_second_is_told(house, noor, case):
    item = add(house, noor, case)
    said = {"number": 1, "point": Point(words="Anders gezegd", received_at=make.NOON), "seen": state_of(item), "at": make.NOON}
    item_is_changed(person=noor, case=case, **said)
    with pytest.raises(ChangedMeanwhile):
        item_is_changed(person=house.person(people.ILIAS), case=case, **said)


def test_a_point_follows_one_regime_of_the_country_of_its_service_and_its_case(house, noor, case):
    for said in ({"regime": "nl.awb.klacht"}, {"regime": "be.vl.krc.klacht", "variant": "committee"}, {"variant": "committee"}):
        with pytest.raises(NotDeclared):
            add(house, noor, case, **said)
    assert add(house, noor, case, regime="be.vl.bestuursdecreet.klacht").regime == "be.vl.bestuursdecreet.klacht"


def test_two_regimes_never_run_on_one_point(house, noor, case):
    item = add(house, noor, case)
    change = TermChange(case=case, item=item, term="answer", kind="extended", at=make.NOON, account=noor.account)
    change.seal(noor.keyring.open(case.compartment_id), {"reasons": "Meer tijd nodig"})
    change.save()
    Item.objects.filter(pk=item.pk).update(regime="be.vl.old")
    item.refresh_from_db()
    with pytest.raises(OneRegime):
        item_is_changed(person=noor, case=case, number=1, seen=state_of(item), at=make.NOON,
                        point=Point(words="Anders", received_at=make.NOON))


@pytest.mark.parametrize("reasons", ["", " \n "])
def test_a_finding_without_reasons_is_refused(house, noor, case, reasons):
    item = add(house, noor, case)
    all_tests(noor, case)
    with pytest.raises(ReasonsMissing):
        find(noor, item, reasons=reasons)
    with pytest.raises(ReasonsMissing):
        item_is_dropped(person=noor, case=case, number=1, reasons=reasons, seen=state_of(item), at=make.NOON)
    assert Item.objects.get().finding == ""


def test_before_a_finding_the_three_tests_stand_apart_where_the_procedure_asks_for_them(house, noor, case):
    item = add(house, noor, case)
    norms_are_tested(person=noor, case=case, number=1, against="treaty", norms=[("crc", "crc_12"), ("crc", "crc_28")],
                     judgement="not_kept", reasons=REASONS, at=make.NOON)
    with pytest.raises(NotYet, match=r"wet.*ombudsnormen"):
        find(noor, item)
    all_tests(noor, case)
    assert find(noor, item).finding == "upheld"
    assert find(noor, Item.objects.get(), finding="withdrawn", reasons="Zo gevraagd").finding == "withdrawn"


def test_ombuds_norms_are_counted_by_case_as_they_were_judged_last_and_not_of_a_dropped_point(house, noor, case):
    def norms(judgement: str) -> set[str]:
        return {code for code, _none in the_cut(Cut(code="x", unit="case", rows=judgement), service=case.service, year=2026)}

    def judged(number, code: str, judgement: str, hours: int) -> None:
        norms_are_tested(person=noor, case=case, number=number, against="norms", norms=[("ombuds_norms", code)], judgement=judgement,
                         reasons=REASONS, at=make.NOON + hours * make.HOUR)

    first, second = add(house, noor, case), add(house, noor, case, words="Niemand zei waarom")
    judged(1, "on_06", "not_kept", 0)
    judged(2, "on_06", "not_kept", 1)
    judged(2, "on_03", "kept", 1)
    assert (norms("norm_not_kept"), norms("norm_kept")) == ({"on_06"}, {"on_03"})
    judged(1, "on_06", "kept", 2)
    assert (norms("norm_not_kept"), norms("norm_kept")) == ({"on_06"}, {"on_03", "on_06"})
    item_is_dropped(person=noor, case=case, number=second.number, reasons=REASONS, seen=state_of(second), at=make.NOON + make.DAY)
    assert (norms("norm_not_kept"), norms("norm_kept")) == (set(), {"on_06"})
    assert the_total(unit="case", service=case.service, year=2026) == 1 and first.number == 1


def test_what_was_found_before_stays_readable_behind_what_is_found_now(house, noor, case):
    item = add(house, noor, case)
    all_tests(noor, case)
    found = find(noor, item, finding="no_judgement", reasons="Nog niet duidelijk")
    found = find(noor, found, finding="upheld", reasons="Nu wel", at=make.NOON + make.DAY)
    said = found.unsealed(noor.keyring.open(case.compartment_id))
    assert (said["reasons"], [(one["finding"], one["reasons"]) for one in said["earlier"]]) == (
        "Nu wel", [("no_judgement", "Nog niet duidelijk")])
    assert counted("finding") == {"upheld": 1}


def test_a_dropped_point_is_read_and_counted_no_longer_and_its_number_is_not_given_again(house, noor, case):
    item = add(house, noor, case)
    dropped = item_is_dropped(person=noor, case=case, number=1, reasons="Stond er dubbel", seen=state_of(item), at=make.NOON)
    assert counted("failing") == {}
    with pytest.raises(AlreadyDropped):
        find(noor, dropped, finding="withdrawn")
    assert add(house, noor, case).number == 2
    assert [known.said["words"] for known in case_is_opened(person=noor, case=case, at=make.NOON).items] == ["Amir werd niet gehoord"] * 2


def test_a_procedure_may_require_that_every_point_is_found(house, noor, case):
    assert "items_found" not in what_is_met(case)
    item = add(house, noor, case)
    assert what_is_met(case) >= {"item_added"}
    all_tests(noor, case)
    find(noor, item)
    met = {"item_added", "items_found", "law_tested", "treaty_tested", "norms_tested"}
    assert what_is_met(case) >= met
    assert what_is_met(case, case_is_opened(person=noor, case=case, at=make.NOON)) >= met


def test_a_norm_counts_for_its_own_test_only(house, noor, case):
    for against, norm in (("law", ("crc", "crc_12")), ("treaty", ("ombuds_norms", "on_06")), ("norms", ("crc", "crc_12")),
                          ("norms", ("proper_conduct", "bw_01")), ("taste", ("crc", "crc_12"))):
        with pytest.raises(NotDeclared):
            norms_are_tested(person=noor, case=case, number=None, against=against, norms=[norm], judgement="kept", reasons=REASONS,
                             at=make.NOON)


def test_no_judgement_can_do_without_a_norm_and_nothing_else_can(house, noor, case):
    said = {"person": noor, "case": case, "number": None, "against": "law", "norms": [], "at": make.NOON}
    with pytest.raises(AgainstNothing):
        norms_are_tested(**said, judgement="kept", reasons=REASONS)
    with pytest.raises(ReasonsMissing):
        norms_are_tested(**said, judgement="no_judgement", reasons="")
    norms_are_tested(**said, judgement="no_judgement", reasons="Geen regel geldt hier.")
    assert "law_tested" in what_is_met(case)


def test_a_respondent_that_is_recognised_later_corrects_the_count(house, noor, case):
    named = respondent_is_named(person=noor, case=case, kind="institution", words="de crèche", institution=None, at=make.NOON)
    add(house, noor, case, respondent=named.id)
    assert counted("respondent") == {"": 1}
    respondent_is_recognised(person=noor, case=case, respondent_id=named.id, kind="institution", at=make.NOON,
                             institution=make.an_institution("De Kriebel", kind="childcare"))
    assert counted("respondent") == {"childcare": 1}
    row = case.respondents.get(id=named.id)
    respondent_is_corrected(person=noor, case=case, respondent_id=row.id, seen=seen_as(row), at=make.NOON,
                            institution=make.an_institution("De Kriekel", kind="school"))
    assert counted("respondent") == {"school": 1}


def test_the_year_is_counted_by_finding_failing_and_kind_of_respondent(house, noor, case):
    item = add(house, noor, case)
    all_tests(noor, case)
    find(noor, item)
    add(house, noor, case)
    tables = {table.code: table for table in the_year(service=house.service, year=2026, language="nl").tables}
    by_finding = tables["items_by_finding"]
    assert (by_finding.unit_label, by_finding.row_total("upheld"), by_finding.total) == ("Klachtpunt", 1, 1)
    assert tables["items_by_respondent"].total == 2


def test_a_point_is_found_by_its_words_and_by_no_word_that_was_taken_out(house, noor, case):
    item = add(house, noor, case, words="Een verdwenen fietssleutel")
    case_is_opened(person=noor, case=case, at=make.NOON)
    assert case_is_found(person=noor, query="fietssleutel", at=make.NOON).cases == [case]
    item_is_changed(person=noor, case=case, number=1, seen=state_of(item), at=make.NOON,
                    point=Point(words="Een verdwenen turnzak", received_at=make.NOON))
    case_is_opened(person=noor, case=case, at=make.NOON)
    assert case_is_found(person=noor, query="fietssleutel", at=make.NOON).cases == []
    assert case_is_found(person=noor, query="turnzak", at=make.NOON).cases == [case]


def test_who_may_not_open_the_case_adds_no_point(house, noor, case):
    with pytest.raises(NotAllowed):
        add(house, house.person(people.WARD), case)
