"""What a procedure allows and when things are due. Pure: a table in, what is met in, moves and terms out.

Called by the journeys of a case, which gather from other rooms what is met. Nothing here closes, refuses or ranks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.domain.services.approvals import APPROVAL, outcome_requires, the_wanted, with_approvals
from gehoor.domain.services.schema import Wording
from gehoor.domain.services.schema.procedure import Ground, Outcome, Term, Urgency
from gehoor.domain.services.service import Service
from gehoor.foundation.calendars import Span, add, before

REQUIRED = {
    "handler_assigned": gettext_lazy("een behandelaar"),
    "summary_written": gettext_lazy("een eigen samenvatting"),
    "kind_chosen": gettext_lazy("de soort contact"),
    "theme_chosen": gettext_lazy("een thema"),
    "failing_chosen": gettext_lazy("wat er misliep"),
    "urgency_decided": gettext_lazy("een beslissing of het dringend is"),
    "child_party_named": gettext_lazy("het kind als betrokkene"),
    "respondent_named": gettext_lazy("over wie of wat het gaat"),
    "answer_sent": gettext_lazy("een antwoord aan de melder"),
    "consent_recorded": gettext_lazy("een keuze over veilig contact"),
    "reporter_told": gettext_lazy("een bericht aan de melder na het laatste bericht"),
    "item_added": gettext_lazy("een punt van de klacht"),
    "items_found": gettext_lazy("een bevinding voor elk punt"),
    "law_tested": gettext_lazy("de toets aan de wet"),
    "treaty_tested": gettext_lazy("de toets aan de verdragen"),
    "norms_tested": gettext_lazy("de toets aan de ombudsnormen"),
}
"""What is still needed, in words that complete "Eerst nodig: …", for every word a procedure may require."""


@dataclass(frozen=True)
class Move:
    """A step from where a case stands. `missing` are the codes of what is required and not met."""

    code: str
    label: Wording
    to: str
    closes: bool
    is_admission: bool
    outcomes: tuple[Outcome, ...]
    grounds: tuple[Ground, ...]
    missing: tuple[str, ...]
    why_not: tuple[str, ...]
    met: frozenset[str]
    sheet_titles: Mapping[str, str]
    wanted: frozenset[str] = frozenset()

    @property
    def allowed(self) -> bool:
        """Whether nothing is missing that holds for every outcome."""
        return not self.missing

    def missing_for(self, *, outcome: str = "", grounds: Collection[str] = ()) -> list[str]:
        """What is still needed to take this step with this outcome and on these grounds, in words."""
        lacking = list(self.why_not)
        chosen = next((one for one in self.outcomes if one.code == outcome), None)
        if self.closes and chosen is None:
            lacking.append(_("een uitkomst uit de lijst"))
        if chosen:
            codes = [code for code in outcome_requires(chosen, self.wanted) if code not in self.met and code not in self.missing]
            lacking += [in_words(code, self.sheet_titles) for code in codes]
        known = {ground.code for ground in self.grounds}
        if (known and not grounds) or not set(grounds) <= known:
            lacking.append(_("een grond uit de lijst"))
        return lacking


@dataclass(frozen=True)
class RunningTerm:
    """A term of a case: from when, until when, whether it was met. It is shown and raises alarms, nothing more."""

    code: str
    label: Wording
    kind: str
    source: str
    to_be_confirmed: bool
    within: Span
    started_at: datetime
    due_at: datetime
    alarm_at: datetime
    met_at: datetime | None

    def is_overdue(self, at: datetime) -> bool:
        """Whether it isn't met and its end has passed, or was met too late."""
        return (self.met_at or at) > self.due_at

    def is_near(self, at: datetime) -> bool:
        """Whether it isn't met and its end is near or passed."""
        return self.met_at is None and at >= self.alarm_at


def moves_from(service: Service, *, stage: str, met: Collection[str], language: str = "nl") -> list[Move]:
    """Every step the procedure knows from this stage, allowed or not yet, in the order declared.

    :raises KeyError: the procedure knows no such stage.
    """
    procedure = service.procedure
    here, first = procedure.stage(stage), procedure.stages[0]
    wanted = the_wanted(procedure, stage)
    titles = {f"sheet.{sheet.code}": sheet.title.text(language) for sheet in procedure.sheets}
    titles |= {one.requirement: one.in_words(language) for one in wanted.values()}
    found = []
    for move in here.moves:
        target = procedure.stage(move.to)
        required = dict.fromkeys([*(here.requires if move.to != stage else ()), *move.requires])
        required = dict.fromkeys(with_approvals(required, wanted, f"move.{move.code}"))
        missing = tuple(code for code in required if code not in met)
        found.append(Move(
            code=move.code, label=move.label, to=move.to, closes=target.final,
            is_admission=here.code == first.code and not target.final and target.code != first.code,
            outcomes=tuple(procedure.outcome(code) for code in move.outcomes),
            grounds=tuple(ground for ground in procedure.grounds if ground.code in move.grounds),
            missing=missing, why_not=tuple(in_words(code, titles) for code in missing), met=frozenset(met), sheet_titles=titles,
            wanted=frozenset(wanted),
        ))
    return found


def in_words(code: str, sheet_titles: Mapping[str, str]) -> str:
    """A requirement in words that complete "Eerst nodig: …"."""
    if code.startswith(APPROVAL):
        return sheet_titles[code]
    if code in sheet_titles:
        return _("het blad “%(title)s”") % {"title": sheet_titles[code]}
    return str(REQUIRED[code])


def running_terms(service: Service, *, moments: Mapping[str, datetime], urgency: str, stage: str) -> list[RunningTerm]:
    """The terms of a case, given its moments: those that run, and those that were met.

    A term that waited for nothing in particular is over when the case leaves the stages it runs in.
    """
    running = []
    for term in service.procedure.terms:
        started_at = moments.get(term.from_)
        if started_at is None or (term.urgencies and urgency not in term.urgencies):
            continue
        met_at = moments.get(term.until or "")
        met_at = met_at if met_at is not None and met_at >= started_at else None
        if met_at is None and not _runs_in(service, term, stage):
            continue
        within = _span(service, term, urgency)
        due_at = add(within, started_at, service.calendar)
        alarm_at = before(term.alarm_before, due_at, service.calendar) if term.alarm_before else due_at
        running.append(RunningTerm(
            code=term.code, label=term.label, kind=term.kind, source=term.source, to_be_confirmed=term.status == "to_be_confirmed",
            within=within, started_at=started_at, due_at=due_at, alarm_at=max(alarm_at, started_at), met_at=met_at))
    return running


def promised(service: Service, *, urgency: str, start: datetime) -> list[tuple[str, Wording, datetime]]:
    """What the service promises someone who tells something now: code, words, and the moment at the latest."""
    urgencies = service.procedure.urgencies
    return [(promise.code, promise.label, add(_soonest(promise.within, urgencies, urgency), start, service.calendar))
            for promise in service.about.promised]


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
