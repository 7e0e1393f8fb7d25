"""Which filled-in sheets count today, and what was answered on the newest of each. Rows and opened answers come in."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from gehoor.domain.cases.models import Case, Sheet
from gehoor.domain.services.schema.procedure import ProcedureFile
from gehoor.domain.services.schema.procedure import Sheet as SheetDeclared
from gehoor.foundation.vault.compartments import OpenCompartment

SHEET = "sheet."


def the_filled(case: Case, rows: Iterable[Sheet], procedure: ProcedureFile) -> set[str]:
    """The codes of the sheets that count: those asked anew in each stage only when they were filled in since this one began."""
    anew = {sheet.code for sheet in procedure.sheets if sheet.each_stage}
    return {row.code for row in rows if row.code not in anew or row.filled_at >= case.stage_entered_at}


def the_newest_answers(said: Iterable[tuple[Sheet, Mapping[str, Any]]], procedure: ProcedureFile) -> dict[str, dict[str, Any]]:
    """What was answered on the newest sheet of each code, of sheets in any order as (row, what is sealed in it).

    The name of a filling in a series is never overtaken: there stand all names that were given.
    """
    naming = {sheet.code: sheet.named_by for sheet in procedure.sheets if sheet.named_by}
    found: dict[str, dict[str, Any]] = {}
    for row, opened in sorted(said, key=lambda one: (one[0].filled_at, one[0].pk)):
        answers, by = dict(opened["answers"]), naming.get(row.code)
        if by:
            before = found.get(row.code, {}).get(by, [])
            answers[by] = [*before, *(name for name in [answers.get(by)] if name and name not in before)]
        found[row.code] = answers
    return found


def the_answers_of(case: Case, codes: Collection[str], staff_file: OpenCompartment, procedure: ProcedureFile) -> dict[str, dict[str, Any]]:
    """The newest answers of these sheets, opened; one query, and only what is asked for is opened."""
    rows = case.sheets.filter(code__in=codes) if codes else ()
    return the_newest_answers([(row, row.unsealed(staff_file)) for row in rows], procedure)


def as_it_stands(case: Case, declared: SheetDeclared, answers: Mapping[str, Any], staff_file: OpenCompartment) -> Sheet | None:
    """The newest filling, where it counts and says the very same; None otherwise, and of a series, where each filling is one more."""
    newest = None if declared.series else case.sheets.filter(code=declared.code).order_by("-filled_at", "-id").first()
    if newest is None or (declared.each_stage and newest.filled_at < case.stage_entered_at):
        return None
    return newest if _said(newest.unsealed(staff_file)["answers"]) == _said(answers) else None


def _said(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, as it is kept: a question left open says nothing."""
    return {code: said for code, said in json.loads(json.dumps(answers)).items() if said not in ("", None, [], {})}
