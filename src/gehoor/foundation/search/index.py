"""What goes into an index: words of a case are remembered, remembered anew, or forgotten with the case.

Called inside a journey, in the session of someone who holds the search key (forgetting needs none). Only appends small
sealed blocks; `merging.merge` folds them into buckets later. Never learns what a case is: an ordinal is its number by age.
"""

from collections.abc import Iterable
from uuid import UUID

import numpy as np

from gehoor.foundation.action import current_journey
from gehoor.foundation.search.entries import CASES, Array, entries, to_bytes
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.seals import OpenIndex
from gehoor.foundation.search.words import terms_of

_ENTRIES_A_BLOCK = 1 << 16


def remember(
    *, key: bytes, index_id: UUID, ordinal: int, texts: Iterable[str], already: frozenset[str] | None = None,
) -> frozenset[str]:
    """Make a case found by the words of these texts, beside the words it is found by already.

    Returns every term it is now known to be found by. Who keeps that, sealed, and gives it back as `already` next time,
    saves writing what is there; leaving it out does no harm.

    :raises OutsideJourney: the block must stand or fall with the change it belongs to.
    """
    current_journey()
    known = already or frozenset()
    terms = terms_of(texts)
    index, (segment, place) = OpenIndex(key, index_id), divmod(ordinal, CASES)
    _write(index, index_id, segment, entries(index.codes(segment, terms - known), place))
    return known | terms


def remember_many(*, key: bytes, index_id: UUID, cases: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Remember a series of cases, (ordinal, texts) each, in few blocks: for an import, or an index that is built anew.

    :raises OutsideJourney: as above.
    """
    current_journey()
    index, held = OpenIndex(key, index_id), {}
    for ordinal, texts in cases:
        segment, place = divmod(ordinal, CASES)
        held.setdefault(segment, []).append(entries(index.codes(segment, terms_of(texts)), place))
        if sum(map(len, held[segment])) >= _ENTRIES_A_BLOCK:
            _write(index, index_id, segment, np.concatenate(held.pop(segment)))
    for segment, parts in held.items():
        _write(index, index_id, segment, np.concatenate(parts))


def remember_anew(*, key: bytes, index_id: UUID, ordinal: int, texts: Iterable[str]) -> None:
    """Make a case found by the words of these texts and by no others: what was taken out of it finds it no longer.

    :raises OutsideJourney: as above.
    """
    forget(index_id=index_id, ordinal=ordinal)
    remember(key=key, index_id=index_id, ordinal=ordinal, texts=texts)


def forget(*, index_id: UUID, ordinal: int) -> None:
    """Make a case found by nothing: at once when someone searches, in the buckets at the next merge. Needs no key.

    What is remembered of it afterwards counts again (a case that moves behind a wall and comes back).

    :raises OutsideJourney: as above.
    """
    current_journey()
    Block.objects.create(index_id=index_id, segment=ordinal // CASES, forgotten=ordinal)


def forget_everything(*, index_id: UUID) -> None:
    """Take a whole index away: its key leaked, or it is built anew under another key.

    :raises OutsideJourney: as above.
    """
    current_journey()
    Block.objects.filter(index_id=index_id).delete()
    Segment.objects.filter(index_id=index_id).delete()


def _write(index: OpenIndex, index_id: UUID, segment: int, said: Array) -> None:
    if len(said):
        blob = index.seal(to_bytes(said), segment=segment, bucket=None, generation=0)
        Block.objects.create(index_id=index_id, segment=segment, blob=blob)
