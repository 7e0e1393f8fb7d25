"""A wall: everything moves under a new key, and no failure in between loses a word."""

import pytest
from django.db import transaction

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.keyring import NoKey
from gehoor.foundation.vault.models import Compartment
from gehoor.foundation.vault.rekeying import finish_rekeys, rekey
from tests.foundation.vault.organisations import NOON, keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey():
    with transaction.atomic(using="keys"):
        yield


def test_everything_moves_and_only_the_named_read_it(organisation, journey):
    old, colleague = organisation.compartment(), organisation.person()
    rows, elsewhere = [keep(old, f"foto {n}") for n in range(3)], keep(organisation.compartment(), "brief")
    new = rekey(old, holders=[organisation.noor])
    assert new.id != old.id
    assert new.key != old.key
    assert [SealedFile.objects.get(id=row.id).unsealed(new) for row in rows] == [{"name": f"foto {n}"} for n in range(3)]
    assert SealedFile.objects.get(id=elsewhere.id).compartment_id == elsewhere.compartment_id
    assert organisation.noors_keyring.open(new.id) == new
    with pytest.raises(NoKey):
        colleague.open(new.id)


def test_who_kept_the_old_key_reads_nothing_that_moved(organisation, journey):
    old = organisation.compartment()
    row = keep(old, "foto")
    new = rekey(old, holders=[organisation.noor])
    moved = SealedFile.objects.get(id=row.id)
    for kept in (old, OpenCompartment(new.id, old.key)):
        with pytest.raises(Unreadable):
            moved.unsealed(kept)


def test_the_old_keys_go_once_the_rows_have_moved(organisation, journey):
    old = organisation.compartment()
    keep(old, "foto")
    rekey(old, holders=[organisation.noor])
    assert organisation.noors_keyring.open(old.id) == old
    assert finish_rekeys(at=NOON) == 1
    with pytest.raises(NoKey):
        organisation.noors_keyring.open(old.id)
    assert finish_rekeys(at=NOON) == 0


def test_when_the_data_was_not_committed_the_old_key_stays(organisation, journey):
    old = organisation.compartment()
    row = keep(old, "foto")
    try:
        with transaction.atomic(using="default"):
            rekey(old, holders=[organisation.noor])
            raise ConnectionError
    except ConnectionError:
        assert Compartment.objects.get(id=old.id).replaced_by
    assert finish_rekeys(at=NOON) == 0
    assert SealedFile.objects.get(id=row.id).unsealed(organisation.noors_keyring.open(old.id)) == {"name": "foto"}
    rekey(old, holders=[organisation.noor])
    assert finish_rekeys(at=NOON) == 1


def test_more_rows_than_a_batch_move(organisation, journey, monkeypatch):
    monkeypatch.setattr("gehoor.foundation.vault.rekeying._BATCH", 2)
    old = organisation.compartment()
    rows = [keep(old, str(n)) for n in range(5)]
    new = rekey(old, holders=[organisation.team])
    assert {row.unsealed(new)["name"] for row in SealedFile.objects.filter(id__in=[row.id for row in rows])} == set("01234")


def test_a_changed_row_stops_the_move(organisation, journey):
    old = organisation.compartment()
    row = keep(old, "foto")
    SealedFile.objects.filter(id=row.id).update(sealed=bytes(200))
    with pytest.raises(Unreadable):
        rekey(old, holders=[organisation.noor])
