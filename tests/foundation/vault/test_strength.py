"""A passphrase is all that stands between a stolen folder and the files."""

import pytest

from gehoor.foundation.vault.recovery_codes import code_bytes, new_recovery_code
from gehoor.foundation.vault.strength import WeakPassphrase, as_bytes, refuse_weak


@pytest.mark.parametrize("strong", ["vier groene fietsen zingen", "Kraai-boven-molen-72", "x" * 3 + "Zq7!pLw9#vT2", "é" * 2 +
                                    "n lange zin " * 10])
def test_a_strong_passphrase_is_taken(strong):
    refuse_weak(strong)


@pytest.mark.parametrize("weak", ["", " ", "123456789012", "qwertyuiop12", "wachtwoord", "Welkom2026!", "a" * 200])
def test_a_weak_one_is_refused_with_what_helps(weak):
    with pytest.raises(WeakPassphrase, match="woorden"):
        refuse_weak(weak)


def test_what_others_know_of_a_person_makes_it_weak():
    refuse_weak("kinderrechtencommissariaat-leuvenseweg")
    with pytest.raises(WeakPassphrase):
        refuse_weak("kinderrechtencommissariaat", known=["kinderrechtencommissariaat"])


def test_the_bytes_are_the_same_from_every_keyboard():
    assert as_bytes("e\u0301\u00e9n") == as_bytes("\u00e9\u00e9n")


def test_a_recovery_code_is_28_signs_that_are_not_misread():
    code = new_recovery_code()
    assert len(code.replace("-", "")) == 28
    assert not set("ILOU") & set(code)
    assert code != new_recovery_code()


@pytest.mark.parametrize("typed", ["01AB-CDEF", "o1ab cdef", "OIABCDEF", " 0l-ab.cd_ef "])
def test_a_recovery_code_is_read_as_it_is_typed(typed):
    assert code_bytes(typed) == b"01ABCDEF"
