"""The nearest term of every running case is computed anew, by the clock: a holiday may have been added, or a rule changed. In sets."""

from collections.abc import Hashable
from datetime import datetime

from gehoor.domain.cases.actions import timing
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.nearest import Nearest
from gehoor.domain.directory.queries import own_lengths_behind
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import journey
from gehoor.journeys.terms_run import asks_own_lengths, next_due, own_of


def terms_are_computed_anew(*, at: datetime, batch: int = 500) -> int:
    """Compute the nearest term of every running case again, as after a new holiday; says how many ends moved. Nothing else changes."""
    moved, last = 0, None
    while rows := list((timing.open_cases().filter(pk__gt=last) if last else timing.open_cases())[:batch]):
        last, computed = rows[-1].pk, {}
        if anew := [case.pk for case, _nearest in _that_are_another(rows, computed)]:
            with journey("terms.computed_anew", at=at, actor_kind="clock"):
                # Read again where nobody can change them meanwhile.
                held = list(timing.open_cases().select_for_update().filter(pk__in=anew))
                moved += timing.move_next_dues(moved=_that_are_another(held, computed), at=at)
    return moved


def _that_are_another(rows: list[Case], computed: dict[Hashable, Nearest]) -> list[tuple[Case, Nearest]]:
    """The cases whose nearest term isn't the one that was kept, each with that term.

    :param computed: what was computed a moment ago: of a case that is read again and didn't change, the same follows.
    """
    changes, points, found = timing.changes_of(rows), timing.points_of(rows), []
    in_own_time = [case for case in rows if asks_own_lengths(service_of_version(case.version))]
    tags = timing.tags_of(in_own_time) if in_own_time else {}
    of_points = (item.respondent.tag for items in points.values() for item in items if item.respondent_id)
    lengths = own_lengths_behind([*of_points, *(tag for some in tags.values() for tag in some)])
    for case in rows:
        decided, items, tagged = changes.get(case.pk, []), points.get(case.pk, []), tags.get(case.pk, [])
        follows_from = timing.what_terms_follow_from(case, decided, items)
        # What an institution sets itself may have been changed meanwhile.
        nearest = None if tagged or any(item.respondent_id for item in items) else computed.get(follows_from)
        if nearest is None:
            nearest = next_due(case, service_of_version(case.version), decided, items, lengths, own_of(tagged, lengths))
            computed[follows_from] = nearest
        if nearest.due_at is not None and nearest != timing.kept_nearest(case):
            found.append((case, nearest))
    return found
