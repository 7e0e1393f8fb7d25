"""Which terms run on a case, and which is next. Computed from the case's own moments; shared by the journeys that change one."""

from collections.abc import Iterable
from datetime import datetime

from gehoor.domain.cases.actions.moving import set_next_due
from gehoor.domain.cases.actions.timing import RECEIPT
from gehoor.domain.cases.models import Case, Item, TermChange
from gehoor.domain.services.deadlines import Change
from gehoor.domain.services.registry import Service, the_regimes
from gehoor.domain.services.terms import RunningTerm, received_on, regime_terms, running_terms

BEGINNING = ("received", "stage_entered", "last_message_from_reporter")
"""The moments that a case has from its first."""


def the_terms(case: Case, service: Service, changed: list[TermChange] | None = None) -> list[RunningTerm]:
    """Every term of the case's procedure that runs or ran, with its end, whether it was met, and its source.

    :param changed: what was decided about them, where that was read already.
    """
    changes = _by_term(case.term_changes.all() if changed is None else changed)
    moments = moments_of(case)
    moments["received"] = received_on(service, changes.get(RECEIPT, ()), moments["received"])
    return running_terms(service, moments=moments, urgency=case.urgency, stage=case.stage, changes=changes)


def the_terms_of_points(items: Iterable[Item], service: Service) -> list[tuple[int, list[RunningTerm]]]:
    """The terms of the law for each point that stands under a regime of its own, by its number: one story, several laws."""
    found = []
    for item in items:
        regime = the_regimes(service.day_of(item.received_at)).get(item.regime) if item.regime and item.dropped_at is None else None
        if regime:
            terms = regime_terms(service, regime, variant=item.variant, received=item.received_at, met_at=item.answered_at or item.found_at)
            found.append((item.number, terms))
    return found


def _by_term(rows: Iterable[TermChange]) -> dict[str, list[Change]]:
    """What people decided about the terms of a case itself, in that order, by the codes of terms."""
    found: dict[str, list[Change]] = {}
    for row in rows:
        if row.item_id is None:
            found.setdefault(row.term, []).append(Change(kind=row.kind, on=row.on_day))
    return found


def moments_of(case: Case) -> dict:
    """The moments that terms run from or end with, by the names that procedures use for them."""
    moments = {
        "received": case.opened_at, "first_read": case.first_seen_at, "admitted": case.admitted_at,
        "stage_entered": case.stage_entered_at, "last_message_from_reporter": case.last_heard_at,
        "last_message_to_reporter": case.last_told_at, "answered": case.answered_at, "closed": case.closed_at,
    }
    return {name: moment for name, moment in moments.items() if moment is not None}


def first_due(service: Service, *, stage: str, urgency: str, at: datetime) -> tuple[str, datetime | None]:
    """The term that is due first on a case that begins at this moment: its code, and when; nothing when none runs."""
    moments = dict.fromkeys(BEGINNING, at)
    return _nearest(running_terms(service, moments=moments, urgency=urgency, stage=stage))


def run_terms(*, case: Case, service: Service) -> None:
    """Keep the nearest term that still runs on the case, for the work list."""
    code, due_at = next_due(case, service)
    set_next_due(case=case, code=code, due_at=due_at)


def next_due(case: Case, service: Service, changed: list[TermChange] | None = None) -> tuple[str, datetime | None]:
    """Which term that still runs on the case is due next, and when; nothing when none runs."""
    return _nearest(the_terms(case, service, changed))


def _nearest(terms: list[RunningTerm]) -> tuple[str, datetime | None]:
    waiting = [term for term in terms if term.met_at is None and not term.stands_still]
    nearest = min(waiting, key=lambda term: term.due_at, default=None)
    return (nearest.code, nearest.due_at) if nearest else ("", None)
