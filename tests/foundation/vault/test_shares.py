"""Three sheets of which two give the secret back, and one tells nothing."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.foundation.vault.primitives import random_key
from gehoor.foundation.vault.shares import BadShares, join_shares, split_root

SECRET = bytes(range(32))


@settings(max_examples=8, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_any_two_sheets_give_the_secret_back(secret):
    sheets = split_root(secret)
    assert len(sheets) == 3
    for two in combinations(sheets, 2):
        assert join_shares(two) == secret


def test_all_three_sheets_give_it_back_too_in_any_order_and_spelling():
    sheets = split_root(SECRET)
    assert join_shares(reversed(sheets)) == SECRET
    assert join_shares([f"  {sheets[1].upper()}\n", sheets[0].replace(" ", "\n")]) == SECRET


def test_one_sheet_is_not_enough_however_often_it_is_given():
    sheet = split_root(SECRET)[0]
    for given_sheets in ([], [sheet], [sheet, sheet], [sheet, f" {sheet} "]):
        with pytest.raises(BadShares):
            join_shares(given_sheets)


def test_sheets_of_different_secrets_give_nothing():
    with pytest.raises(BadShares):
        join_shares([split_root(SECRET)[0], split_root(random_key())[1]])
    with pytest.raises(BadShares):
        join_shares([split_root(SECRET)[0], split_root(SECRET)[1]])


def test_a_wrong_word_is_noticed():
    one, two, _three = split_root(SECRET)
    words = two.split()
    words[20] = "academic" if words[20] != "academic" else "acid"
    for wrong in (" ".join(words), "geen van deze woorden", " ".join(words[:-1])):
        with pytest.raises(BadShares):
            join_shares([one, wrong])
