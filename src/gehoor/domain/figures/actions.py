"""Counting: one row when something happens, two when it turns out to have been something else."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from gehoor.domain.figures.models import Fact, FactMark
from gehoor.domain.figures.queries import is_counted
from gehoor.foundation.action import action, current_journey
from gehoor.foundation.adding import add

CODES = ("channel", "kind", "theme", "failing", "reporter_role", "urgency", "outcome", "audience", "child_age", "child_gender",
         "region", "finding", "respondent", "standing")

Marks = Mapping[str, Iterable[str]]
"""Codes by axis, of axes on which a unit can have several."""


def count(*, unit: str, service: str, on: date, number: int = 1, marks: Marks | None = None, **codes: str) -> Fact:
    """Count one unit on a day, or several that are alike, with their codes, and the marks where there can be several. Fewer than none
    takes so many back.

    Leaves no audit line of its own: the action that it counts has one, and a line naming the fact would tie it to a case.

    :raises OutsideJourney: facts are written with what happened, in the same transaction.
    """
    current_journey()
    return _written(Fact(unit=unit, service=service, on=on, count=number, **codes), _counted(marks or {}))


@action("question.answered")
def note_answered() -> None:
    """Note that a contact needed no file. The line names nothing, not its fact either: that knows the day only, the line the moment."""


def count_beside(*, fact: UUID, unit: str, on: date, **codes: str) -> Fact:
    """Count another unit with the codes and the marks of this fact: a child with those of its case. `codes` are its own.

    :raises OutsideJourney: outside a journey.
    """
    current_journey()
    beside = Fact.objects.get(id=fact)
    return _written(Fact(**_as_it_stood(beside) | {"unit": unit, "on": on} | codes), _marks_of(beside))


def recount(*, fact: UUID, marks: Marks | None = None, **codes: str) -> Fact | None:
    """Correct a fact: one row takes the old one back, marks and all, one says it right. Nothing is written when nothing changed.

    :param marks: the axes named here are said anew; the marks on others stay.
    :raises OutsideJourney: outside a journey.
    """
    current_journey()
    old = Fact.objects.get(id=fact)
    was = _marks_of(old)
    becomes = (was - {(axis, code) for axis, code in was if axis in (marks or {})}) | _counted(marks or {})
    if becomes == was and all(getattr(old, name) == code for name, code in codes.items()):
        return None
    _written(Fact(**_as_it_stood(old), count=-1, takes_back=old.id), was)
    return _written(Fact(**_as_it_stood(old) | codes), becomes)


def uncount(*, fact: UUID) -> None:
    """Take a fact back for good: what it counted turned out not to be one.

    :raises OutsideJourney: outside a journey.
    """
    current_journey()
    old = Fact.objects.get(id=fact)
    _written(Fact(**_as_it_stood(old), count=-1, takes_back=old.id), _marks_of(old))


def _as_it_stood(fact: Fact) -> dict:
    return {"unit": fact.unit, "service": fact.service, "on": fact.on, **{name: getattr(fact, name) for name in CODES}}


def _counted(marks: Marks) -> set[tuple[str, str]]:
    return {(axis, code) for axis, codes in marks.items() if is_counted(axis) for code in codes if code}


def _marks_of(fact: Fact) -> set[tuple[str, str]]:
    return set(fact.marks.values_list("axis", "code"))


def _written(fact: Fact, marks: set[tuple[str, str]]) -> Fact:
    add(fact)
    if marks:
        add(*[FactMark(fact=fact, axis=axis, code=code) for axis, code in sorted(marks)])
    return fact
