"""The words of receipts: the lists are sound, and a wrong letter is forgiven."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.foundation.vault.word_lists import (
    SIZE,
    WordList,
    is_one_error,
    plain_words,
    word_languages,
    word_list,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def made_up_words() -> list[str]:
    """A list that is no language, in which no word is near another."""
    chance, words = Random(7), set()
    while len(words) < SIZE:
        words.add("".join(chance.choices(LETTERS, k=9)))
    return sorted(words)


MADE_UP = WordList(made_up_words())


@st.composite
def typing_errors(draw) -> tuple[str, str]:
    """A word, and that word with one letter missing, too many, wrong, or changed places with the next."""
    word = draw(st.sampled_from(MADE_UP.words))
    place, letter = draw(st.integers(0, len(word) - 2)), draw(st.sampled_from(LETTERS))
    return word, draw(st.sampled_from([
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ]))


@pytest.mark.parametrize("language", word_languages())
def test_a_list_is_whole_and_plain(language):
    words = word_list(language).words
    assert len(set(words)) == SIZE
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


@pytest.mark.parametrize("language", word_languages())
def test_no_word_is_one_error_from_another(language):
    by_shortened: dict[str, list[str]] = {}
    for word in word_list(language).words:
        for shortened in {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}:
            by_shortened.setdefault(shortened, []).append(word)
    near = {pair for words in by_shortened.values() for pair in combinations(words, 2) if is_one_error(*pair)}
    assert near == set()


@given(typing_errors())
def test_one_wrong_letter_finds_the_word(error):
    word, typed = error
    meant, errors = MADE_UP.found(typed)
    assert [MADE_UP.words[number] for number in meant] == [word]
    assert errors == (typed != word)


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=12))
def test_one_error_is_one_error_from_both_sides(one, other):
    assert is_one_error(one, other) == is_one_error(other, one)
    assert not is_one_error(one, one)


def test_two_wrong_letters_find_nothing():
    word = MADE_UP.words[100]
    wrong = "".join("q" if letter != "q" else "x" for letter in word[:2]) + word[2:]
    assert MADE_UP.found(wrong) == ([], 1)


def test_a_word_as_near_to_two_others_may_be_either():
    listed = WordList(["banaan", "bakaan", *made_up_words()[2:]])
    meant, errors = listed.found("bazaan")
    assert sorted(listed.words[number] for number in meant) == ["bakaan", "banaan"]
    assert errors == 1


def test_rubbish_finds_nothing():
    assert MADE_UP.found("") == MADE_UP.found("x" * 100_000) == ([], 1)


@pytest.mark.parametrize("words", [["een"] * SIZE, ["een", "twee"]])
def test_a_list_that_is_not_whole_is_refused(words):
    with pytest.raises(ValueError, match="2048 different words"):
        WordList(words)


def test_a_language_without_words_gets_the_dutch_ones():
    assert word_list("nl-be") is not None
    assert word_list("xx").words == word_list("nl").words
    assert {"nl", "en", "fr"} <= set(word_languages())


def test_typed_words_are_taken_as_they_come():
    assert plain_words(" Één, twee-DRIE_4\u00a0vier!\n(vijf)\t") == ["een", "twee", "drie", "vier", "vijf"]
