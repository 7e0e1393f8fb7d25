"""Signs that nobody sees: taken out of a name, and left where a language needs them."""

import pytest

from gehoor.foundation.signs import without_signs


@pytest.mark.parametrize("sign", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200b", "\u200e", "\u200f", "\u061c", "\ufeff", "\u00ad",
                                  "\u2060", "\0", "\x1b", "\u3164", "\u2028", "\U000e0041"])
def test_no_name_holds_a_sign_that_nobody_sees(sign):
    assert without_signs(f"Am{sign}ir") == "Amir"


@pytest.mark.parametrize("name", ["Amir", "O'Neill-de Vries", "ليلى", "می\u200cخواهم", "שרה", "क्\u200dष", "Zoë 李雷", "een\ntwee"])
def test_what_a_language_needs_stays(name):
    assert without_signs(name) == name


def test_a_joiner_between_latin_letters_says_nothing():
    assert without_signs("A\u200dm\u200cir") == "Amir"
