"""A receipt opens its own conversation, costs the same to guess whether it exists or not, and locks nobody out."""

import threading

import pytest
from django.db import transaction

from gehoor.foundation.errors import OutsideJourney
from gehoor.foundation.vault import costs, receipts
from gehoor.foundation.vault.chain import public_key_of
from gehoor.foundation.vault.gate import TooBusy
from gehoor.foundation.vault.keyring import Keyring, NoKey
from gehoor.foundation.vault.models import KeyHolder, ReceiptLock
from gehoor.foundation.vault.receipts import (
    NoLocatorLeft,
    PreparedReceipt,
    ReceiptCode,
    issue_receipt,
    open_receipt,
    open_typed,
    prepare_receipt,
    withdraw_receipt,
)
from gehoor.foundation.vault.secret_key import InstanceSecret

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(organisation):
    with transaction.atomic(using="keys"):
        yield


def test_a_receipt_opens_its_own_conversation_and_nothing_else(organisation, journey):
    receipt = issue_receipt(prepare_receipt())
    own = organisation.compartment(organisation.team, receipt.holder_id, kind="conversation")
    staff_file = organisation.compartment()
    keyring = open_receipt(receipt.code)
    assert keyring.open(own.id) == own
    with pytest.raises(NoKey):
        keyring.open(staff_file.id)
    assert organisation.noors_keyring.open(own.id) == own


def test_a_receipt_lives_in_a_session(organisation, journey):
    receipt = issue_receipt()
    own = organisation.compartment(receipt.holder_id, kind="conversation")
    kept = open_receipt(receipt.code).to_session()
    assert Keyring.from_session(kept).open(own.id) == own


def test_anything_can_be_sealed_to_a_receipt_later(organisation, journey):
    receipt = issue_receipt()
    assert public_key_of(receipt.holder_id)
    later = organisation.compartment(receipt.holder_id, kind="conversation")
    assert open_receipt(receipt.code).open(later.id) == later


def test_a_receipt_is_opened_in_one_question(journey, django_assert_num_queries):
    receipt = issue_receipt()
    for code in (receipt.code, ReceiptCode(receipt.code.locator ^ 1, receipt.code.secret)):
        with django_assert_num_queries(1, using="keys"):
            open_receipt(code)


def test_a_typed_receipt_opens_with_a_wrong_letter(journey):
    receipt = issue_receipt()
    words = receipt.code.words("nl")
    words[3] = words[3][1:]
    assert open_typed(" ".join(words), ["nl"]).holder_id == receipt.holder_id
    assert open_typed(receipt.code.digits()).holder_id == receipt.holder_id
    assert open_typed("dit is niets") is None


@pytest.mark.parametrize("bit", [0, 1, 30, 54])
def test_a_secret_that_is_one_bit_off_opens_nothing(journey, bit):
    code = issue_receipt().code
    assert open_receipt(ReceiptCode(code.locator, code.secret ^ 1 << bit)) is None


def test_a_secret_at_another_locator_opens_nothing(journey):
    code = issue_receipt().code
    assert open_receipt(ReceiptCode(code.locator ^ 1, code.secret)) is None
    ReceiptLock.objects.update(locator=code.locator ^ 1)
    assert open_receipt(ReceiptCode(code.locator ^ 1, code.secret)) is None


def test_a_receipt_that_does_not_exist_costs_the_same_work(journey, monkeypatch):
    code, worked = issue_receipt().code, []
    derive = costs.argon2id

    def counted(secret, salt, **cost):
        worked.append((len(secret), len(salt), cost))
        return derive(secret, salt, **cost)

    monkeypatch.setattr(costs, "argon2id", counted)
    for tried in (code, ReceiptCode(code.locator, code.secret ^ 1), ReceiptCode(code.locator ^ 1, code.secret)):
        open_receipt(tried)
    assert len(worked) == 3
    assert worked[0] == worked[1] == worked[2]


def test_the_right_words_open_nothing_without_the_secret_of_the_instance(journey, settings, tmp_path):
    code = issue_receipt().code
    InstanceSecret.create(tmp_path / "another.key")
    settings.GEHOOR_SECRET_KEY = tmp_path / "another.key"
    assert open_receipt(code) is None


def test_nothing_of_a_code_but_the_locator_is_stored(journey):
    code = issue_receipt().code
    stored = [*KeyHolder.objects.filter(kind="receipt").values_list(), *ReceiptLock.objects.values_list()]
    numbers = [value for row in stored for value in row if isinstance(value, int)]
    values = [bytes(value) for row in stored for value in row if isinstance(value, (bytes, memoryview))]
    assert code.locator in numbers
    assert code.secret not in numbers
    assert not any(code.secret.to_bytes(7, "big") in value for value in values)


def test_a_taken_locator_gives_another_receipt(journey, monkeypatch):
    first = prepare_receipt()
    taken = PreparedReceipt(first.code, bytes(16), bytes(32), bytes(32))
    issue_receipt(first)
    second = issue_receipt(taken)
    assert second.code.locator != first.code.locator
    assert open_receipt(second.code).holder_id == second.holder_id
    assert open_receipt(first.code) is not None
    assert KeyHolder.objects.filter(kind="receipt").count() == ReceiptLock.objects.count() == 2


def test_when_every_locator_is_taken_it_says_so(journey, monkeypatch):
    prepared = prepare_receipt()
    issue_receipt(prepared)
    monkeypatch.setattr(receipts._POOL, "_prepare", lambda: prepared)
    with pytest.raises(NoLocatorLeft):
        issue_receipt(prepared)


@pytest.mark.django_db(transaction=True)
def test_a_receipt_is_issued_in_a_journey_only():
    with pytest.raises(OutsideJourney):
        issue_receipt(prepare_receipt())


def test_a_withdrawn_receipt_opens_nothing_and_erases_nothing(organisation, journey):
    receipt = issue_receipt()
    compartment = organisation.compartment(organisation.team, receipt.holder_id)
    withdraw_receipt(receipt.holder_id)
    assert open_receipt(receipt.code) is None
    assert organisation.noors_keyring.open(compartment.id) == compartment


def test_only_a_receipt_is_withdrawn(organisation, journey):
    withdraw_receipt(organisation.team)
    assert KeyHolder.objects.filter(id=organisation.team).exists()


def test_guessers_wait_in_a_short_line_and_intake_does_not(monkeypatch):
    """With the gate taken and the line full, opening is refused at once, and deriving a new receipt goes on."""
    gate = receipts.Gate(at_once=1, in_line=0, patience=5)
    monkeypatch.setattr(receipts, "_GATE", gate)
    with gate.passage():
        with pytest.raises(TooBusy):
            open_receipt(ReceiptCode.fresh())
        made = []
        teller = threading.Thread(target=lambda: made.append(prepare_receipt()))
        teller.start()
        teller.join(5)
        assert made
    assert open_receipt(ReceiptCode.fresh()) is None
