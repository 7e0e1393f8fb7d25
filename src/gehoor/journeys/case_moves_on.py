"""What people who work here do with a case between its opening and its end."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.approving import overtake_approvals
from gehoor.domain.cases.actions.moving import NotYet, close_case, enter_stage, reopen_case
from gehoor.domain.cases.actions.opening import attach_case_fact
from gehoor.domain.cases.actions.people import (
    correct_respondent,
    name_deputy,
    name_respondent,
    point_at_keys,
    recognise_respondent,
    restrict_case,
)
from gehoor.domain.cases.actions.working import ChangedMeanwhile, assign_case, classify, fill_sheet, set_urgency, summarise
from gehoor.domain.cases.approved import what_is_approved
from gehoor.domain.cases.models import Case, Respondent, Sheet
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.cases.parties import CONCERNED
from gehoor.domain.cases.points import what_points_meet
from gehoor.domain.cases.sheets import SHEET, the_answers_of, the_filled, the_newest_answers
from gehoor.domain.consent.queries import the_contact_consent
from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.domain.directory.models import Institution
from gehoor.domain.figures.actions import recount
from gehoor.domain.services.answers import answers_required, what_answers_meet
from gehoor.domain.services.labels import refuse_undeclared, refuse_undeclared_marks
from gehoor.domain.services.names import is_without_names
from gehoor.domain.services.procedures import Move, moves_from
from gehoor.domain.services.refusing import (
    GOES_ALONG,
    ReasonsMissing,
    TooBare,
    is_too_bare,
    next_instance,
    reads_as_child,
    with_next_instance,
)
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.schema.fields import GROUNDS
from gehoor.domain.services.schema.needed import Needed
from gehoor.foundation.action import action, journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.search.index import forget
from gehoor.foundation.vault.compartments import grant
from gehoor.foundation.vault.rekeying import finish_rekeys, rekey
from gehoor.journeys.message_passes import tell_reporter
from gehoor.journeys.names_are_kept import refuse_where_named
from gehoor.journeys.points_are_handled import recount_points
from gehoor.journeys.terms_run import run_terms
from gehoor.journeys.work_is_done import follow_up_begins


class NoSuchMove(Refusal):
    """The procedure knows no such step from here."""

    message = _("Deze stap kan niet vanaf hier. Bekijk de zaak opnieuw.")


def the_moves(case: Case, opened: OpenedCase | None = None, *, person: Person | None = None) -> list[Move]:
    """Every step that the procedure knows from where the case stands, each with what is still missing for it.

    :param person: whose keys open the answers that a step may require; without them and without `opened` no answer counts as given.
    """
    service = service_of_version(case.version)
    return moves_from(service, stage=case.stage, met=what_is_met(case, opened, person=person), with_refusal=what_refusing_brings(case))


def what_is_met(case: Case, opened: OpenedCase | None = None, *, person: Person | None = None) -> set[str]:
    """What a procedure may require, and this case has: gathered from all rooms, or told by the case as it was just opened.

    :param person: whose keys open the answers that a step may require; lists and timers have none, and need none.
    """
    procedure = service_of_version(case.version).procedure
    if opened is None:
        axes = set(case.classifications.values_list("axis", flat=True))
        has_child = case.parties.filter(Q(is_child=True) | Q(role__in=CONCERNED)).exists()
        has_respondent, points = case.respondents.exists(), what_points_meet(case.items.all(), case.tested.all())
        has_consent, sheets = the_contact_consent(case) is not None, list(case.sheets.defer("sealed"))
        answers = the_answers(case, person) if person else {}
        approved = what_is_approved(case)
    else:
        axes = {one.axis for one in opened.classifications}
        has_child = any(known.row.is_child or known.row.role in CONCERNED for known in opened.parties)
        has_respondent = bool(opened.respondents)
        points = what_points_meet((known.row for known in opened.items), (known.row for known in opened.tested))
        has_consent, sheets = opened.consent is not None, [known.row for known in opened.sheets]
        answers = the_newest_answers(((known.row, known.said) for known in opened.sheets), procedure)
        approved = what_is_approved(case, [one.row for one in opened.work.approvals], sheets)
    met = {
        "handler_assigned": case.handler_id is not None, "summary_written": case.has_summary, "kind_chosen": bool(case.kind),
        "theme_chosen": bool(case.theme), "failing_chosen": "failing" in axes, "urgency_decided": case.urgency_decided,
        "child_party_named": has_child, "respondent_named": has_respondent,
        "answer_sent": case.answered_at is not None, "reporter_told": case.last_word_by == "us",
        "consent_recorded": has_consent,
    }
    filled = the_filled(case, sheets, procedure)
    answered = what_answers_meet(procedure, {code: said for code, said in answers.items() if code in filled})
    return {code for code, holds in met.items() if holds} | points | approved | {SHEET + code for code in filled} | answered


def the_answers(case: Case, person: Person) -> dict[str, dict[str, Any]]:
    """What was answered last on each sheet of which the procedure requires an answer, opened with this person's keys."""
    procedure = service_of_version(case.version).procedure
    codes = {Needed.of(word).sheet for word in answers_required(procedure)}
    return the_answers_of(case, codes, person.keyring.open(case.compartment_id), procedure) if codes else {}


def the_answers_on_grounds(case: Case, person: Person) -> dict[str, dict[str, Any]]:
    """What was judged ground by ground, on the newest of each sheet that asks so."""
    procedure = service_of_version(case.version).procedure
    asking = [sheet.code for sheet in procedure.sheets if any(asked.rows_from == GROUNDS for asked in sheet.fields)]
    return the_answers_of(case, asking, person.keyring.open(case.compartment_id), procedure) if asking else {}


def what_refusing_brings(case: Case) -> frozenset[str]:
    """What a step with grounds meets itself, because words to the reporter go along with it: nothing where they reach nobody."""
    return GOES_ALONG if can_be_written_to(case) else frozenset()


def case_moves_on(*, person: Person, case: Case, move: str, expected: str, outcome: str = "", grounds: tuple[str, ...] = (),
                  reasons: str = "", message: str = "", at: datetime) -> Case:
    """Take a step that the procedure declares: to another stage, to the end, or back open.

    A step with grounds refuses something: its reasons are kept, sealed, and what the reporter reads of it goes out with it, all in one.

    :param expected: the stage that the person saw on the page.
    :param reasons: why, for who works here; only of a step with grounds.
    :param message: what the reporter reads; where they can go next stands under it by itself.
    :raises NoSuchMove: the procedure doesn't know this step from that stage.
    :raises NotYet: something required is missing; names it.
    :raises ReasonsMissing: it refuses, and nobody says why.
    :raises TooBare: it refuses a child, and what the child would read is no sentence.
    :raises ChangedMeanwhile: a colleague moved the case first.
    """
    service = service_of_version(case.version)
    with journey("case.moves_on", at=at, actor=person.account):
        # Held first: what is required is asked of the case as it stands, and sealed under the keys that it has now.
        hold_case(person, case)
        brings = what_refusing_brings(case) if message.strip() else ()
        known = moves_from(service, stage=expected, met=what_is_met(case, person=person), with_refusal=brings)
        step = next((one for one in known if one.code == move), None)
        if step is None:
            raise NoSuchMove
        if case.stage != expected:
            raise ChangedMeanwhile
        if missing := step.missing_for(outcome=outcome, grounds=grounds):
            raise NotYet(missing)
        told = _what_a_refusal_says(case, service, reasons, message) if step.grounds else ""
        sealed = {"staff_file": person.keyring.open(case.compartment_id), "text": reasons.strip()} if step.grounds else {}
        common = {"person": person, "case": case, "move": move, "expected": expected, "to": step.to, "at": at}
        overtake_approvals(case, of="")
        if told:
            tell_reporter(person=person, case=case, text=told, kind="answer", at=at)
        if step.closes:
            close_case(**common, outcome=outcome, grounds=list(grounds), **sealed)
            ended = service.procedure.outcome(outcome)
            if ended.needs_follow_up:
                follow_up_begins(person=person, case=case, service=service, declared=ended.needs_follow_up,
                                 what=ended.label.text("nl"), at=at)
        elif case.is_closed:
            reopen_case(**common)
        else:
            enter_stage(**common, is_admission=step.is_admission, grounds=list(grounds), **sealed)
        run_terms(case=case, service=service)
        _recount(case, outcome=case.outcome)
    return case


def case_is_assigned(*, person: Person, case: Case, to: Account | None, expected: Account | None, at: datetime) -> Case:
    """Give the case to a colleague, take it, or give it back."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        return assign_case(person=person, case=case, to=to, expected=expected, at=at)


def urgency_is_decided(*, person: Person, case: Case, urgency: str, at: datetime) -> Case:
    """A person decides how soon somebody must look; the terms follow."""
    service = service_of_version(case.version)
    declared = next(one for one in service.procedure.urgencies if one.code == urgency)
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        set_urgency(person=person, case=case, urgency=urgency, is_urgent=declared.ahead, at=at)
        run_terms(case=case, service=service)
        _recount(case, urgency=urgency)
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
        _classify(person=person, case=case, kind=kind, theme=theme, themes=themes, failings=failings, marks=marks, seen=seen, at=at)
    return case


def case_is_read_first(*, person: Person, case: Case, take: bool, expected: Account | None, urgency: str, kind: str, theme: str,
                       themes: list[str], failings: list[str], marks: dict[str, list[str]] | None = None, title: str = "",
                       summary: str = "", seen: str | None = None, seen_summary: str | None = None, at: datetime) -> Case:
    """What a first reading leads to, all of it or nothing: who has the case, how soon, what it is about, and our own words.

    :param take: whether the person takes the case; `expected` is the handler that they saw.
    :param summary: left out when it is empty; a title alone is kept, beside the summary that stood there.
    :raises NotDeclared: the service, as it stood when the case began, has no such code.
    :raises NamesStandThere: the case would become one of a kind without names, and somebody is named in it.
    :raises ChangedMeanwhile: a colleague said or took it meanwhile.
    """
    service = service_of_version(case.version)
    refuse_undeclared(service, urgency=[urgency])
    declared = next(one for one in service.procedure.urgencies if one.code == urgency)
    _refuse_undeclared_classes(service, kind=kind, themes=[theme, *themes], failings=failings, marks=marks)
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        if take and case.handler_id != person.account.id:
            assign_case(person=person, case=case, to=person.account, expected=expected, at=at)
        set_urgency(person=person, case=case, urgency=urgency, is_urgent=declared.ahead, at=at)
        _classify(person=person, case=case, kind=kind, theme=theme, themes=themes, failings=failings, marks=marks, seen=seen, at=at)
        staff_file = person.keyring.open(case.compartment_id)
        stands = case.unsealed(staff_file)
        if summary.strip() or title.strip() not in ("", stands.get("title", "")):
            summarise(person=person, case=case, staff_file=staff_file, title=title,
                      summary=summary if summary.strip() else stands.get("summary", ""), at=at, seen=seen_summary)
        run_terms(case=case, service=service)
        _recount(case, urgency=urgency)
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


def sheet_is_filled(*, person: Person, case: Case, code: str, answers: dict, at: datetime) -> Sheet:
    """Fill in a form that the procedure declares."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        overtake_approvals(case, of=f"sheet.{code}")
        return fill_sheet(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), code=code,
                          answers=answers, at=at)


def respondent_is_named(*, person: Person, case: Case, kind: str, words: str, institution: Institution | None,
                        at: datetime) -> Respondent:
    """Say whom or what it is about. From now on the case is gone for whoever stands too near to that institution."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        return name_respondent(case=case, staff_file=person.keyring.open(case.compartment_id), kind=kind, words=words,
                               institution=institution, at=at)


def respondent_is_recognised(*, person: Person, case: Case, respondent_id, kind: str, institution: Institution | None,
                             at: datetime) -> Respondent:
    """Say which institution was meant. From now on the case is gone for whoever stands too near to it."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        recognised = recognise_respondent(person=person, case=case, respondent_id=respondent_id, kind=kind, institution=institution,
                                          at=at)
        recount_points(recognised)
        return recognised


def respondent_is_corrected(*, person: Person, case: Case, respondent_id, institution: Institution | None, seen: str,
                            at: datetime) -> Respondent:
    """Say that another institution was meant, or none of the directory. Who stands too near to the new one loses the case at once."""
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        corrected = correct_respondent(person=person, case=case, respondent_id=respondent_id, institution=institution, seen=seen, at=at)
        recount_points(corrected)
        return corrected


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


def _what_a_refusal_says(case: Case, service: Service, reasons: str, message: str) -> str:
    """What the reporter reads of a refusal, with where they can go next; nothing where it reaches nobody."""
    if not reasons.strip():
        raise ReasonsMissing
    if not can_be_written_to(case):
        return ""
    if is_too_bare(message) and (message.strip() or reads_as_child(service, audience=case.audience, role=case.reporter_role)):
        raise TooBare
    where = next_instance(service, audience=case.audience, language=the_conversation(case).language)
    return with_next_instance(message, where) if message.strip() else ""


def _recount(case: Case, marks: dict[str, list[str]] | None = None, **codes: str) -> None:
    if case.fact and (corrected := recount(fact=case.fact, marks=marks, **codes)):
        attach_case_fact(case=case, fact=corrected.id)


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
    _recount(case, kind=kind, theme=theme, failing=failings[0] if failings else "", marks=counted)
