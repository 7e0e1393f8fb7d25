"""Which part doesn't belong, in every combination: the refusal names it, and never another."""

from itertools import product
from uuid import UUID

import pytest

from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.belonging import Found, refuse_strangers

OURS, THEIRS, OTHERS = UUID(int=1), UUID(int=2), UUID(int=3)


def found(secret, main, keys, root="ABCD", expected="ABCD") -> Found:
    return Found(secret_path="secret.key", secret_id=secret, main_name="db.sqlite3", main_id=main,
                 keys_name="keys.sqlite3", keys_id=keys, root_fingerprint=root, expected_fingerprint=expected)


@pytest.mark.parametrize("parts", list(product([None, OURS, THEIRS, OTHERS], repeat=3)))
def test_only_parts_of_one_instance_start(parts):
    if set(parts) in ({OURS}, {THEIRS}, {OTHERS}):
        refuse_strangers(found(*parts))
        return
    with pytest.raises(SetupError):
        refuse_strangers(found(*parts))


@pytest.mark.parametrize(("parts", "first_words"), [
    ((THEIRS, OURS, OURS), "secret.key hoort niet"),
    ((OURS, OURS, THEIRS), "De sleuteldatabase keys.sqlite3 hoort bij een andere"),
    ((OURS, THEIRS, OURS), "De database db.sqlite3 hoort bij een andere"),
    ((OURS, THEIRS, OTHERS), "secret.key, db.sqlite3 en keys.sqlite3 horen bij drie"),
    ((None, OURS, OURS), "secret.key ontbreekt"),
    ((OURS, OURS, None), "De sleuteldatabase keys.sqlite3 is leeg"),
    ((OURS, None, OURS), "De database db.sqlite3 is leeg"),
    ((OURS, None, None), "secret.key is er, maar"),
    ((None, None, None), "Deze instantie is nog niet ingericht"),
])
def test_the_refusal_names_what_does_not_belong(parts, first_words):
    with pytest.raises(SetupError) as refused:
        refuse_strangers(found(*parts))
    assert str(refused.value).startswith(first_words)


@pytest.mark.parametrize(("root", "expected"), [(None, "ABCD"), ("ABCD", ""), ("ABCD", "EFGH")])
def test_the_root_is_the_one_on_paper(root, expected):
    with pytest.raises(SetupError, match=r"GEHOOR_ROOT_FINGERPRINT|wortelsleutel"):
        refuse_strangers(found(OURS, OURS, OURS, root, expected))
