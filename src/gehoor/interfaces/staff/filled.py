"""Filled-in sheets read back: the newest of each, and of a series every filling with its date, drawn where its answers are a scale.

Opens nothing itself; older fillings are shown and never edited.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from gehoor.domain.cases.actions.working import ASKED_LATER
from gehoor.domain.cases.opened import Known, OpenedCase
from gehoor.domain.services.forms import Reader, told
from gehoor.domain.services.forms.telling import Told
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.schema.procedure import Sheet
from gehoor.interfaces.kit.templatetags.moments import short_day
from gehoor.interfaces.staff.saying import language

# The drawing of a series: a step of the scale in pixels, and from where to where points stand, in percent of the width.
STEP, LEFT, RIGHT, ABOVE, UNDER = 40, 30, 92, 26, 30
MOST_DAYS = 5
"""With more points than this, only the first and the last say their day under the drawing; the table says all of them."""


@dataclass(frozen=True)
class Filling:
    """One time that a sheet was filled in."""

    row: object
    name: str
    told: list[Told]
    code: str = ""
    level: int | None = None

    @property
    def answers(self) -> str:
        """What was answered, in one line."""
        return " · ".join(one.answer for one in self.told)


@dataclass(frozen=True)
class Drawing:
    """A series as a line over a scale: `levels` as (y, words), `points` as (x, y, day), `lines` as (x1, y1, x2, y2)."""

    asked: str
    height: int
    levels: list[tuple[int, str]]
    points: list[tuple[float, int, str]]
    lines: list[tuple[float, int, float, int]]


@dataclass(frozen=True)
class Filled:
    """A sheet that was filled in: its newest filling, and in a series the others too, newest first."""

    code: str
    title: str
    row: object
    told: list[Told]
    fillings: list[Filling] = field(default_factory=list)
    drawing: Drawing | None = None
    is_old: bool = False


def filled_sheets(opened: OpenedCase, service: Service) -> list[Filled]:
    """Every sheet of a case, in the order in which it was last filled in."""
    by_code: dict[str, list[Known]] = {}
    for known in opened.sheets:
        if known.row.code != ASKED_LATER:
            by_code.setdefault(known.row.code, []).append(known)
    return [read_back(service.procedure.sheet(code), known, service, entered_at=opened.case.stage_entered_at)
            for code, known in by_code.items()]


def read_back(declared: Sheet, known: Iterable[Known], service: Service, *, entered_at: datetime) -> Filled:
    """The fillings of one sheet, newest first, in the words of the version that each was filled in under."""
    newest, *others = known
    fillings = [_filling(declared, one, service) for one in (newest, *others)] if declared.series else []
    first = fillings[0].told if fillings else _told(declared, newest, service)
    return Filled(code=declared.code, title=declared.title.text(language()), row=newest.row, told=first, fillings=fillings,
                  drawing=_drawing(declared, fillings), is_old=declared.each_stage and newest.row.filled_at < entered_at)


def scale_of(declared: Sheet) -> list[str]:
    """The answers of a series that are drawn, from least to most."""
    return [one.code for one in declared.drawn.choices if not one.off_scale] if declared.drawn else []


def _told(declared: Sheet, known: Known, service: Service) -> list[Told]:
    reader = Reader(service=service_of_version(known.row.version), language=language(), on=service.day_of(known.row.filled_at))
    return told(declared.fields, known.said["answers"], reader)


def _filling(declared: Sheet, known: Known, service: Service) -> Filling:
    said, answers = _told(declared, known, service), known.said["answers"]
    name = next((one.answer for one in said if one.code == declared.named_by), "")
    scale = scale_of(declared)
    given = answers.get(declared.drawn.code) if declared.drawn else None
    return Filling(known.row, name, [one for one in said if one.code != declared.named_by], answers.get(declared.named_by or "", ""),
                   scale.index(given) if given in scale else None)


def _drawing(declared: Sheet, fillings: list[Filling]) -> Drawing | None:
    """The line through what was answered, oldest first; none before there are two points of it."""
    drawn = [one for one in reversed(fillings) if one.level is not None]
    if declared.drawn is None or len(drawn) < 2:
        return None
    said = {one.code: one.label.text(language()) for one in declared.drawn.choices}
    scale = scale_of(declared)
    base = ABOVE + STEP * (len(scale) - 1)
    levels = [(base - STEP * place, said[code]) for place, code in enumerate(scale)]
    apart = (RIGHT - LEFT) / (len(drawn) - 1)
    named = range(len(drawn)) if len(drawn) <= MOST_DAYS else (0, len(drawn) - 1)
    points = [(round(LEFT + apart * place, 1), base - STEP * one.level, short_day(one.row.filled_at) if place in named else "")
              for place, one in enumerate(drawn)]
    lines = [(*before[:2], *after[:2]) for before, after in pairwise(points)]
    return Drawing(asked=declared.drawn.label.text(language()), height=base + UNDER, levels=levels, points=points, lines=lines)
