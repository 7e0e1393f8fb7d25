"""What people who work here do with a case between its opening and its end."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.approving import lapse_approvals, overtake_approvals, the_agreements_about
from gehoor.domain.cases.actions.moving import NotYet, close_case, enter_stage, reopen_case
from gehoor.domain.cases.actions.people import (
    correct_respondent,
    name_deputy,
    name_respondent,
    point_at_keys,
    recognise_respondent,
    restrict_case,
)
from gehoor.domain.cases.actions.working import ChangedMeanwhile, add_note, assign_case, classify, fill_sheet, set_urgency, summarise
from gehoor.domain.cases.models import Case, Respondent, Sheet
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.cases.sheets import as_it_stands
from gehoor.domain.conversations.queries import can_be_written_to
from gehoor.domain.directory.models import Institution
from gehoor.domain.services.approvals import about_sheet
from gehoor.domain.services.labels import refuse_undeclared, refuse_undeclared_marks
from gehoor.domain.services.names import is_without_names
from gehoor.domain.services.procedures import Move, moves_from
from gehoor.domain.services.refusing import GOES_ALONG
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.schema.ground import RefusalGround
from gehoor.domain.services.schema.procedure import Sheet as SheetDeclared
from gehoor.foundation.action import action, journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.search.index import forget
from gehoor.foundation.vault.compartments import grant
from gehoor.foundation.vault.rekeying import finish_rekeys, rekey
from gehoor.journeys.children_are_counted import recount_case
from gehoor.journeys.consent_is_given import opposed_by_sheet
from gehoor.journeys.days_are_appointed import days_are_appointed
from gehoor.journeys.later_than_promised import tell_of_later, what_is_put_off
from gehoor.journeys.message_passes import tell_reporter
from gehoor.journeys.names_are_kept import refuse_where_named
from gehoor.journeys.points_are_handled import recount_points
from gehoor.journeys.reporter_is_known import know_reporter
from gehoor.journeys.sheet_is_counted import count_sheet
from gehoor.journeys.terms_run import how_terms_ended, run_terms
from gehoor.journeys.what_is_met import what_is_met
from gehoor.journeys.words_go_along import words_along, words_of_refusal
from gehoor.journeys.work_is_done import follow_up_begins, tasks_follow_sheet

A_MOMENT = timedelta(microseconds=1)
"""By so much a stage begins after what the page of its step asked and told: that belongs to the stage that ends, and is asked and told
anew in the next."""


class NoSuchMove(Refusal):
    """The procedure knows no such step from here."""

    message = _("Deze stap kan niet vanaf hier. Bekijk de zaak opnieuw.")


class SheetsKept(NotYet):
    """What was filled in beside a step is kept, and the step itself waits for something else."""


class GroundShut(Refusal):
    """Nobody is refused on this ground as things stand."""

    def __init__(self, ground: RefusalGround, why: tuple[str, ...]):
        super().__init__(_("Op de grond “%(ground)s” wordt hier niet geweigerd: %(why)s.") % {
            "ground": ground.label.text(get_language() or "nl"), "why": ", ".join(why)})


class NothingTold(Refusal):
    """The reporter reads of this when it is written down."""

    message = _("Schrijf ook wat de melder hierover leest.")


def the_moves(case: Case, opened: OpenedCase | None = None, *, person: Person | None = None) -> list[Move]:
    """Every step that the procedure knows from where the case stands, each with what is still missing for it.

    :param person: whose keys open the answers that a step may require; without them and without `opened` no answer counts as given.
    """
    service = service_of_version(case.version)
    return moves_from(service, stage=case.stage, met=what_is_met(case, opened, person=person), with_words=GOES_ALONG)


def case_moves_on(*, person: Person, case: Case, move: str, expected: str, outcome: str = "", grounds: tuple[str, ...] = (),
                  reasons: str = "", message: str = "", sheets: Mapping[str, dict] | None = None, at: datetime) -> Case:
    """Take a step that the procedure declares: to another stage, to the end, or back open.

    A step with grounds refuses something: its reasons are kept, sealed, and what the reporter reads of it goes out with it, all in one.

    :param expected: the stage that the person saw on the page.
    :param reasons: why, for who works here; only of a step with grounds.
    :param message: what the reporter reads; under a refusal stands by itself where they can go next. Where nobody holds a code, what
        they were told otherwise: kept as a note.
    :param sheets: answers to the sheets that were asked on the page of the step, by their codes.
    :raises NoSuchMove: the procedure doesn't know this step from that stage.
    :raises NotYet: something required is missing; names it.
    :raises SheetsKept: the same, and the sheets that came with it are kept: what was decided stands, whatever it closes.
    :raises GroundShut: a ground doesn't hold here; says why.
    :raises ReasonsMissing: it refuses, and nobody says why.
    :raises TooBare: it refuses a child, and what the child would read is no sentence.
    :raises LeftOut: the message leaves out what it must say.
    :raises ChangedMeanwhile: a colleague moved the case first.
    """
    service = service_of_version(case.version)
    with journey("case.moves_on", at=at, actor=person.account):
        # Held first: what is required is asked of the case as it stands, and sealed under the keys that it has now.
        hold_case(person, case)
        if case.stage != expected:
            raise ChangedMeanwhile
        for code, answers in (sheets or {}).items():
            _fill(person, case, code, answers, at)
        brings = GOES_ALONG if message.strip() else ()
        known = moves_from(service, stage=expected, met=what_is_met(case, person=person), with_words=brings)
        step = next((one for one in known if one.code == move), None)
        if step is None:
            raise NoSuchMove
        missing = step.missing_for(outcome=outcome, grounds=grounds)
        if missing and not sheets:
            raise NotYet(missing)
        if not missing:
            _take(person, case, service, step, outcome, grounds, reasons, message, at, asked_beside=bool(sheets))
    if missing:
        raise SheetsKept(missing)
    return case


def case_is_assigned(*, person: Person, case: Case, to: Account | None, expected: Account | None, at: datetime) -> Case:
    """Give the case to a colleague, take it, or give it back."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        return assign_case(person=person, case=case, to=to, expected=expected, at=at)


def urgency_is_decided(*, person: Person, case: Case, urgency: str, message: str = "", at: datetime) -> Case:
    """A person decides how soon somebody must look; the terms follow.

    :param message: what the reporter reads where a day that they were promised moves later; the days stand under it by themselves.
    """
    service = service_of_version(case.version)
    declared = next(one for one in service.procedure.urgencies if one.code == urgency)
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        later = what_is_put_off(case, urgency)
        set_urgency(person=person, case=case, urgency=urgency, is_urgent=declared.ahead, at=at)
        tell_of_later(person=person, case=case, later=later, message=message, at=at)
        run_terms(case=case, service=service)
        recount_case(case, urgency=urgency)
    return case


def case_is_classified(*, person: Person, case: Case, kind: str, theme: str, themes: list[str], failings: list[str],
                       marks: dict[str, list[str]] | None = None, at: datetime, seen: str | None = None) -> Case:
    """Say what it is about; the count is corrected in the same transaction.

    :param marks: codes by dimension (MARKS in services/schema/axes.py, without failing); dimensions that aren't named stay as they are.
    :raises NotDeclared: the service, as it stood when the case began, has no such code.
    :raises NamesStandThere: the case would become one of a kind without names, and somebody is named in it.
    :raises ChangedMeanwhile: a colleague said it since `seen`.
    """
    _refuse_undeclared_classes(service_of_version(case.version), kind=kind, themes=[theme, *themes], failings=failings, marks=marks)
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        was = case.kind
        _classify(person=person, case=case, kind=kind, theme=theme, themes=themes, failings=failings, marks=marks, seen=seen, at=at)
        # Some terms are those of one kind of contact alone.
        if case.kind != was and not case.is_closed:
            run_terms(case=case, service=service_of_version(case.version))
    return case


def case_is_read_first(*, person: Person, case: Case, take: bool, expected: Account | None, urgency: str, kind: str, theme: str,
                       themes: list[str], failings: list[str], marks: dict[str, list[str]] | None = None, title: str = "",
                       summary: str = "", message: str = "", reporter_role: str = "", seen: str | None = None,
                       seen_summary: str | None = None, at: datetime) -> Case:
    """What a first reading leads to, all of it or nothing: who has the case, how soon, what it is about, and our own words.

    :param reporter_role: in which role the reporter tells it, where the door didn't ask; left out while nobody knows.
    :param take: whether the person takes the case; `expected` is the handler that they saw.
    :param summary: left out when it is empty; a title alone is kept, beside the summary that stood there.
    :param message: as of `urgency_is_decided`.
    :raises NotDeclared: the service, as it stood when the case began, has no such code.
    :raises NamesStandThere: the case would become one of a kind without names, and somebody is named in it.
    :raises ChangedMeanwhile: a colleague said or took it meanwhile.
    """
    service = service_of_version(case.version)
    refuse_undeclared(service, urgency=[urgency], reporter_role=[reporter_role] if reporter_role else [])
    declared = next(one for one in service.procedure.urgencies if one.code == urgency)
    _refuse_undeclared_classes(service, kind=kind, themes=[theme, *themes], failings=failings, marks=marks)
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        if take and case.handler_id != person.account.id:
            assign_case(person=person, case=case, to=person.account, expected=expected, at=at)
        later = what_is_put_off(case, urgency)
        set_urgency(person=person, case=case, urgency=urgency, is_urgent=declared.ahead, at=at)
        tell_of_later(person=person, case=case, later=later, message=message, at=at)
        _classify(person=person, case=case, kind=kind, theme=theme, themes=themes, failings=failings, marks=marks, seen=seen, at=at)
        staff_file = person.keyring.open(case.compartment_id)
        stands = case.unsealed(staff_file)
        if summary.strip() or title.strip() not in ("", stands.get("title", "")):
            summarise(person=person, case=case, staff_file=staff_file, title=title,
                      summary=summary if summary.strip() else stands.get("summary", ""), at=at, seen=seen_summary)
        if reporter_role:
            know_reporter(person=person, case=case, role=reporter_role, at=at)
        run_terms(case=case, service=service)
        recount_case(case, urgency=urgency)
    return case


def case_is_summarised(*, person: Person, case: Case, title: str, summary: str, at: datetime,
                       seen: str | None = None) -> Case:
    """Write our own words beside the story.

    :raises ChangedMeanwhile: a colleague wrote them since `seen`.
    """
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        return summarise(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), title=title,
                         summary=summary, at=at, seen=seen)


def sheet_is_filled(*, person: Person, case: Case, code: str, answers: dict, message: str = "", at: datetime) -> Sheet:
    """Fill in a form that the procedure declares, and tell the reporter of it where it declares that too.

    :param message: what the reporter reads, of a sheet that asks for it.
    :raises NothingTold: the sheet asks for a message the first time, and there is none.
    :raises LeftOut: the message leaves out what it must say.
    """
    service = service_of_version(case.version)
    declared = service.procedure.sheet(code)
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        if not message.strip() and must_be_told(case, declared):
            raise NothingTold
        filled = _fill(person, case, code, answers, at)
        told = words_along(person=person, case=case, service=service, along=declared.tell, text=message) if declared.tell else ""
        if told:
            tell_reporter(person=person, case=case, text=told, kind="answer", at=at)
        return filled


def must_be_told(case: Case, sheet: SheetDeclared) -> bool:
    """Whether a message must go along when this sheet is filled in: the first time, where somebody can read it."""
    return sheet.tell is not None and not case.sheets.filter(code=sheet.code).exists() and can_be_written_to(case)


def respondent_is_named(*, person: Person, case: Case, kind: str, words: str, institution: Institution | None,
                        name: str = "", at: datetime) -> Respondent:
    """Say whom or what it is about. From now on the case is gone for whoever stands too near to that institution or person."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        return name_respondent(case=case, staff_file=person.keyring.open(case.compartment_id), kind=kind, words=words,
                               institution=institution, name=name, at=at)


def respondent_is_recognised(*, person: Person, case: Case, respondent_id, kind: str, institution: Institution | None,
                             at: datetime) -> Respondent:
    """Say which institution was meant. From now on the case is gone for whoever stands too near to it."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        recognised = recognise_respondent(person=person, case=case, respondent_id=respondent_id, kind=kind, institution=institution,
                                          at=at)
        recount_points(recognised)
        _count_terms(case)
        return recognised


def respondent_is_corrected(*, person: Person, case: Case, respondent_id, institution: Institution | None, seen: str,
                            at: datetime) -> Respondent:
    """Say that another institution was meant, or none of the directory. Who stands too near to the new one loses the case at once."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        corrected = correct_respondent(person=person, case=case, respondent_id=respondent_id, institution=institution, seen=seen, at=at)
        recount_points(corrected)
        _count_terms(case)
        return corrected


def _count_terms(case: Case) -> None:
    """Which institution it is says how long its own regulation gives."""
    if not case.is_closed:
        run_terms(case=case, service=service_of_version(case.version))


def deputy_is_named(*, person: Person, case: Case, account: Account, at: datetime) -> Case:
    """Let a colleague open the case beside its handler. Behind a wall they get its keys too."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        if case.is_walled:
            for compartment in (case.compartment_id, case.conversation_compartment):
                grant(person.keyring.open(compartment), account.id)
        return name_deputy(person=person, case=case, account=account, at=at)


def case_becomes_confidential(*, person: Person, case: Case, to: list[Account], at: datetime) -> Case:
    """Wall the case: its keys are made anew for these people, and for the reporter's receipt; the team's keys open it no more.

    Its words leave the team's search index, so that search can't tell either; the named open it from their list.
    """
    with journey("case.walled", at=at, actor=person.account):
        hold_case(person, case)
        restrict_case(person=person, case=case, to=to, walled=True, at=at)
        seal_anew(person=person, case=case, holders=[account.id for account in to])
        forget(index_id=case.team_id, ordinal=case.ordinal)
    finish_rekeys(at=at)
    return case


@action("case.sealed_anew")
def seal_anew(*, person: Person, case: Case, holders: list) -> Case:
    """Move both parts of the file under new keys for these holders only; a receipt keeps its conversation."""
    receipts = [one for one in case.conversations.values_list("receipt", flat=True) if one]
    staff_file = rekey(person.keyring.open(case.compartment_id), holders=holders)
    conversation = rekey(person.keyring.open(case.conversation_compartment), holders=[*holders, *receipts])
    point_at_keys(case=case, staff_file=staff_file, conversation=conversation)
    case.conversations.update(compartment_id=conversation.id)
    return case


def _take(person: Person, case: Case, service: Service, step: Move, outcome: str, grounds: tuple[str, ...], reasons: str,
          message: str, at: datetime, *, asked_beside: bool) -> None:
    """Take a step of which everything is met."""
    if shut := next((one for one in step.grounds if one.code in grounds and one.code in step.shut), None):
        raise GroundShut(shut, step.shut[shut.code])
    along = {"person": person, "case": case, "service": service, "text": message}
    told = words_of_refusal(**along, step=step, reasons=reasons) if step.grounds else ""
    if step.tell and not step.grounds:
        told = words_along(**along, along=step.tell)
    sealed = {"staff_file": person.keyring.open(case.compartment_id), "text": reasons.strip()} if step.grounds else {}
    common = {"person": person, "case": case, "move": step.code, "expected": case.stage, "to": step.to, "at": at}
    overtake_approvals(case)
    if told:
        tell_reporter(person=person, case=case, text=told, kind="answer", at=at)
    elif message.strip() and step.carries_words and not can_be_written_to(case):
        add_note(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), text=message, at=at)
    if step.closes:
        close_case(**common, outcome=outcome, grounds=list(grounds), **sealed)
        ended = service.procedure.outcome(outcome)
        if ended.needs_follow_up:
            follow_up_begins(person=person, case=case, service=service, declared=ended.needs_follow_up,
                             what=ended.label.text("nl"), at=at)
    elif case.is_closed:
        reopen_case(**common)
    else:
        enters_at = at + A_MOMENT if asked_beside or told else at
        enter_stage(**common | {"at": enters_at}, is_admission=step.is_admission, grounds=list(grounds), **sealed)
    run_terms(case=case, service=service)
    recount_case(case, outcome=case.outcome, marks=_how_it_ended(case, service, step, grounds))


def _how_it_ended(case: Case, service: Service, step: Move, grounds: tuple[str, ...]) -> dict[str, Iterable[str]]:
    """What the figures say of a step: on which grounds it refuses, and at an end which terms were kept. Nothing of it once the case is
    taken up after all."""
    if not step.closes:
        return {"ground": grounds, "term_kept": (), "term_late": (), "term_extended": ()}
    return how_terms_ended(case, service) | ({"ground": grounds} if step.grounds else {})


def _fill(person: Person, case: Case, code: str, answers: dict, at: datetime) -> Sheet:
    service, staff_file = service_of_version(case.version), person.keyring.open(case.compartment_id)
    declared = service.procedure.sheet(code)
    if agreements := the_agreements_about(case, about_sheet(service.procedure, code)):
        # Saved with the very same answers it is the sheet that somebody agreed with, or reads to agree: nothing is written.
        if stands := as_it_stands(case, declared, answers, staff_file):
            return stands
        lapse_approvals(agreements, staff_file=staff_file, sheet=code)
    tasks_follow_sheet(person=person, case=case, sheet=declared, answers=answers, at=at)
    opposed_by_sheet(person=person, case=case, sheet=declared, answers=answers, at=at)
    count_sheet(case=case, service=service, staff_file=staff_file, code=code, answers=answers, at=at)
    sheet = fill_sheet(person=person, case=case, staff_file=staff_file, code=code, answers=answers, at=at)
    days_are_appointed(person=person, case=case, staff_file=staff_file, sheet=code, answers=answers, at=at)
    return sheet


def _refuse_undeclared_classes(service: Service, *, kind: str, themes: list[str], failings: list[str],
                               marks: dict[str, list[str]] | None) -> None:
    refuse_undeclared(service, kind=[kind], theme=themes, failing=failings)
    refuse_undeclared_marks(service, marks or {})


def _classify(*, person: Person, case: Case, kind: str, theme: str, themes: list[str], failings: list[str],
              marks: dict[str, list[str]] | None, seen: str | None, at: datetime) -> None:
    service = service_of_version(case.version)
    if is_without_names(service, kind) and kind != case.kind:
        refuse_where_named(person, case, service)
    classify(person=person, case=case, kind=kind, theme=theme, themes=themes, failings=failings, marks=marks, at=at, seen=seen)
    counted = {"theme": [theme, *themes], "failing": failings, **(marks or {})}
    recount_case(case, kind=kind, theme=theme, failing=failings[0] if failings else "", marks=counted)
