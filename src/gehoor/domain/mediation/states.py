"""What a mediation can be, and when it has come to something. Pure: rows and codes in, yes or no out."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

TOGETHER, SHUTTLE = "together", "shuttle"
FORMS = (TOGETHER, SHUTTLE)
"""Everybody at one table, or the mediator goes from one to the other and nobody meets."""
YES, NO = "yes", "no"
ACCEPTED, REFUSED, CONDITIONAL, OPEN = "accepted", "refused", "conditional", "open"
STANDS = (OPEN, ACCEPTED, CONDITIONAL, REFUSED)
AGREED, PARTLY, NOTHING, STOPPED = "agreed", "partly", "none", "stopped"
ENDINGS = (AGREED, PARTLY, NOTHING, STOPPED)
FEWEST_SIDES = 2


def is_agreed(stands: Mapping[UUID, str], sides: Iterable[UUID]) -> bool:
    """Whether every side that takes part accepted a proposal, and there are two of them at least."""
    sides = list(sides)
    return len(sides) >= FEWEST_SIDES and all(stands.get(side) == ACCEPTED for side in sides)


def may_end(ended_as: str, agreed: Collection[bool]) -> bool:
    """Whether it may end so, given of each proposal whether it is agreed: an agreement is never written over somebody's no."""
    return any(agreed) if ended_as in (AGREED, PARTLY) else True
