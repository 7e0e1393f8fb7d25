"""What is said on a sheet is counted in the figures: how many complaints there were, what was decided, and what the case is counted by.

Part of filling a sheet in, before it is kept. No row of the figures is tied to a case by this: filled in anew, what the newest sheet said
is taken back in the same words, and said right. Only marks of the case itself are kept with it, in plain, like those that people choose.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gehoor.domain.cases.actions.working import mark_anew
from gehoor.domain.cases.models import Case
from gehoor.domain.figures.actions import count
from gehoor.domain.services.schema.sheet import CASE, FILLED_IN, Sheet, SheetCount
from gehoor.domain.services.service import Service
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.journeys.children_are_counted import recount_case


def count_sheet(*, case: Case, service: Service, staff_file: OpenCompartment, code: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Count what a sheet says that is about to be kept; of a series each filling counts for itself."""
    declared = service.procedure.sheet(code)
    if not declared.counts:
        return
    newest = None if declared.series else case.sheets.filter(code=code).order_by("-filled_at", "-id").first()
    for one in declared.counts:
        if one.unit == CASE:
            continue
        if newest is not None:
            _count(case, declared, one, newest.unsealed(staff_file)["answers"], service, newest.filled_at, back=True)
        _count(case, declared, one, answers, service, at)
    if said := {axis: _codes(answers.get(question)) for axis, question in declared.marks_of_case.items()}:
        mark_anew(case=case, marks=said)
        recount_case(case, marks=said)


def _count(case: Case, sheet: Sheet, declared: SheetCount, answers: Mapping[str, Any], service: Service, at: datetime, *,
           back: bool = False) -> None:
    number = 1 if declared.unit == FILLED_IN else int(answers.get(declared.number) or 0)
    if number > 0:
        marks = {axis: _codes(answers.get(question)) for axis, question in declared.marks.items()}
        marks |= {f"{sheet.code}.{question}": _codes(answers.get(question)) for question in declared.answers}
        count(unit=declared.unit, service=service.code, on=service.day_of(at), number=-number if back else number, marks=marks,
              standing=case.standing)


def _codes(said: Any) -> list[str]:
    return list(said) if isinstance(said, list) else [said] if said else []
