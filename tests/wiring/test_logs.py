import logging
import sys

import pytest
from django.db import IntegrityError, transaction

from gehoor.domain.cases.models import Counter
from gehoor.wiring.logs import WithoutWords


def told_of(fall) -> str:
    try:
        fall()
    except Exception:
        record = logging.LogRecord("gehoor", logging.ERROR, __file__, 1, "It failed", None, sys.exc_info())
        return WithoutWords("%(message)s").format(record)
    raise AssertionError("it did not fall")


def test_a_fault_is_told_by_its_kind_and_place_and_not_in_its_own_words():
    def fall():
        {}["wat iemand typte"]

    told = told_of(fall)
    assert "It failed" in told
    assert "KeyError" in told
    assert "in fall" in told
    assert "'wat iemand typte'" not in told


def test_neither_are_the_faults_that_led_to_it():
    def fall():
        typed = "wat iemand " + "typte"
        try:
            int(typed)
        except ValueError as fault:
            raise RuntimeError(f"niet goed: {typed}") from fault

    told = told_of(fall)
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "wat iemand typte" not in told


@pytest.mark.django_db
def test_what_a_database_says_of_the_row_it_refuses_is_not_told():
    """PostgreSQL repeats the values of the row: "Key (name)=(…) already exists"."""
    name = "wat er in de rij " + "stond"
    Counter.objects.create(name=name)

    def fall():
        try:
            with transaction.atomic():
                Counter.objects.create(name=name)
        except IntegrityError as fault:
            raise RuntimeError from fault

    told = told_of(fall)
    assert "IntegrityError" in told
    assert name not in told
