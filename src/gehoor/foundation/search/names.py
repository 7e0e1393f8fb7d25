"""A name as keyed hashes that only who holds a team's search key can make: the same name in two cases is seen without opening either.

Called when a name becomes known in an unlocked session. Never keeps a name, and a hash tells nothing to who has no key: names can't be
tried against it. Its key is derived apart from those of words and blocks, so that none of them can be looked up with another.
"""

import re
from uuid import UUID

from gehoor.foundation.search.words import fold
from gehoor.foundation.vault.primitives import context, keyed_hash

TAG_BYTES = 16
_PIECE = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")
# What stands in some writings of a name and not in others.
_SMALL = frozenset(("van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "la", "le", "du", "di", "da", "dos", "von", "zu",
                    "ibn", "ben", "bint", "abu", "oglu"))


def name_tags(*, key: bytes, index_id: UUID, name: str, born: str = "") -> dict[bytes, bool]:
    """The tags of a name, each with whether the date of birth is in it.

    Capitals, accents, the order of words and small words in between don't matter. A single word alone says too little and has no tag,
    unless a date of birth stands with it.
    """
    own = keyed_hash(key, index_id.bytes, purpose=b"names of people")
    pieces = [piece for piece in _PIECE.findall(fold(name)) if len(piece) > 1]
    words = sorted(set(pieces) - _SMALL) or sorted(set(pieces))
    if not words:
        return {}
    said: list[tuple[bytes, bool]] = []
    if len(words) > 1:
        said.append((context("words", *words), False))
        said.append((context("joined", "".join(pieces)), False))
    if day := _day(born):
        said.append((context("born", day, *words), True))
        said.append((context("born joined", day, "".join(pieces)), True))
    return {keyed_hash(own, one, size=TAG_BYTES): exact for one, exact in said}


def words_of_name(name: str) -> frozenset[str]:
    """The words that tell one name from another: small letters without accents, without initials and small words in between."""
    return frozenset(piece for piece in _PIECE.findall(fold(name)) if len(piece) > 1) - _SMALL


def _day(born: str) -> str:
    """A whole date, written 2014-09-11 or 11-9-2014, as one text; empty where it isn't whole."""
    numbers = [int(one) for one in _NUMBERS.findall(born)[:4]]
    if len(numbers) != 3:
        return ""
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    return f"{year:04}-{month:02}-{day:02}" if year > 31 else ""


def is_whole_date(born: str) -> bool:
    """Whether it says day, month and year."""
    return bool(_day(born))


def is_tellable(name: str, born: str = "") -> bool:
    """Whether a name says enough to have a tag; asked without a key."""
    words = {piece for piece in _PIECE.findall(fold(name)) if len(piece) > 1}
    return len(words - _SMALL or words) > 1 or bool(words and _day(born))
