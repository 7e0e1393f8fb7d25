"""The row of stages above a case: what happened, and the main road ahead."""

import pytest

from gehoor.domain.services.schema.procedure import Stage
from gehoor.interfaces.staff.road import road
from tests import make, people


def a_stage(code, **more):
    return Stage(code=code, label={"nl": code}, tells={"nl": code}, **more)


ROAD = [a_stage("received"), a_stage("looking"), a_stage("withdrawn", aside=True), a_stage("judging"), a_stage("closed", final=True)]


def row(here, *been):
    return [(stage.code, state) for stage, state in road(ROAD, here=here, been=been)]


def test_what_lies_aside_is_no_station_ahead():
    assert row("received") == [("received", "now"), ("looking", "next"), ("judging", "next"), ("closed", "next")]


def test_what_lies_aside_stands_there_once_it_happened():
    assert row("withdrawn", "looking") == [
        ("received", "done"), ("looking", "done"), ("withdrawn", "now"), ("judging", "next"), ("closed", "next")]
    assert row("looking", "withdrawn")[2] == ("withdrawn", "done"), "also when it went back onto the road"


def test_what_was_passed_by_was_not_done():
    assert row("closed", "looking", "closed") == [("received", "done"), ("looking", "done"), ("closed", "now")]
    assert row("judging") == [("received", "done"), ("judging", "now"), ("closed", "next")]


def test_a_case_that_was_opened_again_has_its_end_ahead():
    assert row("looking", "looking", "judging", "closed") == [
        ("received", "done"), ("looking", "now"), ("judging", "next"), ("closed", "next")]


@pytest.mark.django_db
def test_the_page_shows_where_the_case_has_been_and_no_more(house, desk):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    make.classify(house, noor.person, case, at=make.NOON)
    procedure = house.service.procedure
    aside = [one.label.text("nl") for one in procedure.stages if one.aside]
    assert aside
    bar = noor.page(f"/werk/case/{case.reference}/").partition('<ol class="stages"')[2].partition("</ol>")[0]
    assert [label for label in aside if f">{label}<" in bar] == []
    assert 'aria-current="step"' in bar
