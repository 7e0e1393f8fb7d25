"""What somebody who unlocked can open, in how many questions to the database."""

import pytest

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.keyring import Keyring, NoKey
from gehoor.foundation.vault.models import CompartmentKey, KeyHolder, TeamMember

pytestmark = pytest.mark.django_db


def test_a_member_opens_what_is_sealed_to_the_team_or_to_them(organisation):
    shared, own = organisation.compartment(), organisation.compartment(organisation.noor, kind="private")
    assert organisation.noors_keyring.open(shared.id) == shared
    assert organisation.noors_keyring.open(own.id) == own


def test_nobody_opens_what_is_not_sealed_to_them(organisation):
    private = organisation.compartment(organisation.noor, kind="private")
    colleague = organisation.person()
    for compartment_id in (private.id, new_id()):
        with pytest.raises(NoKey):
            colleague.open(compartment_id)
        assert not colleague.may_open(compartment_id)
    assert organisation.noors_keyring.may_open(private.id)


def test_opening_many_gives_those_that_may_be_opened_in_two_questions(organisation, django_assert_num_queries):
    ours = [organisation.compartment() for _ in range(12)]
    theirs = organisation.compartment(organisation.other_team().holder.id)
    keyring = Keyring.from_session(organisation.noors_keyring.to_session())
    with django_assert_num_queries(2, using="keys"):
        opened = keyring.open_many([one.id for one in ours] + [theirs.id, new_id()])
    assert opened == {one.id: one for one in ours}
    with django_assert_num_queries(1, using="keys"):
        keyring.open_many([one.id for one in ours])


def test_opening_none_gives_none(organisation):
    assert organisation.noors_keyring.open_many([]) == {}


def test_who_has_two_keys_of_a_compartment_opens_it(organisation):
    both = organisation.compartment(organisation.team, organisation.noor)
    assert organisation.noors_keyring.open(both.id) == both


def test_a_keyring_comes_out_of_the_session_as_it_went_in(organisation):
    compartment = organisation.compartment()
    kept = organisation.noors_keyring.to_session()
    assert isinstance(kept, str)
    assert Keyring.from_session(kept).open(compartment.id) == compartment
    assert organisation.team not in Keyring.from_session(kept).privates


def test_a_team_key_that_was_put_there_by_another_is_noticed(organisation):
    compartment, thief = organisation.compartment(), Identity.fresh()
    keyring = Keyring.from_session(organisation.noors_keyring.to_session())
    KeyHolder.objects.filter(id=organisation.team).update(public_key=thief.box.public)
    with pytest.raises(Unreadable):
        keyring.open(compartment.id)


def test_a_member_row_of_another_is_noticed(organisation):
    compartment, colleague = organisation.compartment(), organisation.person()
    wrapped = TeamMember.objects.get(member_id=colleague.holder_id).wrapped
    TeamMember.objects.filter(member_id=organisation.noor).update(wrapped=wrapped)
    with pytest.raises(Unreadable):
        Keyring.from_session(organisation.noors_keyring.to_session()).open(compartment.id)


def test_a_changed_compartment_key_is_noticed(organisation):
    compartment = organisation.compartment()
    row = CompartmentKey.objects.get(compartment_id=compartment.id)
    row.wrapped = bytes(row.wrapped)[:-1] + bytes([bytes(row.wrapped)[-1] ^ 1])
    row.save()
    with pytest.raises(Unreadable):
        organisation.noors_keyring.open(compartment.id)


def test_only_a_member_has_the_private_half_of_a_team(organisation):
    assert organisation.noors_keyring.team_private(organisation.team) == organisation.team_private
    with pytest.raises(NoKey):
        organisation.noors_keyring.team_private(organisation.other_team().holder.id)


def test_an_open_compartment_does_not_print_its_key(organisation):
    compartment = organisation.compartment()
    assert repr(compartment.key) not in repr(compartment)
