"""From text to the terms by which it is found. Called when something is remembered and when someone asks.

A term is a whole word (`amir`), or the beginning of one (`kinde*`). Never keeps, hashes or stores anything.
"""

import re
import unicodedata
from collections.abc import Iterable

SHORTEST_WORD = 2
LONGEST_WORD = 64
BEGINNINGS = (4, 5, 6)
MOST_TERMS = 12

# A number of nine digits or more (a telephone, a national register number) is known by its last eight, however it is
# spaced and with or without the country in front: 0470 12 34 56 is +32 470/12.34.56.
LONG_NUMBER, KNOWN_DIGITS = 9, 8

_JOINT = r"[-‐'’.&/]"
_JOINED = re.compile(rf"(?<![^\W_])[^\W_]++(?:{_JOINT}[^\W_]++)+")
_ASKED = re.compile(rf"([^\W_]+(?:{_JOINT}[^\W_]+)*)(\*?)")
_PIECE = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<![^\W_])\d(?:[ ./()-]{0,2}\d){8,}(?![^\W_])")
_NOT_DIGITS = re.compile(r"\D")
# Accents and points of vowels (Latin, Hebrew, Arabic), soft hyphens and signs without width.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def normalise(text: str) -> set[str]:
    """The words of a text: small letters without accents, of two letters or digits or more.

    What a hyphen joins is known by its parts and as one (`ex-partner`, `expartner`), initials as one (`b.v.`, `bv`).
    """
    folded = fold(text)
    words = {piece[:LONGEST_WORD] for piece in _PIECE.findall(folded) if len(piece) >= SHORTEST_WORD}
    words.update(_known(number) for number in _NUMBER.findall(folded))
    for run in _JOINED.findall(folded):
        pieces = _PIECE.findall(run)
        if _is_one_word(run, pieces):
            words.add("".join(pieces)[:LONGEST_WORD])
    return words


def terms_of(texts: Iterable[str]) -> set[str]:
    """Everything by which these texts are found: their words, and the beginnings (4 to 6 letters) of the longer ones."""
    words = set().union(*(normalise(text) for text in texts))
    return words | {word[:size] + "*" for word in words if word.isalpha() for size in BEGINNINGS if len(word) >= size}


def asked(query: str) -> list[str]:
    """The terms that a question asks for; all of them must be there. At most twelve, the first ones.

    `kinder*` asks for words that begin so. Six letters are looked at, so a longer beginning may find a little more than
    it says; one of fewer than four asks for the word itself.
    """
    folded = fold(query)
    terms = [_known(number) for number in _NUMBER.findall(folded)]
    for run, star in _ASKED.findall(_NUMBER.sub(" ", folded)):
        pieces = _PIECE.findall(run)
        words = [piece for piece in pieces if len(piece) >= SHORTEST_WORD]
        if not words and _is_one_word(run, pieces):
            words = ["".join(pieces)]
        terms += [word[:LONGEST_WORD] for word in words]
        if words and star:
            terms[-1] = _beginning(words[-1])
    return [term for term in dict.fromkeys(terms) if len(term) >= SHORTEST_WORD][:MOST_TERMS]


def fold(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LETTERS)


def _known(number: str) -> str:
    return _NOT_DIGITS.sub("", number)[-KNOWN_DIGITS:]


def _is_one_word(run: str, pieces: list[str]) -> bool:
    if all(piece.isdigit() for piece in pieces):
        return False
    return "-" in run or "‐" in run or all(len(piece) == 1 for piece in pieces)


def _beginning(word: str) -> str:
    shortest, longest = BEGINNINGS[0], BEGINNINGS[-1]
    return word[:longest] + "*" if len(word) >= shortest and word.isalpha() else word[:LONGEST_WORD]
