"""Small numbers stay secret: which places of a counted table are not shown, so that no total gives away what was hidden.

Pure: counts in, places out. First every count that is small; then others beside it, until no line of the table, and no lines together,
tell what a hidden place holds. Zeros are shown. Called where a year is counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

SUM = None
"""The place of a total: of a row in `(row, SUM)`, of a column in `(SUM, column)`, of everything in `(SUM, SUM)`."""

Place = tuple[str | None, str | None]


def what_to_hide(counts: Mapping[Place, int], *, least: int, known: Iterable[Place] = ()) -> set[Place]:
    """The places of a table that are not shown.

    :param counts: every cell, and every total that the table has.
    :param least: the smallest count that is shown, besides zero; with 0 or 1 everything is.
    :param known: places that are hidden already, because another table shows the same number.
    """
    hidden = {place for place, count in counts.items() if 0 < count < least} | {place for place in known if counts.get(place)}
    lines = _lines(counts)
    while place := _one_more(counts, lines, hidden, least):
        hidden.add(place)
    return hidden


def _one_more(counts: Mapping[Place, int], lines: list[list[Place]], hidden: set[Place], least: int) -> Place | None:
    """A further place to hide; None when what is hidden can't be told."""
    for line in lines:
        away = [place for place in line if place in hidden]
        rest = sum(counts[place] for place in away)
        if away and (len(away) == 1 or (line[-1] not in hidden and rest < least)) and (place := _smallest(counts, line, hidden)):
            return place
    told = _told_together(lines, hidden)
    beside = [place for line in lines if any(alone in line for alone in told) for place in line]
    # Where nothing is left beside them, any round over the totals helps; at the latest the one over the total of all.
    return _smallest(counts, beside, hidden) or (_smallest(counts, counts, hidden) if told else None)


def _smallest(counts: Mapping[Place, int], line: Iterable[Place], hidden: set[Place]) -> Place | None:
    """The place that costs least to hide: of what was counted at all the smallest, a total after the others."""
    shown = [place for place in line if place not in hidden and counts[place]]
    return min(shown, key=lambda place: (SUM in place, counts[place]), default=None)


def _lines(counts: Mapping[Place, int]) -> list[list[Place]]:
    """The places that add up, each line with its total as the last; a line without a total adds up to nothing known."""
    rows, columns = defaultdict(list), defaultdict(list)
    for row, column in counts:
        rows[row].append((row, column))
        columns[column].append((row, column))
    found = [sorted(line, key=lambda place: place[1] is SUM) for line in rows.values()]
    found += [sorted(line, key=lambda place: place[0] is SUM) for line in columns.values()]
    return [line for line in found if len(line) > 1 and SUM in line[-1]]


def _told_together(lines: list[list[Place]], hidden: Iterable[Place]) -> list[Place]:
    """The hidden places that the sums determine together: those on no round way over hidden places.

    Lines are points, and a hidden place is a way between its row and its column (where one of these adds up to nothing, between the
    other and one point for all that is open); the sums fix a place if and only if every round misses it.
    """
    ends, beside = defaultdict(list), defaultdict(list)
    for point, line in enumerate(lines):
        for place in line:
            ends[place].append(point)
    for place in hidden:
        one, other = [*ends[place], -1, -1][:2]
        beside[one].append((other, place))
        beside[other].append((one, place))
    reached, lowest, found = {}, {}, []

    def walk(point, came) -> None:
        reached[point] = lowest[point] = len(reached)
        for other, place in beside[point]:
            if place == came:
                continue
            if other not in reached:
                walk(other, place)
                lowest[point] = min(lowest[point], lowest[other])
                if lowest[other] > reached[point]:
                    found.append(place)
            else:
                lowest[point] = min(lowest[point], reached[other])

    for point in list(beside):
        if point not in reached:
            walk(point, None)
    return found
