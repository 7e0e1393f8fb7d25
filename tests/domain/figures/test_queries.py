"""Counts: facts only, corrected by further facts, and nothing sealed is ever touched."""

from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from gehoor.domain.figures.actions import count, recount
from gehoor.domain.figures.models import Fact
from gehoor.domain.figures.queries import Cut, the_cut, the_total
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
    assert all('FROM "figures_fact"' in query["sql"] and " JOIN " not in query["sql"] for query in asked)


def test_a_fact_points_at_nothing():
    assert not [field for field in Fact._meta.get_fields() if field.is_relation]
