"""The audit: what was changed or removed afterwards is found."""

from datetime import timedelta

import pytest

from gehoor.foundation.audit.lines import chain_batches, head_of_day, record, verify
from gehoor.foundation.audit.models import AuditBatch, AuditLine
from gehoor.foundation.ids import new_id
from tests import make

LATER = make.NOON + timedelta(hours=1)


def written(number: int) -> None:
    for _line in range(number):
        record(action="case.read", actor_kind="person", actor_id=new_id(), at=make.NOON, object_kind="cases.case", object_id=new_id())


@pytest.mark.django_db
def test_a_whole_audit_has_nothing_wrong_with_it():
    written(3)
    assert chain_batches(at=LATER) == 3
    written(2)
    assert list(verify()) == []


@pytest.mark.django_db
def test_a_changed_line_is_found_before_and_after_it_was_chained():
    written(2)
    AuditLine.objects.filter(id=AuditLine.objects.first().id).update(action="case.forgotten")
    assert any("was changed" in problem for problem in verify())
    chain_batches(at=LATER)
    assert any("was changed" in problem for problem in verify())


@pytest.mark.django_db
def test_a_removed_line_is_found():
    written(3)
    chain_batches(at=LATER)
    AuditLine.objects.order_by("id")[1].delete()
    problems = list(verify())
    assert any("a line was removed" in problem for problem in problems)


@pytest.mark.django_db
def test_a_removed_batch_is_found():
    written(1)
    chain_batches(at=LATER)
    written(1)
    chain_batches(at=LATER)
    AuditBatch.objects.filter(number=1).delete()
    assert any("batch 1 is missing" in problem for problem in verify())


@pytest.mark.django_db
def test_a_line_is_chained_only_when_nobody_before_it_can_still_commit():
    written(1)
    assert chain_batches(at=make.NOON) == 0
    assert chain_batches(at=LATER) == 1


@pytest.mark.django_db
def test_the_head_of_a_day_changes_with_what_happened():
    written(1)
    chain_batches(at=LATER)
    before = head_of_day(LATER.date())
    written(1)
    chain_batches(at=LATER)
    assert head_of_day(LATER.date()) != before
