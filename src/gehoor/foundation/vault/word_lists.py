"""The words that a receipt is written in: 2,048 a language, 11 bits each; found again with one typing error a word.

One file a language in `words/`. The order of a file is part of every receipt that was handed out: it never changes.
"""

from functools import cache
from pathlib import Path
from unicodedata import category, normalize

SIZE = 2048
FALLBACK = "nl"
_LONGEST_TYPED = 40
_FOLDER = Path(__file__).parent / "words"


class WordList:
    """The words of one language, by number and back."""

    def __init__(self, words: list[str]):
        if len(words) != SIZE or len(set(words)) != SIZE:
            raise ValueError(f"A list has {SIZE} different words, this one {len(set(words))} in {len(words)} lines.")
        self.words = words
        self._numbers = {word: number for number, word in enumerate(words)}
        self._near: dict[str, set[int]] = {}
        for number, word in enumerate(words):
            for key in _with_one_letter_less(word):
                self._near.setdefault(key, set()).add(number)

    def found(self, typed: str) -> tuple[list[int], int]:
        """The numbers of the words that may be meant, and how many errors that takes (0 or 1); none when it is no word."""
        if typed in self._numbers:
            return [self._numbers[typed]], 0
        if len(typed) > _LONGEST_TYPED:
            return [], 1
        numbers = set().union(*(self._near.get(key, ()) for key in _with_one_letter_less(typed)))
        return sorted(number for number in numbers if is_one_error(typed, self.words[number])), 1


@cache
def word_list(language: str) -> WordList:
    """The words of a language; those of `FALLBACK` where a language has none."""
    name = language.split("-")[0]
    return WordList((_FOLDER / f"{name if name in word_languages() else FALLBACK}.txt").read_text("ascii").split())


@cache
def word_languages() -> tuple[str, ...]:
    """The languages that have words."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))


def plain_words(typed: str) -> list[str]:
    """What was typed, as words of plain letters: without accents, capitals, numbers and signs."""
    letters = (sign for sign in normalize("NFKD", typed.casefold()) if category(sign) != "Mn")
    return "".join(sign if sign.isalpha() else " " for sign in letters).split()


def is_one_error(typed: str, word: str) -> bool:
    """Whether one letter is missing, too many, wrong, or changed places with the next."""
    if len(typed) == len(word):
        differing = [place for place in range(len(word)) if typed[place] != word[place]]
        if len(differing) == 2:
            first, second = differing
            return second == first + 1 and typed[first] == word[second] and typed[second] == word[first]
        return len(differing) == 1
    longer, shorter = sorted((typed, word), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _with_one_letter_less(word: str) -> set[str]:
    """The word, and every way to write it with one letter less: two words one error apart always share one of these."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}
