"""Which agreements of a second person count today: of a sheet only for the newest one, of a step only since its stage began."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from gehoor.domain.cases.actions.approving import APPROVED
from gehoor.domain.cases.models import Approval, Case, Sheet
from gehoor.domain.services.approvals import APPROVAL


def what_is_approved(case: Case, approvals: Iterable[Approval] | None = None, sheets: Iterable[Sheet] | None = None) -> set[str]:
    """The requirements that an agreement meets today; the rows are asked of the database where they aren't at hand."""
    approvals = case.approvals.filter(verdict=APPROVED) if approvals is None else approvals
    approvals = list(approvals)
    if sheets is None:
        sheets = case.sheets.all() if any(one.of.startswith("sheet.") for one in approvals) else ()
    return the_approved(case, approvals, the_newest(sheets))


def the_approved(case: Case, approvals: Iterable[Approval], newest: Mapping[str, UUID]) -> set[str]:
    """The requirements that an agreement meets.

    :param newest: the newest sheet of each code.
    """
    return {APPROVAL + one.of for one in approvals if one.verdict == APPROVED and _counts(case, one, newest)}


def _counts(case: Case, approval: Approval, newest: Mapping[str, UUID]) -> bool:
    if approval.of.startswith("sheet."):
        return newest.get(approval.of.removeprefix("sheet.")) == approval.subject
    return approval.asked_at >= case.stage_entered_at


def the_newest(sheets: Iterable[Sheet]) -> dict[str, UUID]:
    """The newest sheet of each code, of sheets in any order."""
    return {sheet.code: sheet.pk for sheet in sorted(sheets, key=lambda one: (one.filled_at, one.pk))}
