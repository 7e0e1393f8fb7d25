"""Where a case stands in every list: one number, so that a list reads an index in its order and goes on from where it stopped.

Open cases: urgent first, then what is due first, what is due never last. Closed cases: closed last, first. Never alike: the
case's own number is part of it.
"""

from datetime import datetime

_ORDINAL_BITS, _SECOND_BITS = 28, 33
# In 2242; what is due never stands here.
_LAST_SECOND = 2**_SECOND_BITS - 1
NOT_URGENT = 2 ** (_ORDINAL_BITS + _SECOND_BITS)
"""Where the cases begin that are not urgent."""
END = 2 * NOT_URGENT
"""Behind the last place."""


def place_of(*, is_urgent: bool, due_at: datetime | None, closed_at: datetime | None, ordinal: int) -> int:
    """The place of a case among the open ones, or among the closed ones; less stands earlier."""
    if closed_at is not None:
        return _placed(_LAST_SECOND - int(closed_at.timestamp()), ordinal)
    return _placed(int(due_at.timestamp()) if due_at else _LAST_SECOND, ordinal) + (0 if is_urgent else NOT_URGENT)


def due_before(moment: datetime) -> list[tuple[int, int]]:
    """Between which places open cases stand that are due before this moment (a second more or less): urgent ones, and the others."""
    until = _placed(int(moment.timestamp()) + 1, 0)
    return [(0, until), (NOT_URGENT, NOT_URGENT + until)]


def closed_since(moment: datetime) -> int:
    """Before which place closed cases stand that were closed at this moment or later (a second more or less)."""
    return _placed(_LAST_SECOND - int(moment.timestamp()) + 1, 0)


def _placed(second: int, ordinal: int) -> int:
    return (second << _ORDINAL_BITS) | ordinal % 2**_ORDINAL_BITS
