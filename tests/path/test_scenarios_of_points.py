"""Scenarios of points: one story told once, several respondents, each under its own regime, and a procedure that waits for each."""

from datetime import UTC, datetime

import pytest

from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.points import state_of
from gehoor.domain.contacts.models import Contact
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import respondent_is_named, what_is_met
from gehoor.journeys.points_are_handled import item_is_added, item_is_found
from gehoor.journeys.terms_run import the_terms_of_points
from tests import make, people

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def akj(settings) -> make.House:
    settings.GEHOOR_SERVICES = ["akj"]
    return make.a_house()


def terms_of(item, house) -> dict[str, tuple[str, str]]:
    """What runs of a point by the law of its own: the end and the article of each term."""
    found = the_terms_of_points([item], house.service, [])
    return {term.code: (house.service.day_of(term.due_at).isoformat(), term.source) for _item, terms in found for term in terms}


def test_s_14_a_youth_complains_of_three_at_once_and_tells_it_once(akj):
    """Given one story about an institution, a school and a municipality, when it is split, then there are three points, each against one
    of them, the municipality's under the Awb with its own terms (9:11: six weeks, ten with a committee), and the story was told once."""
    noor = akj.person(people.NOOR)
    case = make.a_report(akj, at=RECEIVED).case
    named = [respondent_is_named(person=noor, case=case, kind="institution", words="", at=RECEIVED,
                                 institution=make.an_institution(name, kind=kind))
             for name, kind in (("Jeugdbescherming De Kade", "certified_institution"), ("Lyceum Het Baken", "school"),
                                ("Gemeente Waterveen", "municipality"))]
    regimes = (("nl.jeugdwet.klacht", ""), ("", ""), ("nl.awb.klacht", "committee"))
    items = [item_is_added(person=noor, case=case, at=RECEIVED, point=Point(
        words=f"Wat {respondent.kind} deed", received_at=RECEIVED, respondent=respondent.id, regime=regime, variant=variant))
        for respondent, (regime, variant) in zip(named, regimes, strict=True)]

    opened = case_is_opened(person=noor, case=case, at=RECEIVED)
    assert [(known.row.number, known.row.respondent_id, known.row.regime) for known in opened.items] == [
        (number, one.id, regime) for number, (one, (regime, _variant)) in enumerate(zip(named, regimes, strict=True), start=1)]
    assert Contact.objects.count() == 1
    # 1 April 2026 and ten weeks: Wednesday 10 June (S-15); a point without a regime has no terms of its own.
    assert terms_of(items[2], akj)["answer"] == ("2026-06-10", "Awb, art. 9:11, lid 1")
    assert terms_of(items[1], akj) == {}
    assert terms_of(items[0], akj) == {}, "its own regulation decides, and nobody said how long"


def test_s_14_each_point_ends_with_its_own_finding_and_none_waits_for_the_others(akj):
    """Given three points, when one is upheld and the others are not, then each keeps its own finding with its reasons, and the case is
    judged only once every point is."""
    noor = akj.person(people.NOOR)
    case = make.a_report(akj, at=RECEIVED).case
    points = [item_is_added(person=noor, case=case, point=Point(words=words, received_at=RECEIVED), at=RECEIVED)
              for words in ("Niet gehoord", "Te laat", "Geen uitleg")]
    for point, finding in zip(points, ("upheld", "not_upheld", "solved_before"), strict=True):
        assert "items_found" not in what_is_met(case)
        item_is_found(person=noor, case=case, number=point.number, finding=finding, reasons=f"Omdat: {finding}", seen=state_of(point),
                      at=RECEIVED)
    assert "items_found" in what_is_met(case)
    opened = case_is_opened(person=noor, case=case, at=RECEIVED)
    assert [(known.row.finding, known.said["reasons"]) for known in opened.items] == [
        (finding, f"Omdat: {finding}") for finding in ("upheld", "not_upheld", "solved_before")]
