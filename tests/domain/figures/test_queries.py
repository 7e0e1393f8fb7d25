"""Counts: facts only, corrected by further facts, and nothing sealed is ever touched."""

import re
from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from gehoor.domain.figures.actions import count, recount
from gehoor.domain.figures.models import Fact, FactMark
from gehoor.domain.figures.queries import Cut, the_cut, the_total
from gehoor.domain.services.schema.figures import Table
from gehoor.foundation.action import journey
from gehoor.foundation.errors import OutsideJourney
from gehoor.journeys.year_is_counted import the_year
from tests import make, people

DAY = date(2026, 3, 10)


@pytest.mark.django_db
def test_a_fact_is_only_written_with_what_happened():
    with pytest.raises(OutsideJourney):
        count(unit="contact", service="any", on=DAY)


@pytest.mark.django_db
def test_a_correction_takes_back_the_old_fact_and_leaves_it_standing():
    with journey("counted", at=make.NOON):
        first = count(unit="case", service="any", on=DAY, theme="housing")
        recount(fact=first.id, theme="education")
    assert Fact.objects.count() == 3
    cut = Cut(code="themes", unit="case", rows="theme")
    assert the_cut(cut, service="any", year=2026) == {("education", ""): 1}
    assert the_total(unit="case", service="any", year=2026) == 1


@pytest.mark.django_db
def test_a_correction_that_changes_nothing_writes_nothing():
    with journey("counted", at=make.NOON):
        first = count(unit="case", service="any", on=DAY, theme="housing")
        assert recount(fact=first.id, theme="housing") is None
    assert Fact.objects.count() == 1


@pytest.mark.django_db
def test_months_and_a_second_dimension_are_counted_apart_from_pranks():
    with journey("counted", at=make.NOON):
        for month in (1, 1, 12):
            count(unit="contact", service="any", on=date(2026, month, 5), channel="phone")
        count(unit="contact", service="any", on=DAY, channel="phone", standing="prank")
        count(unit="contact", service="any", on=date(2025, 12, 31), channel="phone")
    cut = Cut(code="months", unit="contact", rows="month", columns="channel")
    assert the_cut(cut, service="any", year=2026) == {("01", "phone"): 2, ("12", "phone"): 1}
    assert the_total(unit="contact", service="any", year=2026, standing="prank") == 1


@pytest.mark.django_db
def test_a_counted_year_reads_no_table_but_facts():
    house = make.a_house()
    make.classify(house, house.person(people.NOOR), make.a_report(house).case)
    with CaptureQueriesContext(connections["default"]) as asked, CaptureQueriesContext(connections["keys"]) as keys:
        the_year(service=house.service, year=2026, language="nl")
    assert len(keys) == 0 and len(asked) > 0
    read = {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert read <= {"figures_fact", "figures_factmark"}


def test_a_fact_points_at_nothing_but_its_marks():
    assert {field.related_model for field in Fact._meta.get_fields() if field.is_relation} == {FactMark}
    assert {field.related_model for field in FactMark._meta.get_fields() if field.is_relation} == {Fact}


VIOLENCE = Cut(code="violence", unit="case", rows="violence")


@pytest.fixture
def marked(db):
    """Three cases: one with two kinds of violence, one with one, one with none."""
    with journey("counted", at=make.NOON):
        both = count(unit="case", service="any", on=DAY, theme="home", marks={"violence": ["physical", "emotional"], "by_whom": ["parent"]})
        count(unit="case", service="any", on=DAY, theme="school", marks={"violence": ["physical"]})
        count(unit="case", service="any", on=DAY, theme="school")
    return both


@pytest.mark.django_db
def test_a_unit_counts_in_each_row_it_has_a_mark_for_and_in_none_without(marked):
    assert the_cut(VIOLENCE, service="any", year=2026) == {("physical", ""): 2, ("emotional", ""): 1}
    by_theme = Cut(code="violence", unit="case", rows="violence", columns="theme")
    assert the_cut(by_theme, service="any", year=2026) == {
        ("physical", "home"): 1, ("emotional", "home"): 1, ("physical", "school"): 1}


@pytest.mark.django_db
def test_two_dimensions_of_marks_are_cut_along_each_other(marked):
    cut = Cut(code="both", unit="case", rows="violence", columns="by_whom")
    assert the_cut(cut, service="any", year=2026) == {("physical", "parent"): 1, ("emotional", "parent"): 1}


@pytest.mark.django_db
def test_how_many_have_a_mark_is_counted_each_once(marked):
    assert the_cut(Cut(code="all", unit="case", rows="", having=("violence",)), service="any", year=2026) == {("", ""): 2}
    assert the_total(unit="case", service="any", year=2026) == 3


@pytest.mark.django_db
def test_a_correction_takes_the_old_marks_back_and_keeps_those_it_says_nothing_of(marked):
    with journey("counted", at=make.NOON):
        corrected = recount(fact=marked.id, theme="school", marks={"violence": ["sexual"]})
        assert recount(fact=corrected.id, theme="school", marks={"violence": ["sexual"]}) is None
    assert the_cut(VIOLENCE, service="any", year=2026) == {("physical", ""): 1, ("sexual", ""): 1}
    assert the_cut(Cut(code="by", unit="case", rows="by_whom"), service="any", year=2026) == {("parent", ""): 1}
    taken_back = Fact.objects.get(takes_back=marked.id)
    assert sorted(taken_back.marks.values_list("axis", "code")) == sorted(marked.marks.values_list("axis", "code"))


@pytest.mark.django_db
def test_what_makes_somebody_vulnerable_is_never_counted():
    with journey("counted", at=make.NOON):
        count(unit="case", service="any", on=DAY, marks={"marker": ["undocumented"]})
    assert not FactMark.objects.exists()


@pytest.mark.django_db
def test_the_totals_of_a_table_that_does_not_add_up_count_each_unit_once():
    house = make.a_house()
    code, axes = house.service.code, house.service.axes
    one, other = [failing.code for failing in axes.failings[:2]]
    with journey("counted", at=make.NOON):
        count(unit="case", service=code, on=DAY, channel="phone", marks={"failing": [one, other]})
        count(unit="case", service=code, on=DAY, channel="visit", marks={"failing": [one]})
        count(unit="case", service=code, on=DAY, channel="visit")
    declared = Table(code="failings", title={"nl": "Wat misliep"}, unit="case", by=["every_failing", "channel"])
    turned = declared.model_copy(update={"by": ["channel", "every_failing"]})
    figures = house.service.figures.model_copy(update={"tables": [declared, turned]})
    year = the_year(service=house.service.model_copy(update={"figures": figures}), year=2026, language="nl")
    for table, over in zip(year.tables, ("row_total", "column_total"), strict=True):
        across = "column_total" if over == "row_total" else "row_total"
        assert (table.total, getattr(table, over)(one), getattr(table, over)(other)) == (2, 2, 1)
        assert (getattr(table, across)("phone"), getattr(table, across)("visit")) == (1, 1)
        assert "kan in meer dan één rij" in table.how_to_add
