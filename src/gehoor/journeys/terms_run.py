"""Which terms run on a case, and which is next. Computed from the case's own moments; shared by the journeys that change one."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from gehoor.domain.cases.actions.moving import set_next_due
from gehoor.domain.cases.actions.timing import RECEIPT, points_under_a_law, tags_of
from gehoor.domain.cases.models import Case, Item, TermChange
from gehoor.domain.cases.nearest import NOTHING_DUE, Nearest
from gehoor.domain.directory.lengths import OwnLength, OwnLengths
from gehoor.domain.directory.queries import own_lengths_behind
from gehoor.domain.services.appointed import appointed_moments
from gehoor.domain.services.deadlines import BY_CONSENT, EXTENDED, VARIANT, Change
from gehoor.domain.services.point_terms import PointOf, in_its_own_time, regime_terms
from gehoor.domain.services.registry import Service, the_regimes
from gehoor.domain.services.schema.regime import RegimeFile
from gehoor.domain.services.terms import Own, RunningTerm, received_on, running_terms, terms_of

BEGINNING = ("received", "stage_entered", "last_message_from_reporter")
"""The moments that a case has from its first."""


def the_terms(case: Case, service: Service, changed: list[TermChange] | None = None, own: Own | None = None) -> list[RunningTerm]:
    """Every term of the case's procedure that runs or ran, with its end, whether it was met, and its source.

    :param changed: what was decided about them, where that was read already.
    :param own: what the own regulations of whom it is about give, where that was read already.
    """
    rows = list(case.term_changes.all() if changed is None else changed)
    if own is None and asks_own_lengths(service):
        tags = tags_of([case]).get(case.pk, [])
        own = own_of(tags, own_lengths_behind(tags))
    changes = _by_term(row for row in rows if row.item_id is None)
    moments = moments_of(case)
    moments["received"] = received_on(service, changes.get(RECEIPT, ()), moments["received"])
    moments |= appointed_moments(service, rows)
    return running_terms(service, moments=moments, urgency=case.urgency, stage=case.stage, kind=case.kind, changes=changes,
                         own=own)


def asks_own_lengths(service: Service) -> bool:
    """Whether a term of its procedure follows a rule that leaves its length to the institution."""
    return any(known.law_term and known.law_term.own_term for known in terms_of(service).values())


def own_of(tags: Iterable[bytes], lengths: OwnLengths) -> Own:
    """What the institutions that a case is about give on a day, by rule."""
    tags = list(tags)

    def on(day: date) -> dict[str, list[OwnLength]]:
        found: dict[str, list[OwnLength]] = {}
        for length in (one for tag in tags for one in lengths.of(tag, day).values()):
            found.setdefault(length.rule, []).append(length)
        return found

    return on


def the_terms_of_points(items: Iterable[Item], service: Service, changed: Iterable[TermChange], lengths: OwnLengths | None = None
                        ) -> list[tuple[Item, list[RunningTerm]]]:
    """The terms of the law for each point that stands under a regime of its own and was filed there: one story, several laws.

    :param changed: what was decided about the terms of the case and its points.
    :param lengths: what the respondents' own regulations say, where that was read already.
    """
    under = [(item, regime) for item in items if item.regime and item.is_filed and item.dropped_at is None
             and (regime := the_regimes(service.day_of(item.received_at)).get(item.regime))]
    if lengths is None:
        lengths = own_lengths_behind(_tag(item) for item, regime in under if in_its_own_time(regime))
    decided: dict[UUID, list[TermChange]] = {}
    for row in changed:
        if row.item_id:
            decided.setdefault(row.item_id, []).append(row)
    return [(item, regime_terms(service, regime, _point(item, service, regime, lengths), _by_term(decided.get(item.pk, ()))))
            for item, regime in under]


def _point(item: Item, service: Service, regime: RegimeFile, lengths: OwnLengths) -> PointOf:
    own = lengths.of(_tag(item), service.day_of(item.received_at)) if in_its_own_time(regime) else {}
    return PointOf(item.number, item.received_at, variant=item.variant, met_at=item.answered_at or item.found_at, own=own)


def _tag(item: Item) -> bytes | None:
    return item.respondent.tag if item.respondent_id else None


def _by_term(rows: Iterable[TermChange]) -> dict[str, list[Change]]:
    """What people decided, in that order, by the codes of terms."""
    found: dict[str, list[Change]] = {}
    for row in rows:
        found.setdefault(row.term, []).append(Change(kind=row.kind, on=row.on_day, what=row.span if row.kind == VARIANT else ""))
    return found


def moments_of(case: Case) -> dict:
    """The moments that terms run from or end with, by the names that procedures use for them."""
    moments = {
        "received": case.opened_at, "first_read": case.first_seen_at, "admitted": case.admitted_at,
        "stage_entered": case.stage_entered_at, "last_message_from_reporter": case.last_heard_at,
        "last_message_to_reporter": case.last_told_at, "answered": case.answered_at, "closed": case.closed_at,
        # Gone once somebody answers or lets it rest: only what waits has a term.
        "message_after_end": case.last_heard_at if case.is_written_to_after_end else None,
    }
    return {name: moment for name, moment in moments.items() if moment is not None}


def first_due(service: Service, *, stage: str, urgency: str, kind: str, at: datetime) -> Nearest:
    """The term that is due first on a case that begins at this moment; nothing when none runs."""
    moments = dict.fromkeys(BEGINNING, at)
    return _nearest(running_terms(service, moments=moments, urgency=urgency, stage=stage, kind=kind))


def run_terms(*, case: Case, service: Service) -> None:
    """Keep the nearest term that still runs on the case, or on one of its points, for the work list."""
    set_next_due(case=case, nearest=next_due(case, service))


def next_due(case: Case, service: Service, changed: list[TermChange] | None = None, items: list[Item] | None = None,
             lengths: OwnLengths | None = None, own: Own | None = None) -> Nearest:
    """Which term that still runs on the case or on a point of it is due next, and when; nothing when none runs.

    A point may be refused until a day, and need not be: that day is told where the point stands, and moves no case up a list.
    """
    changed = list(case.term_changes.defer("sealed")) if changed is None else changed
    terms = the_terms(case, service, changed, own)
    if not case.is_closed:
        items = points_under_a_law(case) if items is None else items
        terms += [term for _item, found in the_terms_of_points(items, service, changed, lengths) for term in found if not term.lapses]
    return _nearest(terms)


def how_terms_ended(case: Case, service: Service) -> dict[str, list[str]]:
    """For the figures, of a case at its end: the terms that were kept, those that were met too late, and those that were extended. What
    may be done until a day, and need not be, is neither."""
    ended = [term for term in the_terms(case, service) if term.met_at is not None and not term.lapses]
    return {"term_kept": [term.code for term in ended if term.met_at <= term.due_at],
            "term_late": [term.code for term in ended if term.met_at > term.due_at],
            "term_extended": [term.code for term in ended if any(change.kind in (EXTENDED, BY_CONSENT) for change in term.changes)]}


def _nearest(terms: list[RunningTerm]) -> Nearest:
    waiting = [term for term in terms if term.met_at is None and not term.stands_still]
    nearest = min(waiting, key=lambda term: term.due_at, default=None)
    if nearest is None:
        return NOTHING_DUE
    regime = nearest.known.regime.regime if nearest.point and nearest.known.regime else ""
    return Nearest(code=nearest.code, due_at=nearest.due_at, point=nearest.point, regime=regime)
