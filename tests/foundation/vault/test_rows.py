"""A sealed row opens in its place and nowhere else."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.primitives import random_key
from gehoor.foundation.vault.rows import SealedModel, unseal_many

COMPARTMENT = OpenCompartment(new_id(), random_key())
OTHER = OpenCompartment(new_id(), random_key())
STORY = {"story": "Niemand heeft iets aan mij gevraagd.", "age": 15, "tags": ["school"], "said": None}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def a_row(**fields) -> SealedFile:
    row = SealedFile(**fields)
    row.seal(COMPARTMENT, STORY)
    return row


@given(st.dictionaries(st.text(max_size=8), anything, max_size=6))
def test_fields_come_out_as_they_went_in(fields):
    row = SealedFile()
    row.seal(COMPARTMENT, fields)
    assert row.unsealed(COMPARTMENT) == fields
    assert row.compartment_id == COMPARTMENT.id


def test_nothing_of_the_fields_is_seen_in_the_row():
    row = a_row()
    assert b"Niemand" not in row.sealed
    assert b"story" not in row.sealed


@given(st.data())
def test_one_changed_bit_makes_a_row_unreadable(data):
    row = a_row()
    changed = bytearray(row.sealed)
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    row.sealed = bytes(changed)
    with pytest.raises(Unreadable):
        row.unsealed(COMPARTMENT)


@given(st.uuids())
def test_a_blob_in_another_row_is_unreadable(other: UUID):
    row, target = a_row(), a_row(id=other)
    target.sealed = row.sealed
    with pytest.raises(Unreadable):
        target.unsealed(COMPARTMENT)


def test_a_row_put_in_another_compartment_is_unreadable():
    row = a_row()
    row.compartment_id = OTHER.id
    for compartment in (COMPARTMENT, OTHER, OpenCompartment(OTHER.id, COMPARTMENT.key)):
        with pytest.raises(Unreadable):
            row.unsealed(compartment)


def test_a_blob_in_another_table_is_unreadable(monkeypatch):
    row = a_row()
    monkeypatch.setattr(SealedFile._meta, "db_table", "another_table")
    with pytest.raises(Unreadable):
        row.unsealed(COMPARTMENT)


def test_a_blob_of_another_version_is_unreadable():
    row = a_row()
    row.seal_version = 2
    with pytest.raises(Unreadable):
        row.unsealed(COMPARTMENT)


def test_what_json_can_not_say_is_refused():
    with pytest.raises(TypeError):
        SealedFile().seal(COMPARTMENT, {"born": object()})


def test_many_stories_of_one_bucket_are_of_one_size():
    rows = [SealedFile() for _ in range(2)]
    rows[0].seal(COMPARTMENT, {"story": "kort"})
    rows[1].seal(COMPARTMENT, {"story": "iets langer, maar niet veel"})
    assert len(rows[0].sealed) == len(rows[1].sealed)


def test_sealed_rows_are_of_no_table_of_their_own():
    assert SealedModel._meta.abstract


@pytest.mark.django_db
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(count=st.integers(1, 20))
def test_many_rows_are_read_in_two_questions(organisation, django_assert_num_queries, count):
    ours, theirs = organisation.compartment(), organisation.compartment(organisation.other_team().holder.id)
    rows = [SealedFile() for _ in range(count + 1)]
    for number, row in enumerate(rows):
        row.seal(ours if number else theirs, {"number": number})
    keyring = type(organisation.noors_keyring).from_session(organisation.noors_keyring.to_session())
    with django_assert_num_queries(2, using="keys"):
        read = unseal_many(rows, keyring)
    assert read == {row.id: {"number": number} for number, row in enumerate(rows) if number}


@pytest.mark.django_db
def test_a_changed_row_among_many_is_not_passed_over(organisation):
    compartment = organisation.compartment()
    rows = [SealedFile() for _ in range(3)]
    for row in rows:
        row.seal(compartment, STORY)
    rows[1].sealed = rows[0].sealed
    with pytest.raises(Unreadable):
        unseal_many(rows, organisation.noors_keyring)
