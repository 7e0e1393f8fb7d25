"""Counting: one row when something happens, two when it turns out to have been something else."""

from datetime import date
from uuid import UUID

from gehoor.domain.figures.models import Fact
from gehoor.foundation.action import current_journey

CODES = ("channel", "kind", "theme", "failing", "reporter_role", "urgency", "outcome", "audience", "child_age", "child_gender",
         "region", "standing")


def count(*, unit: str, service: str, on: date, **codes: str) -> Fact:
    """Count one unit on a day, with its codes.

    Leaves no audit line of its own: the action that it counts has one, and a line naming the fact would tie it to a case.

    :raises OutsideJourney: facts are written with what happened, in the same transaction.
    """
    current_journey()
    return Fact.objects.create(unit=unit, service=service, on=on, **codes)


def recount(*, fact: UUID, **codes: str) -> Fact | None:
    """Correct a fact: one row takes the old one back, one says it right. Nothing is written when nothing changed.

    :raises OutsideJourney: outside a journey.
    """
    current_journey()
    old = Fact.objects.get(id=fact)
    if all(getattr(old, name) == code for name, code in codes.items()):
        return None
    as_it_stood = {"unit": old.unit, "service": old.service, "on": old.on, **{name: getattr(old, name) for name in CODES}}
    Fact.objects.create(**as_it_stood, count=-1, takes_back=old.id)
    return Fact.objects.create(**{**as_it_stood, **codes})
