"""One key a part of a file: who gets it, who loses it, and when nobody has it any more."""

from datetime import date

import pytest
from django.db import transaction

from gehoor.foundation.errors import OutsideJourney, Unreadable
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.chain import BrokenChain, public_key_of
from gehoor.foundation.vault.compartments import (
    LastHolder,
    create_compartment,
    create_compartments,
    erase_compartment,
    grant,
    revoke,
)
from gehoor.foundation.vault.keyring import NoKey
from gehoor.foundation.vault.models import Compartment, CompartmentKey, Tombstone
from gehoor.foundation.vault.primitives import random_key, seal_to
from tests.foundation.vault.organisations import NOON

pytestmark = pytest.mark.django_db



@pytest.fixture
def journey():
    with transaction.atomic(using="keys"):
        yield


def test_every_compartment_has_a_key_of_its_own(organisation):
    assert organisation.compartment().key != organisation.compartment().key


def test_a_compartment_is_for_those_who_were_named(organisation):
    colleague = organisation.person()
    compartment = organisation.compartment(organisation.noor, colleague.holder_id, kind="private")
    assert organisation.noors_keyring.open(compartment.id) == colleague.open(compartment.id) == compartment
    assert not organisation.person().may_open(compartment.id)


def test_a_holder_who_is_named_twice_gets_one_key(organisation):
    compartment = organisation.compartment(organisation.team, organisation.team)
    assert CompartmentKey.objects.filter(compartment_id=compartment.id).count() == 1


def test_a_compartment_for_nobody_is_refused(organisation, journey):
    with pytest.raises(ValueError, match="holder"):
        create_compartment(kind="staff", about=new_id(), holders=[])


def test_a_compartment_for_a_stranger_leaves_nothing(organisation, journey):
    with pytest.raises(BrokenChain):
        create_compartment(kind="staff", about=new_id(), holders=[organisation.team, new_id()])
    assert not Compartment.objects.exists()


def test_several_are_made_at_once_each_for_its_own_holders(organisation, journey):
    other, about = organisation.other_team().holder.id, new_id()
    conversation, staff = create_compartments(about=about, conversation=[organisation.team, other], staff=[organisation.team])
    assert conversation.key != staff.key
    holders = {(key.compartment_id, key.holder_id) for key in CompartmentKey.objects.all()}
    assert holders == {(conversation.id, organisation.team), (conversation.id, other), (staff.id, organisation.team)}
    assert dict(Compartment.objects.values_list("id", "kind")) == {conversation.id: "conversation", staff.id: "staff"}
    with pytest.raises(ValueError, match="holder"):
        create_compartments(about=about, conversation=[organisation.team], staff=[])
    assert Compartment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_keys_are_made_changed_and_erased_in_a_journey_only():
    for change in (
        lambda: create_compartment(kind="staff", about=new_id(), holders=[new_id()]),
        lambda: revoke(new_id(), new_id()),
        lambda: erase_compartment(new_id(), NOON),
    ):
        with pytest.raises(OutsideJourney):
            change()


def test_a_granted_compartment_opens_and_a_revoked_one_does_not(organisation, journey):
    compartment, other = organisation.compartment(organisation.noor), organisation.other_team().holder.id
    colleague = organisation.person(in_team=False)
    with pytest.raises(BrokenChain):
        grant(compartment, colleague.holder_id)
    colleague = organisation.person()
    grant(compartment, colleague.holder_id)
    grant(compartment, colleague.holder_id)
    assert colleague.open(compartment.id) == compartment
    grant(compartment, other)
    revoke(compartment.id, colleague.holder_id)
    with pytest.raises(NoKey):
        colleague.open(compartment.id)


def test_the_last_key_is_not_taken_away_by_accident(organisation, journey):
    compartment = organisation.compartment()
    with pytest.raises(LastHolder):
        revoke(compartment.id, organisation.team)
    assert organisation.noors_keyring.open(compartment.id) == compartment


def test_an_erased_compartment_opens_for_nobody_and_leaves_a_tombstone(organisation, journey):
    compartment, other = organisation.compartment(), organisation.compartment()
    erase_compartment(compartment.id, NOON)
    erase_compartment(compartment.id, NOON)
    with pytest.raises(NoKey):
        organisation.noors_keyring.open(compartment.id)
    assert organisation.noors_keyring.open(other.id) == other
    row = Compartment.objects.get(id=compartment.id)
    assert (row.erased_on, row.about) == (date(2026, 3, 10), None)
    assert Tombstone.objects.get().compartment_id == compartment.id


def test_a_key_moved_to_another_compartment_is_unreadable(organisation):
    mine, target = organisation.compartment(), organisation.compartment()
    CompartmentKey.objects.filter(compartment_id=target.id).update(
        wrapped=CompartmentKey.objects.get(compartment_id=mine.id).wrapped
    )
    with pytest.raises(Unreadable):
        organisation.noors_keyring.open(target.id)


@pytest.mark.parametrize("tail", [b"", bytes(32)])
def test_a_key_that_a_thief_sealed_to_the_team_is_unreadable(organisation, tail):
    compartment = organisation.compartment()
    forged = seal_to(public_key_of(organisation.team), random_key() + tail)
    CompartmentKey.objects.filter(compartment_id=compartment.id).update(wrapped=forged)
    with pytest.raises(Unreadable):
        organisation.noors_keyring.open(compartment.id)


def test_making_a_compartment_takes_three_questions(organisation, journey, django_assert_num_queries):
    organisation.compartment()
    with django_assert_num_queries(3, using="keys"):
        create_compartment(kind="staff", about=new_id(), holders=[organisation.team])
