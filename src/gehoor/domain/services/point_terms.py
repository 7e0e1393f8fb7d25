"""The terms of one point of a complaint, which stands under a law of its own: one story, several laws. Pure.

Called by the journeys of terms. What runs of a point stops once the point is answered; nothing is closed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache

from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.services.deadlines import HAPPENED, Change, Deadline, Rule, deadline, variant_after
from gehoor.domain.services.regimes import rule_of, source_of, term_law_of
from gehoor.domain.services.schema.procedure import Term
from gehoor.domain.services.schema.regime import RECEIVED, RegimeFile, RegimeTerm, TermLaw
from gehoor.domain.services.service import Service
from gehoor.domain.services.terms import KnownTerm, RunningTerm, calendar_of, source_behind, source_of_own
from gehoor.foundation.calendars import Span

STATUTORY = "statutory"


@dataclass(frozen=True)
class PointOf:
    """What a point's terms follow from: its number, the case of its regime that holds, when it was received, and when it was answered.

    `own`: how long the respondent's own regulation gives, by rule (`regime/term`).
    """

    number: int
    received: datetime
    variant: str = ""
    met_at: datetime | None = None
    own: Mapping[str, OwnLength] = field(default_factory=dict)


def regime_terms(service: Service, regime: RegimeFile, point: PointOf, changes: Mapping[str, Sequence[Change]] | None = None
                 ) -> list[RunningTerm]:
    """The terms of the law for one point: those that count from receipt, or from something that has happened, and whose length is known.

    :param changes: what was decided about them, by the codes of terms.
    """
    changes, found = changes or {}, []
    done = {code: _moment(service, decided) for code, decided in changes.items()}
    for known in _of_the_law(regime):
        code, starts_with = known.term.code, known.starts_with
        started_at = point.received if starts_with == RECEIVED else done.get(starts_with)
        decided = tuple(changes.get(code, ()))
        variant = variant_after(decided, point.variant)
        own = point.own.get(known.term.rule) if known.law_term.own_term else None
        counted = _counted(service, regime, code, variant, own.within if own else None, id(service.days))
        if started_at is None or counted is None:
            continue
        rule, law = counted
        end = deadline(rule, started_at, decided)
        found.append(RunningTerm(
            code=code, label=known.label, kind=known.kind, source=_source(known, end, variant, own),
            to_be_confirmed=known.to_be_confirmed or end.is_unsure or (own is not None and not own.is_confirmed),
            within=rule.within, started_at=started_at, due_at=end.due_at, strict_at=end.strict_at, alarm_at=end.strict_at,
            met_at=done.get(code) or point.met_at, known=known, found=end, rule=rule, law=law, changes=decided, variant=variant,
            point=point.number))
    return found


def begins_another(regime: RegimeFile, code: str) -> bool:
    """Whether something of this regime counts from the day on which this term was done."""
    return any(term.from_ == code for term in regime.terms if term.from_ != RECEIVED)


def in_its_own_time(regime: RegimeFile) -> list[RegimeTerm]:
    """The terms whose length the law leaves to the institution's own regulation."""
    return [term for term in regime.terms if term.own_term and term.kind == STATUTORY]


def _source(known: KnownTerm, end: Deadline, variant: str, own: OwnLength | None) -> str:
    """The article; before it the place in the institution's own regulation that says how long."""
    law = source_behind(known, end, variant)
    return source_of_own(own, law) if own else law


def _moment(service: Service, decided: Sequence[Change]) -> datetime | None:
    """When what was due is done, as the newest word on it says; a word without a day takes it back."""
    said = [change.on for change in decided if change.kind == HAPPENED]
    return _noon(service, said[-1]) if said and said[-1] else None


def _noon(service: Service, day: date) -> datetime:
    return datetime.combine(day, time(12), service.calendar.zone)


@lru_cache(maxsize=256)
def _of_the_law(regime: RegimeFile) -> tuple[KnownTerm, ...]:
    found = []
    for law_term in regime.terms:
        if law_term.kind == STATUTORY:
            term = Term.model_validate({"code": law_term.code, "rule": f"{regime.regime}/{law_term.code}"})
            found.append(KnownTerm(term, label=law_term.label, kind=law_term.kind, source=source_of(law_term), starts_with=law_term.from_,
                                   to_be_confirmed=law_term.status == "to_be_confirmed", regime=regime, law_term=law_term))
    return tuple(found)


@lru_cache(maxsize=4_096)
def _counted(service: Service, regime: RegimeFile, code: str, variant: str, own: Span | None, _days: int
             ) -> tuple[Rule, TermLaw | None] | None:
    """How a term of a point counts: the same rule for every point, as long as the days are the same."""
    law = term_law_of(regime, service.days)
    rule = rule_of(regime, regime.term(code), calendar=calendar_of(service, regime), law=law, within=own, variant=variant)
    return (rule, law) if rule else None
