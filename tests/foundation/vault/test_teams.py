"""Root, teams, leavers; and that nothing is lost when everybody is."""

import pytest

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.chain import public_key_of
from gehoor.foundation.vault.fingerprints import fingerprint
from gehoor.foundation.vault.holders import (
    BrokenChain,
    RootExists,
    WrongPrivateKey,
    add_member,
    create_root,
    create_team,
    outbox_holder_id,
    outbox_keyring,
    recover_team,
    recovery_keyring,
    remove_member,
    renew_team,
)
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.keyring import Keyring, NoKey
from gehoor.foundation.vault.models import CompartmentKey, KeyHolder, PersonLock, TeamMember
from gehoor.foundation.vault.shares import join_shares, split_root

pytestmark = pytest.mark.django_db


def again(keyring: Keyring) -> Keyring:
    """The same keyring at the next request."""
    return Keyring.from_session(keyring.to_session())


def test_there_is_one_root(organisation):
    with pytest.raises(RootExists):
        create_root()


def test_the_fingerprint_is_that_of_the_root(organisation):
    root = Identity(organisation.root_private)
    shown = fingerprint(signing_key=root.signing.public, public_key=root.box.public)
    assert shown == organisation.fingerprint
    assert len(shown.replace("-", "")) == 32


def test_the_private_halves_of_root_and_recovery_are_stored_nowhere(organisation):
    stored = [bytes(value) for model in (KeyHolder, TeamMember, PersonLock) for row in model.objects.values_list()
              for value in row if isinstance(value, (bytes, memoryview))]
    for private in (organisation.root_private, organisation.recovery_private, organisation.team_private):
        assert not any(private in value for value in stored)


def test_only_the_root_makes_teams(organisation):
    with pytest.raises(WrongPrivateKey):
        create_team(Identity.fresh().seed)
    with pytest.raises(WrongPrivateKey):
        create_team(organisation.team_private)


def test_a_team_is_not_made_when_its_recovery_would_go_to_a_thief(organisation):
    KeyHolder.objects.filter(kind="recovery").update(public_key=Identity.fresh().box.public)
    with pytest.raises(BrokenChain):
        create_team(organisation.root_private)


def test_who_joins_a_team_reads_what_was_sealed_to_it_before(organisation):
    compartment, newcomer = organisation.compartment(), organisation.person(in_team=False)
    with pytest.raises(NoKey):
        newcomer.open(compartment.id)
    add_member(organisation.noors_keyring.team_private(organisation.team), newcomer.holder_id, team_id=organisation.team)
    assert again(newcomer).open(compartment.id) == compartment


def test_adding_somebody_again_changes_nothing(organisation):
    add_member(organisation.team_private, organisation.noor, team_id=organisation.team)
    assert TeamMember.objects.filter(member_id=organisation.noor).count() == 1


def test_a_team_can_vouch_for_somebody_who_opens_nothing(organisation):
    compartment, adviser = organisation.compartment(), organisation.person(in_team=False)
    add_member(organisation.team_private, adviser.holder_id, team_id=organisation.team, with_key=False)
    assert public_key_of(adviser.holder_id)
    with pytest.raises(NoKey):
        again(adviser).open(compartment.id)
    own = organisation.compartment(adviser.holder_id, kind="private")
    assert again(adviser).open(own.id) == own


def test_another_teams_key_adds_nobody(organisation):
    with pytest.raises(WrongPrivateKey):
        add_member(organisation.other_team().private, organisation.noor, team_id=organisation.team)


def test_a_leaver_loses_the_team_at_the_next_click(organisation):
    compartment = organisation.compartment()
    assert organisation.noors_keyring.open(compartment.id) == compartment
    remove_member(team_id=organisation.team, member_id=organisation.noor)
    with pytest.raises(NoKey):
        again(organisation.noors_keyring).open(compartment.id)


def test_removing_a_person_never_removes_the_recovery_key(organisation):
    recovery = KeyHolder.objects.get(kind="recovery")
    remove_member(team_id=organisation.team, member_id=recovery.id)
    assert recover_team(organisation.recovery_private, team_id=organisation.team) == organisation.team_private


def test_when_everybody_is_lost_two_sheets_give_the_team_back(organisation):
    compartment, sheets = organisation.compartment(), split_root(organisation.recovery_private)
    remove_member(team_id=organisation.team, member_id=organisation.noor)
    private = recover_team(join_shares([sheets[2], sheets[0]]), team_id=organisation.team)
    newcomer = organisation.person(in_team=False)
    add_member(private, newcomer.holder_id, team_id=organisation.team)
    assert again(newcomer).open(compartment.id) == compartment


def test_the_recovery_key_opens_what_teams_open(organisation):
    compartment = organisation.compartment()
    assert recovery_keyring(organisation.recovery_private).open(compartment.id) == compartment
    with pytest.raises(WrongPrivateKey):
        recovery_keyring(Identity.fresh().seed)
    with pytest.raises(NoKey):
        recover_team(organisation.recovery_private, team_id=new_id())


def test_the_outbox_opens_what_was_released_to_it_and_nothing_else(organisation):
    compartment, released = organisation.compartment(), organisation.compartment(outbox_holder_id())
    assert outbox_keyring().open(released.id) == released
    with pytest.raises(NoKey):
        outbox_keyring().open(compartment.id)


def test_after_a_leak_the_old_key_opens_nothing(organisation):
    compartment, leaver = organisation.compartment(), organisation.person()
    remove_member(team_id=organisation.team, member_id=leaver.holder_id)
    private = renew_team(organisation.root_private, organisation.team_private, team_id=organisation.team)
    assert private != organisation.team_private
    assert KeyHolder.objects.get(id=organisation.team).epoch == 2
    assert again(organisation.noors_keyring).open(compartment.id) == compartment
    assert recover_team(organisation.recovery_private, team_id=organisation.team) == private
    old, wrapped = Identity(organisation.team_private), CompartmentKey.objects.get(compartment_id=compartment.id).wrapped
    assert public_key_of(organisation.team) == Identity(private).box.public != old.box.public
    with pytest.raises(Unreadable):
        old.open(wrapped)


def test_renewing_keeps_out_who_was_never_really_in(organisation):
    planted = organisation.person(in_team=False)
    genuine = TeamMember.objects.get(member_id=organisation.noor)
    TeamMember.objects.create(team_id=organisation.team, member_id=planted.holder_id, epoch=1,
                              wrapped=genuine.wrapped, signature=genuine.signature)
    renew_team(organisation.root_private, organisation.team_private, team_id=organisation.team)
    assert not TeamMember.objects.filter(member_id=planted.holder_id).exists()


def test_renewing_reseals_more_than_a_batch(organisation, monkeypatch):
    monkeypatch.setattr("gehoor.foundation.vault.teams._BATCH", 2)
    compartments = [organisation.compartment() for _ in range(5)]
    renew_team(organisation.root_private, organisation.team_private, team_id=organisation.team)
    opened = again(organisation.noors_keyring).open_many([one.id for one in compartments])
    assert opened == {one.id: one for one in compartments}


def test_a_team_is_renewed_by_the_root_only(organisation):
    with pytest.raises(WrongPrivateKey):
        renew_team(organisation.team_private, organisation.team_private, team_id=organisation.team)
    with pytest.raises(WrongPrivateKey):
        renew_team(organisation.root_private, organisation.root_private, team_id=organisation.team)
