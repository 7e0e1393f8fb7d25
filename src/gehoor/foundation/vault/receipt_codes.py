"""The code on a receipt: 77 random bits, written as seven words or as 24 digits. Nothing here is stored or derived."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, product
from unicodedata import decimal, normalize

from gehoor.foundation.vault.word_lists import plain_words, word_languages, word_list

LOCATOR_BITS, SECRET_BITS = 22, 55
_WORDS, _WORD_BITS = 7, 11
_LOCATOR_DIGITS, _SECRET_DIGITS, _GROUP = 7, 17, 4
_DIGITS = _LOCATOR_DIGITS + _SECRET_DIGITS
_MOST_READINGS = 4
_MISREAD = str.maketrans("OoIl|", "00111")


@dataclass(frozen=True)
class ReceiptCode:
    """The locator finds the row (it is stored), the secret opens it (it is not)."""

    locator: int
    secret: int = field(repr=False)

    @classmethod
    def fresh(cls) -> "ReceiptCode":
        """A new code out of chance."""
        return cls(secrets.randbits(LOCATOR_BITS), secrets.randbits(SECRET_BITS))

    @classmethod
    def from_words(cls, words: Iterable[str], language: str) -> "ReceiptCode | None":
        """The code that these seven words of a language are, each with one typing error at most."""
        read = _read(list(words), language)
        return read[0][1] if read else None

    @classmethod
    def from_digits(cls, digits: str) -> "ReceiptCode | None":
        """The code that these 24 digits are."""
        if len(digits) != _DIGITS or not digits.isascii() or not digits.isdigit():
            return None
        locator, secret = int(digits[:_LOCATOR_DIGITS]), int(digits[_LOCATOR_DIGITS:])
        if locator >> LOCATOR_BITS or secret >> SECRET_BITS:
            return None
        return cls(locator, secret)

    @classmethod
    def parse(cls, text: str, languages: Iterable[str] = ()) -> "ReceiptCode | None":
        """The likeliest of the `readings` of what somebody typed; None when it can be no receipt."""
        return next(iter(cls.readings(text, languages)), None)

    @classmethod
    def readings(cls, text: str, languages: Iterable[str] = ()) -> "list[ReceiptCode]":
        """The codes that somebody may have meant, the likeliest first: words of any language or digits, however separated.

        Accents, capitals and one error a word are forgiven; a wrong word that is as near to two others gives two readings.
        Fewest errors come first, and at equal errors the languages in this order. Never more than four.
        """
        if (code := cls.from_digits(_digits_in(text))) is not None:
            return [code]
        words = plain_words(text)
        asked = [name.split("-")[0] for name in languages]
        order = [name for name in dict.fromkeys([*asked, *word_languages()]) if name in word_languages()]
        read = [reading for name in order for reading in _read(words, name)]
        return [code for _errors, code in sorted(read, key=lambda reading: reading[0])][:_MOST_READINGS]

    def words(self, language: str) -> list[str]:
        """The seven words in a language (Dutch where the language has none)."""
        bits, listed = self.locator << SECRET_BITS | self.secret, word_list(language).words
        mask = (1 << _WORD_BITS) - 1
        return [listed[bits >> _WORD_BITS * place & mask] for place in reversed(range(_WORDS))]

    def digits(self) -> str:
        """The same code as six groups of four digits."""
        digits = f"{self.locator:0{_LOCATOR_DIGITS}d}{self.secret:0{_SECRET_DIGITS}d}"
        return " ".join(digits[i : i + _GROUP] for i in range(0, _DIGITS, _GROUP))


def _read(words: list[str], language: str) -> list[tuple[int, ReceiptCode]]:
    """What seven words can mean in a language, each with how many of them were typed wrong."""
    if len(words) != _WORDS:
        return []
    found = [word_list(language).found("".join(plain_words(word))) for word in words]
    errors = sum(wrong for _meant, wrong in found)
    meant = product(*(numbers for numbers, _wrong in found))
    return [(errors, _from_numbers(numbers)) for numbers in islice(meant, _MOST_READINGS)]


def _from_numbers(numbers: Iterable[int]) -> ReceiptCode:
    bits = 0
    for number in numbers:
        bits = bits << _WORD_BITS | number
    return ReceiptCode(bits >> SECRET_BITS, bits & (1 << SECRET_BITS) - 1)


def _digits_in(text: str) -> str:
    """The digits of a text, of any script; nothing when there is a letter that is no misread digit."""
    digits = []
    for sign in normalize("NFKC", text).translate(_MISREAD):
        value = decimal(sign, None)
        if value is not None:
            digits.append(str(value))
        elif sign.isalpha():
            return ""
    return "".join(digits)
