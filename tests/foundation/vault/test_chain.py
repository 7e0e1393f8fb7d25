"""Nothing is sealed to a public key for which nobody vouches up to the root on paper."""

import pytest

from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.chain import (
    BrokenChain,
    UnknownHolder,
    draft_key_of,
    mac_of,
    outbox_holder_id,
    outbox_identity,
    public_key_of,
    public_keys_of,
    statement,
)
from gehoor.foundation.vault.holders import add_member
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.models import CompartmentKey, HolderKind, KeyHolder, TeamMember

pytestmark = pytest.mark.django_db


def swap_public_key(holder_id, thief: Identity) -> None:
    """What somebody who can write in the database would do to read along."""
    KeyHolder.objects.filter(id=holder_id).update(public_key=thief.box.public, signing_key=thief.signing.public)


def receipt_holder() -> KeyHolder:
    """A receipt as this instance issues it."""
    pair = Identity.fresh()
    holder = KeyHolder(kind=HolderKind.RECEIPT, public_key=pair.box.public, signing_key=pair.signing.public)
    holder.signature = mac_of(holder)
    holder.save()
    return holder


def test_a_team_and_its_people_are_trusted(organisation):
    trusted = public_keys_of([organisation.team, organisation.noor])
    assert trusted[organisation.team] == Identity(organisation.team_private).box.public
    assert public_key_of(organisation.noor) == trusted[organisation.noor]


def test_a_receipt_and_the_outbox_are_trusted(organisation):
    receipt = receipt_holder()
    assert public_key_of(receipt.id) == receipt.public_key
    assert public_key_of(outbox_holder_id()) == outbox_identity().box.public


def test_the_recovery_key_is_trusted(organisation):
    recovery = KeyHolder.objects.get(kind=HolderKind.RECOVERY)
    assert public_key_of(recovery.id) == Identity(organisation.recovery_private).box.public


@pytest.mark.parametrize("whose", ["team", "noor", "recovery", "receipt", "outbox"])
def test_a_swapped_public_key_is_refused(organisation, whose):
    holder_id = {
        "team": lambda: organisation.team,
        "noor": lambda: organisation.noor,
        "recovery": lambda: KeyHolder.objects.get(kind=HolderKind.RECOVERY).id,
        "receipt": lambda: receipt_holder().id,
        "outbox": outbox_holder_id,
    }[whose]()
    public_key_of(holder_id)
    swap_public_key(holder_id, Identity.fresh())
    with pytest.raises(BrokenChain):
        public_key_of(holder_id)


def test_a_swapped_key_that_the_thief_signed_is_refused(organisation):
    thief = Identity.fresh()
    swap_public_key(organisation.team, thief)
    team = KeyHolder.objects.get(id=organisation.team)
    KeyHolder.objects.filter(id=team.id).update(signature=thief.sign(statement(team)))
    with pytest.raises(BrokenChain):
        public_key_of(organisation.team)


def test_a_root_of_the_thief_is_refused(organisation):
    thief, root = Identity.fresh(), KeyHolder.objects.get(kind=HolderKind.ROOT)
    swap_public_key(root.id, thief)
    swap_public_key(organisation.team, thief)
    team = KeyHolder.objects.get(id=organisation.team)
    KeyHolder.objects.filter(id=team.id).update(signature=thief.sign(statement(team)))
    with pytest.raises(BrokenChain):
        public_key_of(organisation.team)


def test_with_another_fingerprint_in_the_settings_nobody_is_trusted(organisation, settings):
    settings.GEHOOR_ROOT_FINGERPRINT = "AAAA-AAAA"
    with pytest.raises(BrokenChain):
        public_key_of(organisation.team)


def test_nothing_is_sealed_to_the_root(organisation):
    with pytest.raises(BrokenChain):
        public_key_of(KeyHolder.objects.get(kind=HolderKind.ROOT).id)


def test_a_person_in_no_team_is_not_trusted_with_files(organisation):
    stranger = organisation.person(in_team=False)
    with pytest.raises(BrokenChain):
        public_key_of(stranger.holder_id)
    assert draft_key_of(stranger.holder_id)


def test_a_person_put_in_a_team_by_the_database_alone_is_not_trusted(organisation):
    stranger = organisation.person(in_team=False)
    genuine = TeamMember.objects.get(member_id=organisation.noor)
    TeamMember.objects.create(
        team_id=organisation.team, member_id=stranger.holder_id, epoch=1, wrapped=genuine.wrapped,
        signature=genuine.signature,
    )
    with pytest.raises(BrokenChain):
        public_key_of(stranger.holder_id)


def test_a_team_that_the_root_never_signed_vouches_for_nobody(organisation):
    stranger, thief = organisation.person(in_team=False), Identity.fresh()
    team = KeyHolder(kind=HolderKind.TEAM, public_key=thief.box.public, signing_key=thief.signing.public)
    team.signature = thief.sign(statement(team))
    team.save()
    add_member(thief.seed, stranger.holder_id, team_id=team.id)
    with pytest.raises(BrokenChain):
        public_key_of(stranger.holder_id)


def test_a_membership_of_an_earlier_epoch_does_not_count(organisation):
    TeamMember.objects.filter(member_id=organisation.noor).update(epoch=0)
    with pytest.raises(BrokenChain):
        public_key_of(organisation.noor)


def test_one_untrusted_holder_stops_all(organisation):
    swap_public_key(organisation.noor, Identity.fresh())
    with pytest.raises(BrokenChain):
        organisation.compartment(organisation.team, organisation.noor)
    assert not CompartmentKey.objects.exists()


def test_an_unknown_holder_is_named(organisation):
    unknown = new_id()
    with pytest.raises(UnknownHolder, match=str(unknown)):
        public_keys_of([organisation.team, unknown])
    with pytest.raises(UnknownHolder):
        draft_key_of(unknown)


def test_teams_and_receipts_take_one_query(organisation, django_assert_num_queries):
    wanted = [organisation.team, receipt_holder().id, organisation.other_team().holder.id]
    public_keys_of(wanted)
    with django_assert_num_queries(1, using="keys"):
        public_keys_of(wanted)
