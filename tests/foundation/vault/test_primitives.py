"""libsodium as the vault uses it: what goes in comes out, and nothing else opens it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.vault.primitives import (
    argon2id,
    bucket,
    context,
    decrypt,
    encrypt,
    keyed_hash,
    new_keypair,
    new_signing_pair,
    open_sealed,
    random_key,
    seal_to,
    sign,
    verify,
)

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
PLACE = context("row", "cases", 1)
parts = st.lists(st.one_of(st.binary(max_size=12), st.text(max_size=6)), max_size=4)


@given(st.binary(max_size=5000), st.binary(max_size=80), st.booleans())
def test_what_is_encrypted_is_read_again(plain, bound, pad):
    assert decrypt(KEY, encrypt(KEY, plain, bound, pad=pad), bound) == plain


@given(st.data(), st.binary(max_size=300), st.booleans())
def test_one_changed_bit_makes_a_blob_unreadable(data, plain, pad):
    blob = bytearray(encrypt(KEY, plain, PLACE, pad=pad))
    place = data.draw(st.integers(0, len(blob) - 1))
    blob[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Unreadable):
        decrypt(KEY, bytes(blob), PLACE)


@given(st.data())
def test_a_blob_that_was_cut_short_is_unreadable(data):
    blob = encrypt(KEY, b"story", PLACE)
    with pytest.raises(Unreadable):
        decrypt(KEY, blob[: data.draw(st.integers(0, len(blob) - 1))], PLACE)


def test_another_key_or_another_place_opens_nothing():
    blob = encrypt(KEY, b"story", PLACE)
    with pytest.raises(Unreadable):
        decrypt(OTHER_KEY, blob, PLACE)
    with pytest.raises(Unreadable):
        decrypt(KEY, blob, context("row", "cases", 2))


def test_a_padded_blob_is_not_taken_for_a_bare_one():
    blob = encrypt(KEY, b"story", PLACE)
    with pytest.raises(Unreadable):
        decrypt(KEY, b"\x02" + blob[1:], PLACE)


@given(st.integers(0, 1_000_000))
def test_a_bucket_is_larger_than_what_goes_in_and_not_much(length):
    size = bucket(length)
    assert length < size <= max(256, length * 3 // 2 + 1)
    assert bucket(size - 1) == size


def test_a_blob_tells_the_bucket_and_not_the_length():
    sizes = {len(encrypt(KEY, b"x" * length, PLACE)) for length in range(1024, 1536)}
    assert len(sizes) == 1


@given(parts, parts)
def test_different_parts_are_never_joined_to_the_same_bytes(one, other):
    as_bytes = [[part.encode() if isinstance(part, str) else part for part in some] for some in (one, other)]
    assert (context(*one) == context(*other)) == (as_bytes[0] == as_bytes[1])


def test_a_context_takes_ids_and_numbers():
    assert context(UUID(int=1), 2) != context(UUID(int=2), 1)


@given(st.binary(max_size=500))
def test_what_is_sealed_to_somebody_only_they_open(plain):
    theirs, another = new_keypair(), new_keypair()
    sealed = seal_to(theirs.public, plain)
    assert open_sealed(theirs.private, sealed) == open_sealed(theirs.private, sealed, public=theirs.public) == plain
    with pytest.raises(Unreadable):
        open_sealed(another.private, sealed)


@given(st.data())
def test_one_changed_bit_makes_a_sealed_box_unreadable(data):
    pair = new_keypair(KEY)
    sealed = bytearray(seal_to(pair.public, b"a key"))
    # The last bit of an X25519 public key is defined to be without meaning.
    place = data.draw(st.integers(0, len(sealed) - 1))
    bit = data.draw(st.integers(0, 6 if place == 31 else 7))
    sealed[place] ^= 1 << bit
    with pytest.raises(Unreadable):
        open_sealed(pair.private, bytes(sealed))


def test_rubbish_is_unreadable_and_no_other_error():
    for rubbish in (b"", b"x", bytes(47), bytes(500)):
        with pytest.raises(Unreadable):
            open_sealed(KEY, rubbish)
        with pytest.raises(Unreadable):
            decrypt(KEY, rubbish, b"")


def test_a_seed_always_gives_the_same_pair():
    assert new_keypair(KEY) == new_keypair(KEY) != new_keypair()
    assert new_signing_pair(KEY) == new_signing_pair(KEY) != new_signing_pair()


def test_a_signature_stands_under_one_statement_of_one_signer():
    pair, another = new_signing_pair(), new_signing_pair()
    signature = sign(pair.private, b"statement")
    assert verify(pair.public, b"statement", signature)
    assert not verify(pair.public, b"statement!", signature)
    assert not verify(another.public, b"statement", signature)
    assert not verify(pair.public, b"tement", signature + b"sta")
    assert not verify(pair.public, b"statement", b"")


def test_a_private_half_is_not_printed():
    pair = new_keypair(KEY)
    assert pair.private.hex() not in repr(pair)
    assert repr(pair.private) not in repr(pair)


def test_hashes_of_another_purpose_or_key_have_nothing_in_common():
    hashes = {keyed_hash(KEY, b"word"), keyed_hash(KEY, b"word", purpose=b"search"), keyed_hash(OTHER_KEY, b"word")}
    assert len(hashes) == 3
    assert len(keyed_hash(KEY, b"word", size=16)) == 16


def test_argon2id_follows_the_passphrase_the_salt_and_the_cost():
    derived = argon2id(b"passphrase", bytes(16), ops=1, mem_kib=8)
    assert derived == argon2id(b"passphrase", bytes(16), ops=1, mem_kib=8)
    assert derived != argon2id(b"passphrasf", bytes(16), ops=1, mem_kib=8)
    assert derived != argon2id(b"passphrase", bytes(15) + b"\x01", ops=1, mem_kib=8)
    assert derived != argon2id(b"passphrase", bytes(16), ops=2, mem_kib=8)
    assert len(derived) == len(random_key()) == 32
