"""A thief with both databases, and with whatever else, reads nothing as long as `secret.key` and the people are not theirs."""

import pytest
from django.apps import apps
from django.db import transaction

from gehoor.foundation.errors import GehoorError, Unreadable
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.chain import outbox_holder_id
from gehoor.foundation.vault.compartments import open_key
from gehoor.foundation.vault.holders import outbox_keyring, recover, seal_draft, unlock
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.models import CompartmentKey, HolderKind, PersonLock, TeamMember
from gehoor.foundation.vault.primitives import KEY_SIZE, open_sealed
from gehoor.foundation.vault.receipts import issue_receipt, open_receipt
from gehoor.foundation.vault.secret_key import InstanceSecret, instance_secret, mark_instance
from tests.foundation.vault.organisations import PASSPHRASE, keep

pytestmark = pytest.mark.django_db

STORY = "Ik durf niet naar huis."


@pytest.fixture
def told(organisation):
    """A report that came in: a receipt, a conversation, a staff file, something in the outbox, a draft."""
    mark_instance()
    with transaction.atomic(using="keys"):
        organisation.receipt = issue_receipt()
    organisation.conversation = organisation.compartment(organisation.team, organisation.receipt.holder_id)
    organisation.staff_file = organisation.compartment()
    organisation.released = organisation.compartment(outbox_holder_id())
    organisation.row = keep(organisation.conversation, STORY)
    organisation.draft = seal_draft(organisation.noor, STORY.encode())
    return organisation


@pytest.fixture
def thief(told, settings, tmp_path):
    """The databases on the thief's own machine, with a secret of the thief's own."""
    InstanceSecret.create(tmp_path / "thiefs.key")
    settings.GEHOOR_SECRET_KEY = tmp_path / "thiefs.key"
    return told


def everything_stored() -> list[bytes]:
    """Every value in the tables of the vault and of the sealed rows, as bytes."""
    models = [model for model in apps.get_models() if model._meta.app_label in ("vault", "instance", "files")]
    return [value if isinstance(value, bytes) else str(value).encode()
            for model in models for row in model.objects.values_list()
            for value in (bytes(one) if isinstance(one, memoryview) else one for one in row)]


def test_no_secret_lies_in_the_databases(told):
    secrets = {
        "passphrase": PASSPHRASE.encode(), "recovery code": told.noors_recovery_code.encode(), "story": STORY.encode(),
        "root": told.root_private, "recovery key": told.recovery_private, "team": told.team_private,
        "person": told.noors_keyring.privates[told.noor], "receipt": open_receipt(told.receipt.code).privates.popitem()[1],
        "code": told.receipt.code.secret.to_bytes(7, "big"), "digits": str(told.receipt.code.secret).encode(),
        "compartment": told.conversation.key, "staff file": told.staff_file.key, "pepper": instance_secret().subkey("mac"),
        "outbox": outbox_keyring().privates[outbox_holder_id()],
    }
    stored = everything_stored()
    assert len(stored) > 50
    for name, secret in secrets.items():
        for spelled in (secret, secret.hex().encode()):
            assert not any(spelled in value for value in stored), name


def test_nothing_that_is_stored_opens_a_sealed_thing(told):
    """Every 32 bytes in the databases, tried as a key: none opens a wrapped key or a row."""
    candidates = {value[start : start + KEY_SIZE] for value in everything_stored() if len(value) < 200
                  for start in range(max(0, len(value) - KEY_SIZE) + 1) if len(value) >= KEY_SIZE}
    wrapped = [bytes(row.wrapped) for row in [*CompartmentKey.objects.all(), *TeamMember.objects.all()]]
    for candidate in candidates:
        for sealed in wrapped[:2]:
            with pytest.raises(Unreadable):
                open_sealed(candidate, sealed)


def test_the_right_passphrase_alone_opens_nothing(thief):
    with pytest.raises(GehoorError):
        unlock(holder_id=thief.noor, passphrase=PASSPHRASE)


def test_the_recovery_code_alone_opens_nothing(thief):
    with pytest.raises(GehoorError):
        recover(holder_id=thief.noor, recovery_code=thief.noors_recovery_code, new_passphrase=PASSPHRASE)


def test_the_words_of_a_receipt_alone_open_nothing(thief):
    assert open_receipt(thief.receipt.code) is None


def test_the_outbox_opens_nothing(thief):
    mine, row = outbox_keyring(), CompartmentKey.objects.get(compartment_id=thief.released.id)
    assert mine.holder_id != row.holder_id
    with pytest.raises(Unreadable):
        open_key(row.wrapped, compartment_id=row.compartment_id, holder_id=row.holder_id,
                 identity=Identity(mine.privates[mine.holder_id]))


def test_a_keyring_of_the_thiefs_own_making_opens_nothing(thief):
    for holder_id, kind in ((thief.noor, HolderKind.PERSON), (thief.receipt.holder_id, HolderKind.RECEIPT),
                            (thief.team, HolderKind.TEAM)):
        forged = Keyring(holder_id, Identity.fresh().seed, kind=kind)
        for compartment in (thief.conversation, thief.staff_file):
            with pytest.raises(GehoorError):
                forged.open(compartment.id)
    with pytest.raises(Unreadable):
        Keyring(thief.noor, Identity.fresh().seed).open_draft(thief.draft)


def test_a_person_the_thief_enrolled_gets_no_further_than_their_own_door(thief):
    """Someone who can write in the database, and run our code with a secret of their own, still holds no team's key."""
    intruder = thief.person(in_team=False)
    for compartment in (thief.conversation, thief.staff_file, thief.released):
        with pytest.raises(GehoorError):
            intruder.open(compartment.id)
    lock = PersonLock.objects.get(holder_id=intruder.holder_id)
    PersonLock.objects.filter(holder_id=thief.noor).update(salt=lock.salt, sealed_private=lock.sealed_private)
    with pytest.raises(GehoorError):
        unlock(holder_id=thief.noor, passphrase=PASSPHRASE)


def test_the_owner_still_reads_everything(told):
    keyring = unlock(holder_id=told.noor, passphrase=PASSPHRASE)
    assert told.row.unsealed(keyring.open(told.conversation.id)) == {"name": STORY}
    assert told.row.unsealed(open_receipt(told.receipt.code).open(told.conversation.id)) == {"name": STORY}
    assert keyring.open_draft(told.draft) == STORY.encode()
    assert not keyring.may_open(new_id())
