"""Numbers that the database hands out."""

import pytest

from gehoor.domain.cases.numbers import next_number, reference_for

pytestmark = pytest.mark.django_db


def test_each_series_counts_from_one_and_for_itself():
    assert [next_number("a") for _time in range(3)] == [1, 2, 3]
    assert next_number("b") == 1


def test_a_reference_says_whose_when_and_which():
    assert [reference_for("ABC", 2026), reference_for("ABC", 2026), reference_for("ABC", 2027)] == [
        "ABC-2026-00001", "ABC-2026-00002", "ABC-2027-00001"]
