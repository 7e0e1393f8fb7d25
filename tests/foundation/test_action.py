"""Journeys and actions: one transaction over both databases, keys first, one audit line a change."""

import pytest
from django.db import transaction

from gehoor.domain.directory.actions import add_institution
from gehoor.domain.directory.models import Institution
from gehoor.foundation.action import after_commit, current_journey, journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.errors import OutsideJourney, Refusal
from tests import make


@pytest.mark.django_db
def test_an_action_outside_a_journey_refuses_and_changes_nothing():
    with pytest.raises(OutsideJourney):
        add_institution(name="Atheneum De Brug", kind="school")
    assert not Institution.objects.exists()


@pytest.mark.django_db
def test_a_journey_inside_a_journey_refuses():
    with journey("outer", at=make.NOON), pytest.raises(OutsideJourney), journey("inner", at=make.NOON):
        pass


@pytest.mark.django_db
def test_an_action_leaves_one_audit_line_that_names_what_who_and_when():
    with journey("directory.filled", at=make.NOON, actor_kind="operator"):
        place = add_institution(name="Atheneum De Brug", kind="school")
    line = AuditLine.objects.get()
    assert (line.action, line.actor_kind, line.object_kind, line.object_id, line.at) == (
        "institution.added", "operator", "directory.institution", str(place.id), make.NOON)


@pytest.mark.django_db
def test_a_refusal_undoes_everything_of_the_journey_and_nothing_follows():
    followed = []

    def goes_wrong() -> None:
        with journey("directory.filled", at=make.NOON):
            add_institution(name="Atheneum De Brug", kind="school")
            after_commit(lambda: followed.append(1))
            raise Refusal("Toch niet.")

    with pytest.raises(Refusal):
        goes_wrong()
    assert not Institution.objects.exists()
    assert not AuditLine.objects.exists()
    assert not followed


@pytest.mark.django_db(transaction=True)
def test_the_keys_are_committed_before_the_data():
    order = []
    with journey("directory.filled", at=make.NOON):
        transaction.on_commit(lambda: order.append("keys"), using="keys")
        transaction.on_commit(lambda: order.append("data"), using="default")
        after_commit(lambda: order.append("afterwards"))
    assert order == ["keys", "data", "afterwards"]


def test_there_is_no_journey_outside_one():
    with pytest.raises(OutsideJourney):
        current_journey()
