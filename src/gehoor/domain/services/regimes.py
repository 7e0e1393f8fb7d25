"""The terms of a legal regime, in dates: for the terms of a case that follow one, and for whoever asks without a case. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.domain.services.deadlines import EXTENDED, Change, Deadline, Rule, deadline
from gehoor.domain.services.explaining import EVENTS_IN_WORDS, day_in_words, explained, span_in_words
from gehoor.domain.services.schema.base import Status, Wording
from gehoor.domain.services.schema.regime import RECEIVED, CalendarFile, RegimeFile, RegimeTerm, TermLaw
from gehoor.foundation.calendars import NOBODYS, PLAIN, Calendar, EndRule, Span

TO_BE_CONFIRMED: Status = "to_be_confirmed"


@dataclass(frozen=True)
class DatedTerm:
    """One term of a regime on a calendar; without dates where nobody knows yet when it begins, or how long it is."""

    code: str
    label: Wording
    kind: str
    who: str
    source: str
    status: Status
    found: Deadline | None
    explanation: str


def calendar_for(country: str | None, subdivision: str | None, days: Sequence[CalendarFile], *, timezone: str = "") -> Calendar:
    """The days of a country: computed holidays, and those of its declared list. Without a country only weekends are known."""
    listed = next((one for one in days if one.country == country), None)
    return Calendar(
        country=country or NOBODYS, subdivision=subdivision, timezone=timezone or (listed.timezone if listed else "Europe/Brussels"),
        added=tuple(day.on for day in listed.holidays) if listed else (),
        equated=tuple(day.on for day in listed.equated) if listed else (),
        unsure=tuple(day.on for day in (*listed.holidays, *listed.equated) if day.status == TO_BE_CONFIRMED) if listed else (),
        checked_until=listed.checked_until if listed else None)


def term_law_of(regime: RegimeFile, days: Sequence[CalendarFile]) -> TermLaw | None:
    """The law on terms that holds for this regime."""
    listed = next((one for one in days if one.country == regime.country), None)
    return listed.term_law if listed and regime.term_law else None


def rule_of(regime: RegimeFile, term: RegimeTerm, *, calendar: Calendar, law: TermLaw | None, within: Span | None = None,
            variant: str = "") -> Rule | None:
    """How a term of a regime counts; None while nobody said how long it is.

    The law on terms is about terms of a law: a promise, or an institution's own term, ends where counting ends.
    """
    length = within or (term.variants[variant].within if variant in term.variants else term.within)
    if length is None:
        return None
    of_the_law = term.kind == "statutory"
    return Rule(
        within=length, calendar=calendar.of_the_law if of_the_law else calendar, strict=term.strict, back=term.back,
        first_day_counts=term.first_day_counts, extend=term.extend,
        end_rule=_end_rule(regime, term, law) if of_the_law and not term.own_term else PLAIN)


def source_of(term: RegimeTerm, variant: str = "", *, extended: bool = False) -> str:
    """The article of a term, of its variant, or of its extension."""
    if extended and term.extend and term.extend.source:
        return term.extend.source
    return (term.variants[variant].source if variant in term.variants else "") or term.source


def law_behind(found: Deadline, law: TermLaw | None) -> str:
    """The article that moved an end."""
    if law is None or not found.because:
        return ""
    return f"{law.title}, {law.open_days_source if found.because == 'open_days' else law.moves_on}"


def event_of(regime: RegimeFile, code: str, language: str) -> str:
    """What a term of a regime counts from, in words."""
    return regime.events[code].text(language) if code in regime.events else str(EVENTS_IN_WORDS[code])


def dated_terms(regime: RegimeFile, *, moments: Mapping[str, datetime], calendar: Calendar, law: TermLaw | None,
                variants: Collection[str] = (), extended: Sequence[str] = (), own: Mapping[str, Span] | None = None,
                language: str = "nl") -> list[DatedTerm]:
    """Every term of a regime, counted from what happened.

    :param moments: when what happened, by the codes of events.
    :param variants: the cases that hold, such as `committee`.
    :param extended: codes of the terms that were extended, each as often as it was.
    :param own: lengths that an institution's own regulation gives, by the codes of terms.
    """
    found = []
    with override(language):
        for term in regime.terms:
            variant = next((code for code in term.variants if code in variants), "")
            rule = rule_of(regime, term, calendar=calendar, law=law, within=(own or {}).get(term.code), variant=variant)
            start, source = moments.get(term.from_), source_of(term, variant, extended=term.code in extended)
            end = deadline(rule, start, [Change(EXTENDED)] * list(extended).count(term.code)) if rule and start else None
            found.append(DatedTerm(
                code=term.code, label=term.label, kind=term.kind, who=term.who, source=source, found=end,
                status=TO_BE_CONFIRMED if end and end.is_unsure else term.status,
                explanation=_explained(regime, term, rule, start, end, law, source, variant, language)))
    return found


def _explained(regime: RegimeFile, term: RegimeTerm, rule: Rule | None, start: datetime | None, end: Deadline | None,
               law: TermLaw | None, source: str, variant: str, language: str) -> str:
    event = event_of(regime, term.from_, language)
    said = source or _("eigen belofte")
    if rule is None:
        return _("Hoe lang, bepaalt de instelling zelf: %(source)s") % {"source": said}
    if start is None or end is None:
        words = _("%(span)s voor %(event)s, %(source)s") if rule.back else _("%(span)s na %(event)s, %(source)s")
        return words % {"span": span_in_words(rule.within), "event": event, "source": said}
    case = term.variants[variant].label.text(language) if variant else ""
    sentence = explained(end, rule, start, event=event, source=said, law=law_behind(end, law), case=case)
    if end.strict_at < end.due_at:
        sentence += ". " + _("Strengste lezing: %(day)s") % {"day": day_in_words(end.strict_at.astimezone(rule.calendar.zone).date())}
    return sentence


def _end_rule(regime: RegimeFile, term: RegimeTerm, law: TermLaw | None) -> EndRule:
    moves_on = (term.on_weekend_end or regime.on_weekend_end) == "next_working_day"
    if law is None or not moves_on:
        return EndRule(moves_on=moves_on)
    return replace(law.rule(), moves_on=bool(law.moves_on))


def known_variants(regime: RegimeFile) -> list[str]:
    """The cases in which a term of this regime has another length."""
    return sorted({code for term in regime.terms for code in term.variants})


def known_events(regime: RegimeFile) -> list[str]:
    """What terms of this regime count from."""
    return [RECEIVED, *regime.events]
