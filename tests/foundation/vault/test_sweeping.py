"""Keys without data go; keys that a backup brought back go again; keys of data never."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import create_compartment, erase_compartment
from gehoor.foundation.vault.keyring import NoKey
from gehoor.foundation.vault.models import Compartment, CompartmentKey, KeyHolder, Tombstone
from gehoor.foundation.vault.receipts import issue_receipt, open_receipt
from gehoor.foundation.vault.sweeping import replay_tombstones, sweep_orphans, the_tombstones
from tests.foundation.vault.organisations import NOON, keep

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)


@pytest.fixture
def journey():
    with transaction.atomic(using="keys"):
        yield


def made_on(day: date) -> None:
    Compartment.objects.update(created_on=day)
    KeyHolder.objects.filter(kind="receipt").update(created_on=day)


def sweep(*still_there) -> int:
    return sweep_orphans(since=TODAY - timedelta(days=7), until=TODAY, still_there=lambda asked: asked & set(still_there))


def test_a_restored_backup_does_not_bring_an_erased_file_back(organisation, journey):
    compartment, other = organisation.compartment(), organisation.compartment()
    backup = list(CompartmentKey.objects.all())
    erase_compartment(compartment.id, NOON)
    kept = the_tombstones()
    assert kept == {compartment.id: TODAY}
    CompartmentKey.objects.all().delete()
    Tombstone.objects.all().delete()
    Compartment.objects.update(erased_on=None)
    CompartmentKey.objects.bulk_create(backup)
    assert organisation.noors_keyring.open(compartment.id) == compartment
    assert replay_tombstones(kept) == 1
    with pytest.raises(NoKey):
        organisation.noors_keyring.open(compartment.id)
    assert organisation.noors_keyring.open(other.id) == other
    assert the_tombstones() == kept
    assert replay_tombstones(kept) == 0


def test_keys_of_a_report_that_was_never_committed_are_swept_with_its_receipt(organisation, journey):
    receipt = issue_receipt()
    create_compartment(kind="conversation", about=new_id(), holders=[organisation.team, receipt.holder_id])
    made_on(TODAY - timedelta(days=1))
    assert sweep() == 2
    assert open_receipt(receipt.code) is None
    assert not Compartment.objects.exists()


def test_keys_of_today_may_still_get_their_data(organisation, journey):
    organisation.compartment()
    issue_receipt()
    made_on(TODAY)
    assert sweep() == 0


def test_a_part_of_a_file_in_which_nothing_was_written_yet_keeps_its_key(organisation, journey):
    case = new_id()
    compartment = organisation.compartment(about=case)
    made_on(TODAY - timedelta(days=2))
    assert sweep(case) == 0
    assert organisation.noors_keyring.open(compartment.id) == compartment


def test_a_key_that_seals_a_row_is_never_swept(organisation, journey):
    compartment = organisation.compartment()
    keep(compartment, "foto")
    made_on(TODAY - timedelta(days=2))
    assert sweep() == 0
    assert organisation.noors_keyring.open(compartment.id) == compartment


def test_people_and_teams_are_never_swept(organisation, journey):
    KeyHolder.objects.update(created_on=TODAY - timedelta(days=2))
    before = KeyHolder.objects.count()
    assert sweep() == 0
    assert KeyHolder.objects.count() == before
