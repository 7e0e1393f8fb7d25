"""Somebody decides about a term of a case, or of a point of it: longer, at a standstill, running on, in another case of its rule, done, or
counted from another day of receipt.

A term is extended only as its rule allows: so often, so far, before it ends, told to whom the law says, with reasons. Nothing closes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions import timing
from gehoor.domain.cases.actions.timing import Decided
from gehoor.domain.cases.models import Case, Item, TermChange
from gehoor.domain.consent.models import Consent
from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.domain.services.deadlines import may_be_extended
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.point_terms import begins_another
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.terms import RunningTerm
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.journeys.message_passes import tell_reporter
from gehoor.journeys.said_how import Told, said_how
from gehoor.journeys.terms_run import run_terms, the_terms, the_terms_of_points

COMPLAINANT = "complainant"
"""How a rule names who told it, where somebody must be told of an extension."""
IN_WRITING = ("letter", "mail", "form")
"""Ways to agree that are in writing; any other is not."""


class NoSuchTerm(Refusal):
    """That term doesn't run on this case."""

    message = _("Deze termijn loopt niet in deze zaak of bij dit punt. Bekijk de zaak opnieuw.")


class CannotBeExtended(Refusal):
    """The rule knows no extension, or no further one."""

    message = _("Deze termijn kan niet (nog eens) verlengd worden: de regel laat het niet toe.")


class CannotStandStill(Refusal):
    """The rule knows no such cause, or it is as asked already."""

    message = _("Deze termijn kan daarvoor niet stilstaan of verder lopen: de regel laat het niet toe, of een collega deed het al.")


class EndedAlready(Refusal):
    """An extension after the end isn't one."""

    def __init__(self, term: RunningTerm, day: date) -> None:
        super().__init__(_("Deze termijn liep af op %(day)s. Verlengen kon alleen daarvoor (%(source)s). "
                           "Zeg de klager waarom het langer duurt, en waar die nu terecht kan.")
                         % {"day": day_in_words(day), "source": term.source})


class TooFar(Refusal):
    """The rule doesn't go that far."""

    def __init__(self, longest: date) -> None:
        super().__init__(_("De regel laat verlengen toe tot en met %(day)s, niet langer.") % {"day": day_in_words(longest)})


class NotLonger(Refusal):
    """The day asked for isn't after the end that stands."""

    def __init__(self, day: date) -> None:
        super().__init__(_("De termijn loopt al tot en met %(day)s. Kies een latere dag.") % {"day": day_in_words(day)})


class NotToldYet(Refusal):
    """Somebody whom the rule names wasn't told."""

    message = _("Laat de verlenging eerst weten aan iedereen die de regel noemt.")


class WithoutReasons(Refusal):
    """No reasons were given."""

    message = _("Schrijf waarom. Zonder redenen verandert een termijn niet.")


class NotFromThatDay(Refusal):
    """That day can't be meant."""

    message = _("Deze dag kan niet: hij ligt in de toekomst, of voor het begin.")


class NotInWriting(Refusal):
    """The rule wants the complainant's agreement in writing."""

    def __init__(self, term: RunningTerm) -> None:
        super().__init__(_("Langer kan alleen als de klager schriftelijk instemt (%(source)s). Vraag het eerst in een bericht of brief.")
                         % {"source": term.known.law_term.extend.source or term.source})


class ConsentOver(Refusal):
    """The recorded consent doesn't stand any more."""

    message = _("Die toestemming geldt niet (meer): ze werd geweigerd, ingetrokken, of is voorbij. Vraag het de klager opnieuw.")


class NobodyAgreed(Refusal):
    """Who agreed, how, or on which day is missing."""

    message = _("Zeg wie instemde, hoe, en op welke dag.")


class NotAnotherCase(Refusal):
    """The rule knows no such case, or it holds already."""

    message = _("De regel kent dit geval niet, of het geldt al. Bekijk de zaak opnieuw.")


class NothingBegins(Refusal):
    """Nothing counts from it, or it is said already."""

    message = _("Daar begint geen andere termijn mee, of het is al gezegd. Bekijk de zaak opnieuw.")


@dataclass(frozen=True)
class Agreed:
    """That the complainant agreed to more time: who, how, on which day, in which words; `consent`: as it was recorded, where it was."""

    who: str
    how: str
    on: date | None
    words: str = ""
    consent: UUID | None = None


@dataclass(frozen=True)
class About:
    """Who decides about which term and why. `number`: of the point whose term it is; none: of the case. `seen`: the last change that stood
    before them."""

    person: Person
    case: Case
    term: str
    reasons: str
    at: datetime
    number: int | None = None
    seen: str | None = None


def term_is_extended(*, until: date | None, told: Mapping[str, Told], message: str = "", **about) -> TermChange:
    """Extend a term as its rule allows, and let the reporter know of it.

    :param until: the new last day; none: as far as the rule goes.
    :param told: whom of those that the rule names somebody told, and how.
    :param message: what the reporter reads; the new day and the old one stand under it by themselves. Who gets it is told.
    :param about: the fields of `About`, here and below.
    :raises NoSuchTerm: it doesn't run.
    :raises CannotBeExtended: its rule knows no extension, or no further one.
    :raises EndedAlready: it has ended.
    :raises TooFar: the rule doesn't go that far.
    :raises NotLonger: the day isn't later than the end that stands.
    :raises NotToldYet: somebody whom the rule names wasn't told.
    :raises NotSaidHow: nothing left the house that told them, and nobody says how and when it was done otherwise.
    :raises WithoutReasons: there are no reasons.
    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    def do(running: RunningTerm, service: Service, decided: Decided) -> TermChange:
        rule, at = running.rule.extend, decided.at
        if rule is None or not may_be_extended(running.rule, running.changes):
            raise CannotBeExtended
        ends = service.day_of(running.due_at)
        if rule.before == "end" and at > running.due_at:
            raise EndedAlready(running, ends)
        longest = running.longest_until
        last = until or longest
        if last is None or last <= ends:
            raise NotLonger(ends)
        if longest and last > longest:
            raise TooFar(longest)
        writes = bool(message.strip()) and can_be_written_to(decided.case)
        everybody = {*told, COMPLAINANT} if writes else set(told)
        if not set(rule.notice) <= everybody:
            raise NotToldYet
        change = timing.extend_term(decided=decided, until=last, span=str(rule.to or rule.by or ""), told=sorted(everybody), was=ends,
                                    how={whom: said_how(decided, one, service) for whom, one in told.items()})
        if writes:
            _tell(decided, message, last, ends)
        return change

    return _decided(About(**about), do)


def term_is_extended_by_consent(*, until: date, agreed: Agreed, message: str = "", **about) -> TermChange:
    """Extend a term beyond its rule, because the complainant agreed; the rule must say that one may, and how they must agree.

    :raises CannotBeExtended: the rule knows no such extension.
    :raises NobodyAgreed: who agreed, how or when is missing.
    :raises NotInWriting: the rule wants it in writing.
    :raises ConsentOver: the recorded consent was refused, withdrawn, or is over.
    :raises NotFromThatDay: they would have agreed on a day that must still come.
    :raises EndedAlready: they agreed only after the end.
    :raises NotLonger: the day isn't later than the end that stands.
    :raises WithoutReasons: there are no reasons.
    """
    def do(running: RunningTerm, service: Service, decided: Decided) -> TermChange:
        rule, at = running.rule.extend, decided.at
        if rule is None or not rule.more_by_consent:
            raise CannotBeExtended
        if not agreed.who.strip() or not agreed.how or agreed.on is None:
            raise NobodyAgreed
        if rule.consent_in_writing and agreed.how not in IN_WRITING:
            raise NotInWriting(running)
        if agreed.consent and not _stands(decided.case, agreed.consent, at):
            raise ConsentOver
        if agreed.on > service.day_of(at):
            raise NotFromThatDay
        ends = service.day_of(running.due_at)
        if rule.before == "end" and agreed.on > ends:
            raise EndedAlready(running, ends)
        if until <= ends:
            raise NotLonger(ends)
        said = {"who": agreed.who, "how": agreed.how, "on": agreed.on.isoformat(), "words": agreed.words}
        change = timing.extend_by_consent(decided=decided, until=until, consent=said, rests_on=agreed.consent, was=ends)
        if message.strip() and can_be_written_to(decided.case):
            _tell(decided, message, until, ends)
        return change

    return _decided(About(**about), do)


def term_stands_still(*, because: str, since: date, **about) -> TermChange:
    """Let a term stand still, for a cause that its rule declares.

    :raises CannotStandStill: the rule knows no such cause, or it stands still already.
    :raises NotFromThatDay: the day lies ahead, or before the term began.
    """
    def do(running: RunningTerm, service: Service, decided: Decided) -> TermChange:
        causes = running.known.law_term.suspended_by if running.known.law_term else []
        if because not in [cause.code for cause in causes] or running.stands_still:
            raise CannotStandStill
        if not service.day_of(running.started_at) <= since <= service.day_of(decided.at):
            raise NotFromThatDay
        return timing.let_term_stand_still(decided=decided, because=because, since=since)

    return _decided(About(**about), do)


def term_runs_on(*, since: date, **about) -> TermChange:
    """Let a term run on that stood still.

    :raises CannotStandStill: it doesn't stand still.
    :raises NotFromThatDay: the day lies ahead, or before it stood still.
    """
    def do(running: RunningTerm, service: Service, decided: Decided) -> TermChange:
        if running.found.stands_still is None:
            raise CannotStandStill
        if not running.found.stands_still <= since <= service.day_of(decided.at):
            raise NotFromThatDay
        return timing.let_term_run_on(decided=decided, since=since)

    return _decided(About(**about), do)


def term_is_put_in_case(*, variant: str, since: date, **about) -> TermChange:
    """Say that a case of its rule holds for a term, so that it has another length: a committee advises. With an empty code: none holds any
    more, and the usual length counts again.

    :param since: from which day it holds, or doesn't any more.
    :raises NotAnotherCase: the rule knows no such case, or it is as said already.
    :raises NotFromThatDay: the day lies ahead, or before the term began.
    :raises EndedAlready: the term was over before that day: what began too late makes nothing longer.
    """
    def do(running: RunningTerm, service: Service, decided: Decided) -> TermChange:
        known = running.known.law_term.variants if running.known.law_term else {}
        if variant == running.variant or (variant and variant not in known):
            raise NotAnotherCase
        if not service.day_of(running.started_at) <= since <= service.day_of(decided.at):
            raise NotFromThatDay
        if variant and since > (ends := service.day_of(running.due_at)):
            raise EndedAlready(running, ends)
        return timing.put_in_case(decided=decided, variant=variant, since=since)

    return _decided(About(**about), do)


def term_was_done(*, on: date | None, **about) -> TermChange:
    """Say on which day it was done what a term of a point asked, so that the term begins that counts from it; without a day: it wasn't.

    :raises NothingBegins: nothing counts from it, or it is as said already.
    :raises NotFromThatDay: the day lies ahead, or before the term began.
    """
    def do(running: RunningTerm, service: Service, decided: Decided) -> TermChange:
        regime = running.known.regime
        if decided.item is None or regime is None or not begins_another(regime, running.code) or (on is None) == (running.met_at is None):
            raise NothingBegins
        if on and not service.day_of(running.started_at) <= on <= service.day_of(decided.at):
            raise NotFromThatDay
        return timing.note_done(decided=decided, on=on)

    return _decided(About(**about), do, also_met=True)


def receipt_is_corrected(*, day: date, **about) -> TermChange:
    """Say on which day the case, or a point of it, was received in truth; every term that counts from its receipt follows.

    :raises NotFromThatDay: the day lies ahead.
    :raises NoSuchTerm: there is no such point, or it was dropped.
    :raises WithoutReasons: no reasons were given.
    """
    told = About(**{"term": timing.RECEIPT, **about})
    service = service_of_version(told.case.version)
    with journey("terms.changed", at=told.at, actor=told.person.account):
        hold_case(told.person, told.case)
        if day > service.day_of(told.at):
            raise NotFromThatDay
        item = told.case.items.filter(number=told.number, dropped_at=None).first()
        if told.number and item is None:
            raise NoSuchTerm
        decided = _by(told, item)
        moment = datetime.combine(day, time(0), service.calendar.zone)
        change = timing.correct_receipt(decided=decided, day=day, moment=moment)
        _follow(told.case, service)
    return change


def _decided(about: About, do: Callable[[RunningTerm, Service, Decided], TermChange], *, also_met: bool = False) -> TermChange:
    case, service = about.case, service_of_version(about.case.version)
    with journey("terms.changed", at=about.at, actor=about.person.account):
        hold_case(about.person, case)
        item, terms = None, the_terms(case, service)
        if about.number is not None:
            item, terms = _of_point(case, service, about.number)
        running = next((one for one in terms if one.code == about.term and (also_met or one.met_at is None)), None)
        if running is None:
            raise NoSuchTerm
        change = do(running, service, _by(about, item))
        _follow(case, service)
    return change


def _of_point(case: Case, service: Service, number: int) -> tuple[Item | None, list[RunningTerm]]:
    """A point that is open, with its terms."""
    waiting = case.items.filter(number=number, answered_at=None) if not case.is_closed else case.items.none()
    return next(iter(the_terms_of_points(waiting.select_related("respondent"), service, case.term_changes.all())), (None, []))


def _by(about: About, item: Item | None) -> Decided:
    """:raises WithoutReasons: nobody says why."""
    if not about.reasons.strip():
        raise WithoutReasons
    return Decided(person=about.person, case=about.case, staff_file=about.person.keyring.open(about.case.compartment_id), term=about.term,
                   reasons=about.reasons, at=about.at, item=item, seen=about.seen)


def _stands(case: Case, consent: UUID, at: datetime) -> bool:
    """Whether this consent was given in this case, and neither withdrawn nor over."""
    row = Consent.objects.filter(pk=consent, case=case, was_given=True, withdrawn_at=None).first()
    return row is not None and (row.until_at is None or row.until_at > at)


def _tell(decided: Decided, message: str, last: date, ends: date) -> None:
    """Write to the reporter, with both days under it; that isn't the answer yet."""
    tell_reporter(person=decided.person, case=decided.case, kind="notice", at=decided.at,
                  text=f"{message.strip()}\n\n{both_days(last, ends, the_conversation(decided.case).language)}")


def both_days(last: date | None, ends: date, language: str) -> str:
    """What stands under a message about a longer term, in the language of whoever reads it."""
    with override(language):
        if last is None:
            return gettext("Hier komt de nieuwe laatste dag te staan. Eerst was dat %(day)s.") % {"day": day_in_words(ends)}
        days = {"last": day_in_words(last), "day": day_in_words(ends)}
        return gettext("De nieuwe laatste dag is %(last)s. Eerst was dat %(day)s.") % days


def _follow(case: Case, service: Service) -> None:
    if not case.is_closed:
        run_terms(case=case, service=service)
