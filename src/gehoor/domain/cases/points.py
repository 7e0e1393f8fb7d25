"""Points of complaint and the three tests, apart from the database: which tests stand, what a procedure may require of them, and which
state a row is in. Rows in, codes out."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from gehoor.domain.cases.models import Item, Tested
from gehoor.foundation.vault.rows import SealedModel

LAW, TREATY, NORMS = TESTS = ("law", "treaty", "norms")
"""Three tests, of which none ever answers for another."""
KEPT, NOT_KEPT, NO_JUDGEMENT = JUDGEMENTS = ("kept", "not_kept", "no_judgement")


def state_of(row: SealedModel) -> str:
    """What tells one state of a sealed row from the next: sealing it again gives another, also with the same words."""
    return hashlib.blake2b(bytes(row.sealed), digest_size=12).hexdigest()


def the_live(items: Iterable[Item]) -> list[Item]:
    """The points that weren't dropped."""
    return [item for item in items if item.dropped_at is None]


def the_standing(tested: Iterable[Tested]) -> list[Tested]:
    """Of several judgements on the same norm for the same point, the newest."""
    newest: dict[tuple, Tested] = {}
    for one in sorted(tested, key=lambda one: one.at):
        newest[one.item_id, one.against, one.norms, one.code] = one
    return list(newest.values())


def tests_on(tested: Iterable[Tested], item_id: UUID | None) -> set[str]:
    """The tests that stand on a point: its own, and those of the whole case."""
    return {f"{one.against}_tested" for one in tested if one.item_id in (item_id, None)}


def ombuds_norms(items: Iterable[Item], tested: Iterable[Tested], judgement: str) -> list[str]:
    """The ombuds norms that were judged so, on the whole case or on a point that wasn't dropped; each once."""
    live = {None, *(item.id for item in the_live(items))}
    return sorted({one.code for one in the_standing(tested) if one.against == NORMS and one.item_id in live and one.judgement == judgement})


def what_points_meet(items: Iterable[Item], tested: Iterable[Tested]) -> set[str]:
    """What a procedure may require of points and tests, and this case has.

    A test is done once it stands on every point, or on the whole case.
    """
    live, tested = the_live(items), list(tested)
    done = [tests_on(tested, item.id) for item in live] or [tests_on(tested, None)]
    met = set.intersection(*done)
    if live:
        met.add("item_added")
        if all(item.finding for item in live):
            met.add("items_found")
    return met
