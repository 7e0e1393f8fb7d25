"""Somebody decides about a term: longer, at a standstill, running on, or counted from another day of receipt.

A term is extended only as its rule allows: so often, so far, before it ends, told to whom the law says, with reasons. Nothing closes.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions import timing
from gehoor.domain.cases.models import Case, TermChange
from gehoor.domain.services.deadlines import may_be_extended
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.terms import RunningTerm
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.journeys.terms_run import next_due, run_terms, the_terms


class NoSuchTerm(Refusal):
    """That term doesn't run on this case."""

    message = _("Deze termijn loopt niet in deze zaak. Bekijk de zaak opnieuw.")


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


def term_is_extended(*, person: Person, case: Case, term: str, until: date | None, reasons: str, told: list[str], at: datetime,
                     seen: str | None = None) -> TermChange:
    """Extend a term as its rule allows.

    :param until: the new last day; none: as far as the rule goes.
    :raises NoSuchTerm: it doesn't run on this case.
    :raises CannotBeExtended: its rule knows no extension, or no further one.
    :raises EndedAlready: it has ended.
    :raises TooFar: the rule doesn't go that far.
    :raises NotLonger: the day isn't later than the end that stands.
    :raises NotToldYet: somebody whom the rule names wasn't told.
    :raises WithoutReasons: the rule wants reasons.
    :raises ChangedMeanwhile: a colleague changed a term first.
    """
    def do(running: RunningTerm, service: Service) -> TermChange:
        rule = running.rule.extend
        if rule is None or not may_be_extended(running.rule, running.changes) or running.met_at is not None:
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
        if not set(rule.notice) <= set(told):
            raise NotToldYet
        if not reasons.strip():
            raise WithoutReasons
        return timing.extend_term(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), term=term, until=last,
                                  span=str(rule.to or rule.by or ""), reasons=reasons, told=sorted(told), seen=seen, at=at)

    return _decided(person, case, term, do, at=at)


def term_is_extended_by_consent(*, person: Person, case: Case, term: str, until: date, reasons: str, consent: dict, at: datetime,
                                seen: str | None = None) -> TermChange:
    """Extend a term beyond its rule, because the complainant agreed; the rule must say that one may.

    :param consent: how and on which day they agreed.
    :raises CannotBeExtended: the rule knows no such extension.
    :raises NotLonger: the day isn't later than the end that stands.
    :raises WithoutReasons: reasons, or the day and way of the consent, are missing.
    """
    def do(running: RunningTerm, service: Service) -> TermChange:
        rule = running.rule.extend
        if rule is None or not rule.more_by_consent or running.met_at is not None:
            raise CannotBeExtended
        if until <= (ends := service.day_of(running.due_at)):
            raise NotLonger(ends)
        if not reasons.strip() or not all(str(consent.get(name, "")).strip() for name in ("how", "on")):
            raise WithoutReasons
        return timing.extend_by_consent(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), term=term,
                                        until=until, reasons=reasons, consent=consent, seen=seen, at=at)

    return _decided(person, case, term, do, at=at)


def term_stands_still(*, person: Person, case: Case, term: str, because: str, since: date, reasons: str, at: datetime,
                      seen: str | None = None) -> TermChange:
    """Let a term stand still, for a cause that its rule declares.

    :raises CannotStandStill: the rule knows no such cause, or it stands still already.
    :raises NotFromThatDay: the day lies ahead, or before the term began.
    """
    def do(running: RunningTerm, service: Service) -> TermChange:
        causes = running.known.law_term.suspended_by if running.known.law_term else []
        if because not in [cause.code for cause in causes] or running.stands_still:
            raise CannotStandStill
        if not service.day_of(running.started_at) <= since <= service.day_of(at):
            raise NotFromThatDay
        if not reasons.strip():
            raise WithoutReasons
        return timing.let_term_stand_still(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), term=term,
                                           because=because, since=since, reasons=reasons, seen=seen, at=at)

    return _decided(person, case, term, do, at=at)


def term_runs_on(*, person: Person, case: Case, term: str, since: date, reasons: str, at: datetime, seen: str | None = None) -> TermChange:
    """Let a term run on that stood still.

    :raises CannotStandStill: it doesn't stand still.
    :raises NotFromThatDay: the day lies ahead, or before it stood still.
    """
    def do(running: RunningTerm, service: Service) -> TermChange:
        if running.found.stands_still is None:
            raise CannotStandStill
        if not running.found.stands_still <= since <= service.day_of(at):
            raise NotFromThatDay
        if not reasons.strip():
            raise WithoutReasons
        return timing.let_term_run_on(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), term=term,
                                      since=since, reasons=reasons, seen=seen, at=at)

    return _decided(person, case, term, do, at=at)


def receipt_is_corrected(*, person: Person, case: Case, day: date, reasons: str, at: datetime, seen: str | None = None) -> TermChange:
    """Say on which day it was received in truth; every term that counts from receipt follows.

    :raises NotFromThatDay: the day lies ahead.
    :raises WithoutReasons: no reasons were given.
    """
    service = service_of_version(case.version)
    with journey("terms.changed", at=at, actor=person.account):
        hold_case(person, case)
        if day > service.day_of(at):
            raise NotFromThatDay
        if not reasons.strip():
            raise WithoutReasons
        change = timing.correct_receipt(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), day=day,
                                        reasons=reasons, seen=seen, at=at)
        _follow(case, service)
    return change


def terms_are_computed_anew(*, at: datetime, batch: int = 500) -> int:
    """Compute the nearest term of every running case again, as after a new holiday; says how many ends moved. Nothing else changes."""
    moved, last = 0, None
    while rows := list((timing.open_cases().filter(pk__gt=last) if last else timing.open_cases())[:batch]):
        last = rows[-1].pk
        if anew := [case.pk for case, _code, _due_at in _that_are_another(rows)]:
            with journey("terms.computed_anew", at=at, actor_kind="clock"):
                # Read again where nobody can change them meanwhile.
                held = list(timing.open_cases().select_for_update().filter(pk__in=anew))
                moved += timing.move_next_dues(moved=_that_are_another(held), at=at)
    return moved


def _that_are_another(rows: list[Case]) -> list[tuple[Case, str, datetime]]:
    """The cases whose nearest term isn't the one that was kept, with that term and its end."""
    changes, found = timing.changes_of(rows), []
    for case in rows:
        code, due_at = next_due(case, service_of_version(case.version), changes.get(case.pk, []))
        if due_at is not None and (code, due_at) != (case.next_due, case.next_due_at):
            found.append((case, code, due_at))
    return found


def _decided(person: Person, case: Case, term: str, do: Callable[[RunningTerm, Service], TermChange], *, at: datetime) -> TermChange:
    service = service_of_version(case.version)
    with journey("terms.changed", at=at, actor=person.account):
        hold_case(person, case)
        running = next((one for one in the_terms(case, service) if one.code == term and one.met_at is None), None)
        if running is None:
            raise NoSuchTerm
        change = do(running, service)
        _follow(case, service)
    return change


def _follow(case: Case, service: Service) -> None:
    if not case.is_closed:
        run_terms(case=case, service=service)
