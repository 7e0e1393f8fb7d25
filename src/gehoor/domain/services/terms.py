"""When the terms of a case are due, and what a service promised. Pure: moments and decisions in, terms out.

Called by the journeys of a case. A term raises alarms and is explained; it closes, refuses and ranks nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.services.deadlines import RECEIVED_ON, Change, Deadline, Rule, deadline, longest_until, variant_after
from gehoor.domain.services.explaining import EVENTS_IN_WORDS, explained, span_in_words
from gehoor.domain.services.regimes import calendar_for, event_of, law_behind, rule_of, source_of, term_law_of
from gehoor.domain.services.schema import Wording
from gehoor.domain.services.schema.dated import is_a_dated_answer, named_answer, starts_of
from gehoor.domain.services.schema.procedure import Term, Urgency
from gehoor.domain.services.schema.regime import RegimeFile, RegimeTerm, TermLaw
from gehoor.domain.services.service import Service
from gehoor.foundation.calendars import Calendar, Span, Unit, add, before, end_of

_THE_DAY = Span(1, Unit.CALENDAR_DAY)
Own = Callable[[date], Mapping[str, Sequence[OwnLength]]]
"""How long the own regulations of whom a case is about give on a day, by rule."""


@dataclass(frozen=True)
class KnownTerm:
    """A term of a procedure, with what the regime says that it follows: a rule of the law, or nothing."""

    term: Term
    label: Wording
    kind: str
    source: str
    to_be_confirmed: bool
    starts_with: str
    regime: RegimeFile | None = None
    law_term: RegimeTerm | None = None
    # What an answer of a sheet asks that it counts from, or back from, or ends on.
    question: Wording | None = None

    @property
    def is_set_outside(self) -> bool:
        """Whether it hangs on a day in an answer, which may lie ahead."""
        return is_a_dated_answer(self.starts_with)

    @property
    def code(self) -> str:
        """Code of the term in its procedure."""
        return self.term.code


@dataclass(frozen=True)
class RunningTerm:
    """A term of a case: from when, until when, whether it was met. It is shown and raises alarms, nothing more.

    `due_at` is the legal end; `strict_at` the end in the strictest reading, on which the alarm rests.
    """

    code: str
    label: Wording
    kind: str
    source: str
    to_be_confirmed: bool
    within: Span
    started_at: datetime
    due_at: datetime
    strict_at: datetime
    alarm_at: datetime
    met_at: datetime | None
    known: KnownTerm
    found: Deadline
    rule: Rule
    law: TermLaw | None = None
    changes: tuple[Change, ...] = ()
    variant: str = ""
    # The number of the point of complaint that it belongs to; none: it belongs to the case.
    point: int | None = None

    @property
    def stands_still(self) -> bool:
        """Whether its time doesn't run now."""
        return self.met_at is None and self.found.stands_still is not None

    @property
    def status(self) -> str:
        """`confirmed` or `to_be_confirmed`."""
        return "to_be_confirmed" if self.to_be_confirmed else "confirmed"

    @property
    def explanation(self) -> str:
        """Why it ends when it ends, in a sentence in the language of the page."""
        if self.known.term.on:
            return ", ".join(filter(None, [_("Die dag staat bij %(question)s") % {"question": self._event()}, self.source]))
        return explained(self.found, self.rule, self.started_at, event=self._event(), source=self.source or _("eigen belofte"),
                         law=law_behind(self.found, self.law), case=self.in_case)

    @property
    def in_case(self) -> str:
        """The case of its rule that makes its length another, in words that complete "met …"; empty in the usual case."""
        variants = self.known.law_term.variants if self.known.law_term else {}
        return variants[self.variant].label.text(get_language() or "nl") if self.variant in variants else ""

    @property
    def brief(self) -> str:
        """The same for a list that shows the day beside it: a promise of our own, as it was made, needs no more than its length."""
        if self.kind == "statutory" or self.changes or self.found.because or self.known.is_set_outside:
            return self.explanation
        words = _("%(span)s na %(event)s, %(source)s")
        return words % {"span": span_in_words(self.within), "event": self._event(), "source": self.source or _("eigen belofte")}

    @property
    def longest_until(self):
        """Until which day it may be extended once more; None when the rule knows no extension, or none any more."""
        return longest_until(self.rule, self.started_at, self.changes)

    def is_overdue(self, at: datetime) -> bool:
        """Whether it isn't met and its end has passed, or was met too late."""
        return not self.stands_still and (self.met_at or at) > self.due_at

    @property
    def lapses(self) -> bool:
        """Whether it is about something that may be done, and can't be done after its end."""
        return self.known.law_term is not None and self.known.law_term.lapses

    def is_near(self, at: datetime) -> bool:
        """Whether it isn't met and its end is near or passed."""
        return self.met_at is None and not self.stands_still and at >= self.alarm_at

    def _event(self) -> str:
        law_term = self.known.law_term
        event = law_term.from_ if law_term and self.known.is_set_outside else self.known.starts_with
        if self.known.regime is not None and event in self.known.regime.events:
            return event_of(self.known.regime, event, get_language() or "nl")
        if self.known.question is not None:
            return f"“{self.known.question.text(get_language() or 'nl')}”"
        return str(EVENTS_IN_WORDS[self.known.starts_with])


@lru_cache(maxsize=256)
def terms_of(service: Service) -> dict[str, KnownTerm]:
    """The terms of a service's procedure by code, each with the rule that it follows."""
    return {term.code: _known(service, term) for term in service.procedure.terms}


def running_terms(service: Service, *, moments: Mapping[str, datetime], urgency: str, stage: str, kind: str = "",
                  changes: Mapping[str, Sequence[Change]] | None = None, own: Own | None = None) -> list[RunningTerm]:
    """The terms of a case, given its moments and what was decided about them: those that run, and those that were met.

    A term that waited for nothing in particular is over when the case leaves the stages it runs in.

    :param kind: what kind of contact it is; one that the procedure names terms for has those, and another kind hasn't.
    :param own: what the own regulations of whom it is about give on a day; the one of the day on which a term began counts.
    """
    running = []
    for known in terms_of(service).values():
        term = known.term
        started_at = moments.get(known.starts_with)
        if started_at is None or (term.urgencies and urgency not in term.urgencies) or (term.kinds and kind not in term.kinds):
            continue
        met_at = moments.get(term.until or "")
        met_at = met_at if met_at is not None and (met_at >= started_at or known.is_set_outside) else None
        if met_at is None and not _runs_in(service, term, stage):
            continue
        decided = tuple((changes or {}).get(term.code, ()))
        running.append(_running(service, known, started_at, met_at, urgency, decided, _own(service, known, own, started_at)))
    return running


def received_on(service: Service, changes: Sequence[Change], received: datetime) -> datetime:
    """When something was received, once somebody corrected the day: as if it came at the first minute of that day."""
    corrected = [change.on for change in changes if change.kind == RECEIVED_ON and change.on]
    if not corrected or corrected[-1] == service.day_of(received):
        return received
    return end_of(corrected[-1], service.calendar).replace(hour=0, minute=0, second=0)


def promised(service: Service, *, urgency: str, start: datetime) -> list[tuple[str, Wording, datetime]]:
    """What the service promises someone who tells something now: code, words, and the moment at the latest."""
    urgencies = service.procedure.urgencies
    return [(promise.code, promise.label, add(_soonest(promise.within, urgencies, urgency), start, service.calendar))
            for promise in service.about.promised]


@dataclass(frozen=True)
class Later:
    """A promise whose day another urgency puts off: what was promised, the day that was told, and the day that it would be."""

    label: Wording
    was_at: datetime
    due_at: datetime


def promises_put_off(service: Service, *, told: str, chosen: str, start: datetime, met: Collection[str]) -> list[Later]:
    """What a reporter was promised earlier than another urgency gives.

    :param told: the urgency that they read the days of.
    :param met: codes of the promises that were kept already.
    """
    becomes = {code: due_at for code, _label, due_at in promised(service, urgency=chosen, start=start)}
    return [Later(label, was_at, becomes[code]) for code, label, was_at in promised(service, urgency=told, start=start)
            if code not in met and service.day_of(becomes[code]) > service.day_of(was_at)]


def _known(service: Service, term: Term) -> KnownTerm:
    question = _question(service, starts_of(term))
    if term.rule is None:
        return KnownTerm(term, label=term.label, kind=term.kind or "", source=term.source, question=question,
                         to_be_confirmed=term.status == "to_be_confirmed", starts_with=starts_of(term))
    regime, law_term = service.rule(term.rule)
    return KnownTerm(
        term, label=term.label or law_term.label, kind=law_term.kind, source=source_of(law_term, term.variant or ""),
        # How long an institution's own regulation gives is what somebody believed to be usual.
        to_be_confirmed=law_term.status == "to_be_confirmed" or law_term.own_term,
        starts_with=term.from_ or law_term.from_, regime=regime, law_term=law_term, question=question)


def _question(service: Service, word: str) -> Wording | None:
    """What the sheet asks for a day that a term hangs on; None for a moment of the case itself."""
    if not (named := named_answer(word)):
        return None
    sheet, code = named.split(".")
    return next(one.label for one in service.procedure.sheet(sheet).fields if one.code == code)


def _own(service: Service, known: KnownTerm, own: Own | None, started_at: datetime) -> OwnLength | None:
    """How long the institution's own regulation gave on the day that the term began; of several institutions the shortest."""
    if own is None or known.law_term is None or not known.law_term.own_term:
        return None
    found = own(service.day_of(started_at)).get(known.term.rule or "", ())
    return min((one for one in found if one.within), key=lambda one: add(one.within, started_at, service.calendar), default=None)


def source_of_own(own: OwnLength, law: str) -> str:
    """Where it stands how long: in the institution's own regulation, which the law leaves it to."""
    if not own.source:
        return _("door de instelling zelf bepaald (%(law)s)") % {"law": law}
    return _("door de instelling zelf bepaald: %(own)s (%(law)s)") % {"own": own.source, "law": law}


def _running(service: Service, known: KnownTerm, started_at: datetime, met_at: datetime | None, urgency: str,
             changes: tuple[Change, ...], own: OwnLength | None) -> RunningTerm:
    variant = variant_after(changes, known.term.variant or "")
    rule, law = _rule(service, known.term.code, urgency, variant, service.calendar, id(service.days), own.within if own else None)
    found = deadline(rule, started_at, changes)
    near = known.term.alarm_before
    alarm_at = before(near, found.strict_at, service.calendar) if near else found.strict_at
    source, unsure = source_behind(known, found, variant), known.to_be_confirmed
    if own and known.law_term:
        source, unsure = source_of_own(own, source), known.law_term.status == "to_be_confirmed" or not own.is_confirmed
    return RunningTerm(
        code=known.term.code, label=known.label, kind=known.kind, source=source, to_be_confirmed=unsure or found.is_unsure,
        within=rule.within, started_at=started_at, due_at=found.due_at, strict_at=found.strict_at, met_at=met_at, known=known,
        found=found, rule=rule, law=law,
        # The day from which it counts back lies ahead: the alarm comes before it.
        alarm_at=alarm_at if known.is_set_outside else max(alarm_at, started_at), changes=changes, variant=variant)


def source_behind(known: KnownTerm, found: Deadline, variant: str) -> str:
    """The article of a term: of its case, or of its extension, where it has one of these."""
    return source_of(known.law_term, variant, extended=bool(found.extended)) if known.law_term else known.source


@lru_cache(maxsize=4_096)
def _rule(service: Service, code: str, urgency: str, variant: str, calendar: Calendar, _days: int, own: Span | None
          ) -> tuple[Rule, TermLaw | None]:
    """How a term of this service counts: the same rule for every case, as long as the days are the same."""
    known = terms_of(service)[code]
    term, regime, law_term = known.term, known.regime, known.law_term
    if regime is None or law_term is None:
        span = _THE_DAY if term.on else _span(service, term, urgency)
        return Rule(within=span, calendar=calendar, back=bool(term.before), first_day_counts=bool(term.on)), None
    law = term_law_of(regime, service.days)
    rule = rule_of(regime, law_term, calendar=calendar_of(service, regime), law=law, within=own or term.within, variant=variant)
    if rule is None:
        raise ValueError(f'term "{term.code}" doesn\'t say how long its own regulation gives')
    return rule, law


def calendar_of(service: Service, regime: RegimeFile) -> Calendar:
    """A regime of the service's own country counts its days; another country's regime those of that country."""
    if regime.country in (None, service.about.country):
        return service.calendar
    return calendar_for(regime.country, regime.subdivision, service.days)


def _runs_in(service: Service, term: Term, stage: str) -> bool:
    if term.stages:
        return stage in term.stages
    return not service.procedure.stage(stage).final


def _span(service: Service, term: Term, urgency: str) -> Span:
    if term.within is not None:
        return term.within
    promise = next(one for one in service.about.promised if one.code == term.promised)
    return _soonest(promise.within, service.procedure.urgencies, urgency)


def _soonest(within: Mapping[str, Span], urgencies: Sequence[Urgency], urgency: str) -> Span:
    """How soon for this urgency; a case with an urgency that the promise doesn't name gets the usual one, the last."""
    return within.get(urgency) or within[urgencies[-1].code]
