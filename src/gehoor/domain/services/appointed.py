"""Days that somebody outside set, such as a hearing: which answers of sheets terms count from, and what a filling says of them. Pure.

Answers are sealed, and terms are counted without a key: so the day alone is kept beside the case, by the name of the question.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from gehoor.domain.services.deadlines import APPOINTED
from gehoor.domain.services.schema.dated import named_answer
from gehoor.domain.services.schema.needed import ANSWER
from gehoor.domain.services.service import Service


@lru_cache(maxsize=256)
def _asked_by_terms(service: Service) -> frozenset[str]:
    words = (word for term in service.procedure.terms for word in (term.from_, term.before, term.on, term.until) if word)
    return frozenset(filter(None, map(named_answer, words)))


def days_in(service: Service, sheet: str, answers: Mapping[str, Any]) -> dict[str, date | None]:
    """The day that a filling gives for each question of this sheet that a term hangs on, by `<sheet>.<question>`; None: no day."""
    return {name: _day(answers.get(name.partition(".")[2])) for name in sorted(_asked_by_terms(service)) if name.startswith(f"{sheet}.")}


def appointed_moments(service: Service, rows: Iterable[Any]) -> dict[str, datetime]:
    """The moments that were set, by the words that terms name them with: the beginning of the day that was said last.

    :param rows: what was decided about the terms of a case, oldest first; others among it are passed over.
    """
    said = {row.term: row.on_day for row in rows if row.kind == APPOINTED}
    zone = service.calendar.zone
    return {f"{ANSWER}{name}": datetime.combine(day, time.min, zone) for name, day in said.items() if day}


def _day(said: Any) -> date | None:
    """A whole date of an answer; nothing for half a one."""
    try:
        return date(int(said["year"]), int(said["month"]), int(said["day"]))
    except (KeyError, TypeError, ValueError):
        return None
