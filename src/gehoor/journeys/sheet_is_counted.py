"""Numbers on a sheet are counted in the figures, beside the case: how many complaints there were, and how many children, each apart.

Part of filling a sheet in, before it is kept. No row of the figures is tied to a case: filled in anew, what the newest sheet said is taken
back in the same words, and said right.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gehoor.domain.cases.models import Case
from gehoor.domain.figures.actions import count
from gehoor.domain.services.schema.sheet import SheetCount
from gehoor.domain.services.service import Service
from gehoor.foundation.vault.compartments import OpenCompartment


def count_sheet(*, case: Case, service: Service, staff_file: OpenCompartment, code: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Count the numbers of a sheet that is about to be kept; of a series each filling counts for itself."""
    declared = service.procedure.sheet(code)
    if not declared.counts:
        return
    newest = None if declared.series else case.sheets.filter(code=code).order_by("-filled_at", "-id").first()
    for one in declared.counts:
        if newest is not None:
            _count(case, one, newest.unsealed(staff_file)["answers"], service, newest.filled_at, back=True)
        _count(case, one, answers, service, at)


def _count(case: Case, declared: SheetCount, answers: Mapping[str, Any], service: Service, at: datetime, *, back: bool = False) -> None:
    number = int(answers.get(declared.number) or 0)
    if number > 0:
        marks = {axis: _codes(answers.get(question)) for axis, question in declared.marks.items()}
        count(unit=declared.unit, service=service.code, on=service.day_of(at), number=-number if back else number, marks=marks,
              standing=case.standing)


def _codes(said: Any) -> list[str]:
    return list(said) if isinstance(said, list) else [said] if said else []
