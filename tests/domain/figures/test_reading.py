"""The tables of a year from one reading: the same counts as table by table."""

from datetime import date, timedelta
from itertools import product

import pytest

from gehoor.domain.figures.actions import count, recount
from gehoor.domain.figures.queries import DIMENSIONS, Cut, the_cut
from gehoor.domain.figures.reading import the_cuts
from gehoor.foundation.action import journey
from tests import make


def a_year() -> None:
    """Facts in every month and on both edges of the year, corrected ones, pranks, another service and another year among them."""
    with journey("counted", at=make.NOON):
        for number, (unit, theme, standing) in enumerate(product(("contact", "case"), ("housing", "education", ""), ("real", "prank"))):
            for month in range(1, 13):
                last = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
                for on in (date(2026, month, 1), last):
                    fact = count(unit=unit, service="any", on=on, theme=theme, standing=standing, channel=("phone", "web")[number % 2])
            recount(fact=fact.id, theme="traffic")
        count(unit="contact", service="other", on=date(2026, 5, 5), theme="housing")
        count(unit="contact", service="any", on=date(2025, 12, 31), theme="housing")
        count(unit="contact", service="any", on=date(2027, 1, 1), theme="housing")


@pytest.mark.django_db
def test_one_reading_counts_what_each_table_counts(django_assert_max_num_queries):
    a_year()
    cuts = [Cut(code=f"{unit}-{rows}-{columns}", unit=unit, rows=rows, columns=columns)
            for unit in ("contact", "case") for rows in DIMENSIONS for columns in ("", "theme", "month") if rows != columns]
    with django_assert_max_num_queries(24):
        read = the_cuts(cuts, service="any", year=2026)
    for cut in cuts:
        standing = "" if cut.rows == "standing" else "real"
        assert read[cut] == the_cut(cut, service="any", year=2026, standing=standing), cut
    assert read[Cut(code="contact-standing-", unit="contact", rows="standing")] == {("real", ""): 72, ("prank", ""): 72}


@pytest.mark.django_db
def test_a_year_without_facts_is_empty():
    cut = Cut(code="themes", unit="case", rows="theme")
    assert the_cuts([cut], service="any", year=2026) == {cut: {}}
