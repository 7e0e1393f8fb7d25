"""A person's lock: opened by the passphrase or the recovery code, and by nothing else."""

import pytest

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault import costs
from gehoor.foundation.vault.holders import (
    AlreadyEnrolled,
    BrokenChain,
    WeakPassphrase,
    WrongPassphrase,
    change_passphrase,
    enrol_person,
    recover,
    retire_person,
    seal_draft,
    unlock,
)
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.keyring import NoKey
from gehoor.foundation.vault.models import KeyHolder, PersonLock
from gehoor.foundation.vault.secret_key import InstanceSecret
from tests.foundation.vault.organisations import PASSPHRASE

pytestmark = pytest.mark.django_db

NEW_PASSPHRASE = "paarse bril onder de kachel"


def test_the_passphrase_unlocks(organisation):
    keyring = unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)
    assert keyring.privates[organisation.noor] == organisation.noors_keyring.privates[organisation.noor]


@pytest.mark.parametrize("typed", ["", "vier groene fietsen zinge", "Vier groene fietsen zingen", PASSPHRASE + " "])
def test_another_passphrase_does_not(organisation, typed):
    with pytest.raises(WrongPassphrase):
        unlock(holder_id=organisation.noor, passphrase=typed)


def test_a_person_who_does_not_exist_is_refused_in_the_same_words(organisation):
    with pytest.raises(WrongPassphrase) as nobody:
        unlock(holder_id=new_id(), passphrase=PASSPHRASE)
    with pytest.raises(WrongPassphrase) as somebody:
        unlock(holder_id=organisation.noor, passphrase="x")
    assert str(nobody.value) == str(somebody.value)


def test_a_person_who_does_not_exist_costs_as_much_to_try(organisation, monkeypatch):
    tried = []
    monkeypatch.setattr(costs, "argon2id", lambda secret, salt, **cost: tried.append(cost) or bytes(32))
    for holder_id in (organisation.noor, new_id()):
        with pytest.raises(WrongPassphrase):
            unlock(holder_id=holder_id, passphrase="x")
    assert tried[0] == tried[1]


def test_a_passphrase_costs_64_mebibytes_and_three_passes_where_it_is_meant(settings):
    settings.GEHOOR_ARGON2_FAST = False
    assert costs.person_cost() == costs.Cost(ops=3, mem_kib=65_536)
    assert costs.receipt_cost() == costs.Cost(ops=2, mem_kib=19_456)


def test_a_letter_with_an_accent_is_the_same_on_every_keyboard(organisation):
    composed, decomposed = "caf\u00e9 achter de molen", "cafe\u0301 achter de molen"
    enrolled = enrol_person(holder_id=new_id(), passphrase=composed)
    unlock(holder_id=enrolled.holder.id, passphrase=decomposed)


@pytest.mark.parametrize("weak", ["", "kort", "password1234", "aaaaaaaaaaaaaaaa", "noor-noor-noor"])
def test_a_weak_passphrase_is_refused_and_nothing_is_kept(db, weak):
    holder_id = new_id()
    with pytest.raises(WeakPassphrase):
        enrol_person(holder_id=holder_id, passphrase=weak, known=["noor"])
    assert not KeyHolder.objects.filter(id=holder_id).exists()


def test_nobody_is_enrolled_twice(organisation):
    with pytest.raises(AlreadyEnrolled):
        enrol_person(holder_id=organisation.noor, passphrase=PASSPHRASE)
    unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)


def test_another_passphrase_keeps_the_keys_and_the_recovery_code(organisation):
    compartment = organisation.compartment()
    change_passphrase(holder_id=organisation.noor, passphrase=PASSPHRASE, new_passphrase=NEW_PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)
    assert unlock(holder_id=organisation.noor, passphrase=NEW_PASSPHRASE).open(compartment.id) == compartment
    recover(holder_id=organisation.noor, recovery_code=organisation.noors_recovery_code, new_passphrase=PASSPHRASE)


def test_a_weak_new_passphrase_leaves_the_old_one(organisation):
    with pytest.raises(WeakPassphrase):
        change_passphrase(holder_id=organisation.noor, passphrase=PASSPHRASE, new_passphrase="kort")
    unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)


def test_a_lock_made_at_another_cost_still_opens(organisation, settings, monkeypatch):
    monkeypatch.setattr(costs, "_FAST", costs.Cost(ops=2, mem_kib=16))
    unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)
    change_passphrase(holder_id=organisation.noor, passphrase=PASSPHRASE, new_passphrase=NEW_PASSPHRASE)
    lock = PersonLock.objects.get(holder_id=organisation.noor)
    assert (lock.ops, lock.mem_kib) == (2, 16)
    recover(holder_id=organisation.noor, recovery_code=organisation.noors_recovery_code, new_passphrase=PASSPHRASE)


def test_the_recovery_code_opens_once_and_gives_another(organisation):
    compartment = organisation.compartment()
    typed = organisation.noors_recovery_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    again = recover(holder_id=organisation.noor, recovery_code=typed, new_passphrase=NEW_PASSPHRASE)
    assert again.keyring.open(compartment.id) == compartment
    assert again.recovery_code != organisation.noors_recovery_code
    unlock(holder_id=organisation.noor, passphrase=NEW_PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        recover(holder_id=organisation.noor, recovery_code=organisation.noors_recovery_code,
                new_passphrase=PASSPHRASE)


def test_a_wrong_recovery_code_changes_nothing(organisation):
    for code in ("", organisation.noors_recovery_code[:-1], "0000-0000-0000-0000-0000-0000-0000"):
        with pytest.raises(WrongPassphrase):
            recover(holder_id=organisation.noor, recovery_code=code, new_passphrase=NEW_PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        recover(holder_id=new_id(), recovery_code=organisation.noors_recovery_code, new_passphrase=NEW_PASSPHRASE)
    unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)


def test_a_lock_put_at_another_person_does_not_open(organisation):
    other = organisation.person()
    noors = PersonLock.objects.get(holder_id=organisation.noor)
    PersonLock.objects.filter(holder_id=other.holder_id).update(salt=noors.salt, sealed_private=noors.sealed_private)
    with pytest.raises(WrongPassphrase):
        unlock(holder_id=other.holder_id, passphrase=PASSPHRASE)


def test_a_lock_behind_a_swapped_public_key_is_noticed(organisation):
    KeyHolder.objects.filter(id=organisation.noor).update(public_key=Identity.fresh().box.public)
    with pytest.raises(BrokenChain):
        unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)


def test_the_right_passphrase_opens_nothing_without_the_secret_of_the_instance(organisation, settings, tmp_path):
    InstanceSecret.create(tmp_path / "another.key")
    settings.GEHOOR_SECRET_KEY = tmp_path / "another.key"
    with pytest.raises(WrongPassphrase):
        unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)


def test_a_leaver_opens_nothing_any_more(organisation):
    compartment, kept = organisation.compartment(), organisation.noors_keyring.to_session()
    retire_person(organisation.noor)
    with pytest.raises(WrongPassphrase):
        unlock(holder_id=organisation.noor, passphrase=PASSPHRASE)
    with pytest.raises(NoKey):
        type(organisation.noors_keyring).from_session(kept).open(compartment.id)


def test_a_draft_needs_no_unlocked_session_and_opens_for_its_writer_only(organisation):
    sealed = seal_draft(organisation.noor, b"halve zin")
    assert organisation.noors_keyring.open_draft(sealed) == b"halve zin"
    with pytest.raises(Unreadable):
        organisation.person().open_draft(sealed)
    with pytest.raises(Unreadable):
        organisation.noors_keyring.open_draft(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_somebody_in_no_team_keeps_drafts_too(organisation):
    adviser = organisation.person(in_team=False)
    assert adviser.open_draft(seal_draft(adviser.holder_id, b"nota")) == b"nota"


def test_a_draft_is_not_sealed_to_a_swapped_key(organisation):
    KeyHolder.objects.filter(id=organisation.noor).update(public_key=Identity.fresh().box.public)
    with pytest.raises(BrokenChain):
        seal_draft(organisation.noor, b"halve zin")


def test_neither_keyring_nor_enrolment_prints_a_secret(organisation):
    seed = organisation.noors_keyring.privates[organisation.noor]
    assert seed.hex() not in repr(organisation.noors_keyring)
    assert organisation.noors_recovery_code not in repr(enrol_person(holder_id=new_id(), passphrase=PASSPHRASE))
