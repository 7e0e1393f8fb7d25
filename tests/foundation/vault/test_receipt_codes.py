"""One code in three spellings: seven words in each language, 24 digits; and what people make of them on a phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.foundation.vault.receipt_codes import LOCATOR_BITS, SECRET_BITS, ReceiptCode
from gehoor.foundation.vault.word_lists import word_list

codes = st.builds(ReceiptCode, st.integers(0, 2**LOCATOR_BITS - 1), st.integers(0, 2**SECRET_BITS - 1))
languages = st.sampled_from(["nl", "en"])
CODE = ReceiptCode(1_234_567, 12_345_678_901_234_567)


@given(codes, languages)
def test_words_and_digits_are_the_same_code(code, language):
    words = code.words(language)
    assert len(words) == 7
    assert ReceiptCode.from_words(words, language) == code
    assert ReceiptCode.parse(code.digits()) == ReceiptCode.parse(" ".join(words), [language]) == code


@given(codes)
def test_digits_are_six_groups_of_four(code):
    groups = code.digits().split()
    assert [len(group) for group in groups] == [4] * 6
    assert ReceiptCode.from_digits("".join(groups)) == code


@given(codes, languages)
def test_the_first_two_words_are_the_locator(code, language):
    numbers = [word_list(language).words.index(word) for word in code.words(language)]
    assert numbers[0] << 11 | numbers[1] == code.locator


@given(codes, languages, st.sampled_from([" ", "-", ", ", "\n", "  1. ", "·"]), st.sampled_from([str.upper, str.title]))
def test_capitals_and_separators_do_not_matter(code, language, separator, spelled):
    assert ReceiptCode.parse(spelled(separator.join(code.words(language))), [language]) == code


@given(codes, languages)
def test_the_language_need_not_be_known(code, language):
    assert code in ReceiptCode.readings(" ".join(code.words(language)))


@given(st.data(), codes, languages)
def test_one_wrong_letter_in_any_word_is_forgiven(data, code, language):
    words = code.words(language)
    place = data.draw(st.integers(0, 6))
    letter = data.draw(st.integers(0, len(words[place]) - 1))
    words[place] = words[place][:letter] + words[place][letter + 1 :]
    # A shortened word may be as near to another; then both are tried.
    assert code in ReceiptCode.readings(" ".join(words), [language])


def test_a_wrong_letter_in_every_word_is_forgiven():
    words = [word[0] + "q" + word[1:] for word in CODE.words("nl")]
    assert CODE in ReceiptCode.readings(" ".join(words), ["nl"])


def test_a_letter_with_an_accent_is_the_letter():
    words = " ".join(CODE.words("nl")).replace("e", "\u00eb").replace("a", "a\u0301")
    assert ReceiptCode.parse(words, ["nl"]) == CODE


@pytest.mark.parametrize("typed", ["{}", "{}\n", " - {} - ", "({})"])
def test_digits_are_read_however_they_are_separated(typed):
    digits = CODE.digits()
    for spelled in (digits, digits.replace(" ", ""), digits.replace(" ", "-"), digits.replace(" ", ".")):
        assert ReceiptCode.parse(typed.format(spelled)) == CODE


def test_misread_and_foreign_digits_are_read():
    digits = CODE.digits()
    assert ReceiptCode.parse(digits.replace("0", "O").replace("1", "l")) == CODE
    arabic = digits.translate({ord(str(value)): 0x660 + value for value in range(10)})
    full_width = digits.translate({ord(str(value)): 0xFF10 + value for value in range(10)})
    assert ReceiptCode.parse(arabic) == ReceiptCode.parse(full_width) == CODE


@pytest.mark.parametrize("typed", [
    "", "   ", "hallo", "1234", "9" * 24, "1" * 25, "aap noot mies", "x" * 10_000, "\x00", "🙂" * 7,
    "een een een een een een een een",
])
def test_what_can_be_no_receipt_is_none(typed):
    assert ReceiptCode.parse(typed) is None
    assert ReceiptCode.readings(typed, ["nl", "en", "xx"]) == []


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused_without_a_fault(typed):
    assert len(ReceiptCode.readings(typed, ["nl"])) <= 4


def test_from_digits_takes_24_digits_and_nothing_else():
    assert ReceiptCode.from_digits("1234") is None
    assert ReceiptCode.from_digits("4194304" + "0" * 17) is None
    assert ReceiptCode.from_digits("0000000" + str(2**SECRET_BITS)) is None
    assert ReceiptCode.from_digits("4194303" + str(2**SECRET_BITS - 1)) == ReceiptCode(4_194_303, 2**SECRET_BITS - 1)


def test_from_words_takes_seven_words_and_nothing_else():
    assert ReceiptCode.from_words(CODE.words("nl")[:6], "nl") is None
    assert ReceiptCode.from_words(["qqqqqqq"] * 7, "nl") is None


def test_a_fresh_code_is_another_each_time_and_does_not_print_its_secret():
    assert ReceiptCode.fresh() != ReceiptCode.fresh()
    assert str(CODE.secret) not in repr(CODE)
