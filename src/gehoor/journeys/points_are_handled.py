"""Points of a complaint from their beginning to a finding, and the three tests: with the count of each point corrected as it goes.

Called by the pages of a case. A point has one term regime at most; a finding never goes without reasons, nor before the tests that the
procedure asks for it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.items import (
    Point,
    ReasonsMissing,
    add_item,
    attach_item_fact,
    change_item,
    drop_item,
    find_item,
    note_answered,
)
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.actions.testing import record_test
from gehoor.domain.cases.models import Case, Item, Respondent
from gehoor.domain.cases.points import JUDGEMENTS, KEPT, NOT_KEPT, TESTS, ombuds_norms, tests_on
from gehoor.domain.directory.queries import the_kind_behind
from gehoor.domain.figures.actions import count, recount, uncount
from gehoor.domain.services.labels import NotDeclared, refuse_undeclared
from gehoor.domain.services.offered_regimes import regimes_offered, variants_offered
from gehoor.domain.services.procedures import in_words
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.testing import norms_of
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.journeys.children_are_counted import recount_case
from gehoor.journeys.names_are_matched import learn_anew
from gehoor.journeys.terms_run import run_terms
from gehoor.journeys.work_is_done import follow_up_begins

PRIVATE, RULE = "private", "rule"
"""What a person and a rule without an actor are on the common axis `respondent`."""


class NoFindings(Refusal):
    """A procedure without findings judges nothing."""

    message = _("In deze procedure wordt geen bevinding over een punt uitgesproken.")


class NotThatDay(Refusal):
    """A point is answered between the day it was received and today."""

    message = _("Deze dag kan niet: hij ligt in de toekomst, of voor de dag van ontvangst.")


def item_is_added(*, person: Person, case: Case, point: Point, at: datetime) -> Item:
    """Add a point to the complaint; it counts from now on.

    :raises NotDeclared: a code stands in no list of the service, or the regime in no file.
    :raises NotThatDay: it would be received on a day that must still come.
    :raises NothingSaid: it has no words.
    """
    service = service_of_version(case.version)
    _refuse_undeclared(service, point)
    if service.day_of(point.received_at) > service.day_of(at):
        raise NotThatDay
    with journey("case.has_a_point", at=at, actor=person.account):
        hold_case(person, case)
        item = add_item(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), point=point, at=at)
        fact = count(unit="item", service=service.code, on=service.day_of(item.received_at), channel=case.channel, kind=case.kind,
                     reporter_role=case.reporter_role, audience=case.audience, standing=case.standing, **_codes(item), marks=_marks(item))
        attach_item_fact(item=item, fact=fact.id)
        _follow(case, service)
    return item


def item_is_changed(*, person: Person, case: Case, number: int, point: Point, seen: str, at: datetime) -> Item:
    """Say a point anew, until it is found; the count follows.

    :raises NotDeclared: a code stands in no list of the service, or the regime in no file.
    :raises AlreadyFound: a finding stands on it; and what `change_item` raises more.
    """
    _refuse_undeclared(service_of_version(case.version), point)
    with journey("case.point_changes", at=at, actor=person.account):
        hold_case(person, case)
        item = change_item(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), number=number, point=point,
                           seen=seen, at=at)
        _recount(item)
        _follow(case, service_of_version(case.version))
    return item


def item_is_found(*, person: Person, case: Case, number: int, finding: str, reasons: str, seen: str, at: datetime,
                  told: str = "") -> Item:
    """Say how a point is found, and why; `told` are the words of it that are for the reporter.

    :raises NoFindings: the procedure knows none.
    :raises NotDeclared: it doesn't know this one.
    :raises NotYet: a test that it asks for doesn't stand yet; names it.
    :raises ReasonsMissing: without reasons; and what `find_item` raises more.
    """
    service = service_of_version(case.version)
    if not service.procedure.findings:
        raise NoFindings
    declared = next((one for one in service.procedure.findings if one.code == finding), None)
    if declared is None:
        raise NotDeclared(finding)
    with journey("case.point_is_found", at=at, actor=person.account):
        hold_case(person, case)
        found = case.items.filter(number=number).values_list("id", flat=True).first()
        done = tests_on(case.tested.all(), found)
        if missing := [in_words(code, {}) for code in declared.requires if code not in done]:
            raise NotYet(missing)
        item = find_item(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), number=number,
                         finding=finding, reasons=reasons, told=told, seen=seen, at=at)
        if declared.needs_follow_up:
            follow_up_begins(person=person, case=case, service=service, declared=declared.needs_follow_up, at=at,
                             what=f"{number}. {declared.label.text(SOURCE_LANGUAGE)}")
        _recount(item)
        _follow(case, service)
    return item


def item_is_answered(*, person: Person, case: Case, number: int, on: date | None, words: str, seen: str, at: datetime) -> Item:
    """Whom a point is about has answered it: its terms stop that day. Without a day: it wasn't answered after all, and they run again.

    :param words: what was answered; or why it wasn't an answer.
    :raises ReasonsMissing: without words.
    :raises NotThatDay: the day lies ahead, or before the point was received; and what `note_answered` raises more.
    """
    service = service_of_version(case.version)
    with journey("case.point_is_answered", at=at, actor=person.account):
        hold_case(person, case)
        if not words.strip():
            raise ReasonsMissing
        received = case.items.filter(number=number).values_list("received_at", flat=True).first()
        if on and received and not service.day_of(received) <= on <= service.day_of(at):
            raise NotThatDay
        moment = min(at, datetime.combine(on, time(12), service.calendar.zone)) if on else None
        item = note_answered(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), number=number, on=moment,
                             words=words, seen=seen, at=at)
        _follow(case, service)
    return item


def item_is_dropped(*, person: Person, case: Case, number: int, reasons: str, seen: str, at: datetime) -> Item:
    """Let a point fall away that turned out to be none; it isn't counted any more.

    :raises ReasonsMissing: without reasons; and what `drop_item` raises more.
    """
    with journey("case.point_is_dropped", at=at, actor=person.account):
        hold_case(person, case)
        fact = case.items.filter(number=number).values_list("fact", flat=True).first()
        item = drop_item(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), number=number, reasons=reasons,
                         seen=seen, at=at)
        if fact:
            uncount(fact=fact)
        _recount_norms(case)
        _follow(case, service_of_version(case.version))
    return item


def norms_are_tested(*, person: Person, case: Case, number: int | None, against: str, norms: Iterable[tuple[str, str]], judgement: str,
                     reasons: str, at: datetime) -> Case:
    """Hold a point, or the whole case, against norms of one test: the law, treaties, or norms of an ombuds service.

    :param norms: each as (set, code); every set must be one of this test.
    :raises NotDeclared: a norm that isn't of this test, or no such judgement.
    :raises ReasonsMissing: without reasons; and what `record_test` raises more.
    """
    norms, service = list(norms), service_of_version(case.version)
    if against not in TESTS or judgement not in JUDGEMENTS:
        raise NotDeclared(against if against not in TESTS else judgement)
    known = {(one.code, entry.code) for one in norms_of(service, against, on=service.day_of(at)) for entry in one.entries}
    if unknown := next((code for code in norms if code not in known), None):
        raise NotDeclared("/".join(unknown))
    with journey("case.is_tested", at=at, actor=person.account):
        hold_case(person, case)
        record_test(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), number=number, against=against,
                    norms=norms, judgement=judgement, reasons=reasons, at=at)
        _recount_norms(case)
        learn_anew(case)
    return case


def recount_points(respondent: Respondent) -> None:
    """Correct the counts of the points against a respondent that was recognised."""
    for item in respondent.items.filter(dropped_at=None):
        _recount(item)


def _recount_norms(case: Case) -> None:
    """Correct what the figures say of the ombuds norms that a case was held against."""
    items, tested = list(case.items.all()), list(case.tested.all())
    recount_case(case, marks={"norm_kept": ombuds_norms(items, tested, KEPT), "norm_not_kept": ombuds_norms(items, tested, NOT_KEPT)})


def _follow(case: Case, service: Service) -> None:
    """What a change of a point leads to: other words to be found by, and another nearest term of the case."""
    learn_anew(case)
    if not case.is_closed:
        run_terms(case=case, service=service)


def _refuse_undeclared(service: Service, point: Point) -> None:
    refuse_undeclared(service, failing=[point.failing], theme=[point.theme])
    on = service.day_of(point.received_at)
    if point.regime and point.regime not in regimes_offered(service, SOURCE_LANGUAGE, on=on):
        raise NotDeclared(point.regime)
    if point.variant and point.variant not in variants_offered(service, point.regime, SOURCE_LANGUAGE, on=on):
        raise NotDeclared(point.variant)


def _codes(item: Item) -> dict[str, str]:
    return {"theme": item.theme, "failing": item.failing, "finding": item.finding, "respondent": _respondent(item.respondent)}


def _marks(item: Item) -> dict[str, list[str]]:
    return {"theme": [item.theme], "failing": [item.failing]}


def _respondent(respondent: Respondent | None) -> str:
    """The kind of a respondent on the common axis; empty where nobody said yet which institution it is."""
    if respondent is None:
        return ""
    if respondent.kind != "institution":
        return RULE if respondent.kind == RULE else PRIVATE
    return the_kind_behind(bytes(respondent.tag)) if respondent.tag else ""


def _recount(item: Item) -> None:
    if item.fact and (corrected := recount(fact=item.fact, marks=_marks(item), **_codes(item))):
        attach_item_fact(item=item, fact=corrected.id)
