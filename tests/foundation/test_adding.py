"""A row that was added is the row that Django would have saved."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gehoor.domain.figures.models import Fact
from gehoor.foundation.adding import add, change
from gehoor.foundation.audit.models import AuditLine
from tests import make

pytestmark = pytest.mark.django_db


def line(number: int) -> AuditLine:
    return AuditLine(at=make.NOON, action="case.opened", actor_kind="reporter", object_id=str(number), detail={"n": number},
                     mac=b"\x00\xff")


def test_an_added_row_says_what_a_saved_row_says():
    saved, added = (Fact(unit="case", service="voorbeeld", on=date(2026, 3, 10), theme="home") for _which in range(2))
    saved.save()
    add(added)
    said = {row.pk: [getattr(row, field.name) for field in row._meta.fields if field.name != "id"] for row in Fact.objects.all()}
    assert said[added.pk] == said[saved.pk]
    added.theme = "school"
    added.save()
    assert Fact.objects.get(pk=added.pk).theme == "school"


def test_several_rows_stand_in_their_order_with_what_was_said():
    add(*map(line, range(3)))
    assert [(one.object_id, one.detail, bytes(one.mac), one.at) for one in AuditLine.objects.order_by("id")] == [
        (str(number), {"n": number}, b"\x00\xff", make.NOON) for number in range(3)]


def test_a_row_that_is_there_already_is_refused():
    fact = Fact(unit="case", service="voorbeeld", on=date(2026, 3, 10))
    add(fact)
    with pytest.raises(IntegrityError), transaction.atomic():
        add(fact)
    assert Fact.objects.count() == 1


def test_what_is_changed_is_what_django_would_have_saved_and_nothing_else():
    facts = [Fact(unit="case", service="voorbeeld", on=date(2026, 3, number), theme="home") for number in (1, 2, 3)]
    add(*facts)
    for fact, day in zip(facts[:2], (10, 11), strict=True):
        fact.theme, fact.on, fact.channel = "school", date(2026, 3, day), "letter"
    change(*facts[:2], fields=("theme", "on"))
    assert list(Fact.objects.order_by("on").values_list("theme", "on", "channel")) == [
        ("home", date(2026, 3, 3), ""), ("school", date(2026, 3, 10), ""), ("school", date(2026, 3, 11), "")]
