"""Someone tells what is wrong: everything that follows, in one transaction, and then the alert.

Called by the public form when it is sent. Acknowledged means on disk: the receipt is shown after both commits.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from gehoor.domain.accounts.queries import the_team
from gehoor.domain.cases.actions.opening import open_case
from gehoor.domain.cases.actions.people import add_party, name_respondent
from gehoor.domain.cases.actions.working import mark
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.actions import record_contact_consent
from gehoor.domain.contacts.actions import drop_unfinished, note_arrival, record_contact
from gehoor.domain.contacts.models import Standing
from gehoor.domain.conversations.actions import begin_conversation
from gehoor.domain.directory.queries import the_institution
from gehoor.domain.figures.actions import count
from gehoor.domain.services.actions import keep_version
from gehoor.domain.services.attention import stands_out
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.meaning import Meanings
from gehoor.domain.services.registry import Service
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.foundation.action import journey
from gehoor.foundation.files.storage import HeldFile, adopt
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import OpenCompartment, create_compartments
from gehoor.foundation.vault.receipts import PreparedReceipt, ReceiptCode, issue_receipt
from gehoor.journeys.alerts import alert_duty_team
from gehoor.journeys.children_are_counted import CHILD_IN_CASE, age_of
from gehoor.journeys.terms_run import first_due


@dataclass(frozen=True)
class Submission:
    """A questionnaire as it was sent: what was answered, word for word, and the files held for it."""

    id: UUID
    service: Service
    audience: str
    language: str
    answers: dict
    meanings: Meanings
    held_files: list[HeldFile] = field(default_factory=list)
    unfinished_receipt: UUID | None = None


@dataclass(frozen=True)
class Arrived:
    """What the reporter is shown: the code to come back with."""

    code: ReceiptCode
    case: Case


def report_arrives(*, submission: Submission, prepared: PreparedReceipt, at: datetime) -> Arrived:
    """Take in a report: contact, case, conversation, receipt and facts in one transaction; then alert who is on duty.

    :raises AlreadyArrived: the same submission was taken in before; nothing is made twice.
    """
    service, meanings = submission.service, submission.meanings
    procedure = service.procedure
    raised = stands_out(service, submission.answers.values(), submission.language)
    with journey("report.arrives", at=at, actor_kind="reporter"):
        note_arrival(submission_id=submission.id, at=at)
        keep_version(service, at=at)
        team = the_team(service.code, service.team_for(submission.audience, meanings.code("theme")))
        receipt = issue_receipt(prepared)
        case_id = new_id()
        conversation_key, staff_file = create_compartments(
            about=case_id, conversation=[team.id, receipt.holder_id], staff=[team.id])
        kind, urgency = meanings.code("contact_kind") or procedure.counts_as, _urgency(service, meanings=meanings, raised=raised)
        codes = _counted(submission, kind=kind, urgency=urgency.code, on=service.day_of(at))
        contact = record_contact(
            compartment=conversation_key, said={"answers": submission.answers}, service=service.code, version=service.hash,
            channel=service.form_channel, kind=kind, at=at,
            audience=submission.audience, language=submission.language,
            reporter_role=meanings.code("reporter_role"), theme=meanings.code("theme"), says_urgent=meanings.is_yes("urgent"),
            raised_by_words=raised, fact=count(unit="contact", service=service.code, on=service.day_of(at), **codes).id,
        )
        stage = procedure.stages[0].code
        case = open_case(case_id=case_id, contact=contact, team=team, staff_file=staff_file, stage=stage,
                         urgency=urgency.code, is_urgent=urgency.ahead, prefix=service.reference, at=at,
                         fact=count(unit="case", service=service.code, on=service.day_of(at), **codes).id,
                         nearest=first_due(service, stage=stage, urgency=urgency.code, kind=kind, at=at))
        begin_conversation(case=case, compartment=conversation_key, receipt=receipt.holder_id, language=submission.language)
        for position, held in enumerate(submission.held_files):
            adopt(held, compartment=conversation_key, about=contact.id, position=position, at=at)
        mark(case=case, marks=meanings.marks)
        _people(case=case, staff_file=staff_file, meanings=meanings, at=at,
                counted=codes | {"service": service.code, "on": service.day_of(at)})
        _consent(case=case, staff_file=staff_file, meanings=meanings, at=at)
        if submission.unfinished_receipt:
            drop_unfinished(receipt=submission.unfinished_receipt, at=at)
    alert_duty_team(case=case, at=at)
    return Arrived(code=receipt.code, case=case)


def _urgency(service: Service, *, meanings: Meanings, raised: bool):
    """The urgency a new report is shown as until a person decided: raised by the reporter or by words, never lowered."""
    urgencies = service.procedure.urgencies
    shown = []
    if raised:
        shown.append(next(one for one in urgencies if one.code == service.procedure.attention.raises_to))
    if meanings.is_yes("urgent"):
        shown.append(urgencies[0])
    return min(shown, key=urgencies.index, default=urgencies[-1])


def _people(*, case: Case, staff_file: OpenCompartment, meanings: Meanings, at: datetime, counted: dict) -> None:
    """The child as a party of its own, counted by itself; the reporter where that is somebody else; whom it is about if that was said."""
    is_child = meanings.audience_is_child
    child = {"name": meanings.text("child_name") or (meanings.text("reporter_name") if is_child else ""),
             **_age_of_child(meanings), "gender": meanings.code("child_gender")}
    if is_child or any(child.values()):
        add_party(case=case, staff_file=staff_file, role="child", about=child, is_child=True, is_reporter=is_child, at=at,
                  fact=count(unit=CHILD_IN_CASE, **counted).id)
    if not is_child:
        add_party(case=case, staff_file=staff_file, role=case.reporter_role or "reporter",
                  about={"name": meanings.text("reporter_name")}, is_child=False, is_reporter=True, at=at)
    for named in meanings.texts("respondent"):
        name_respondent(case=case, staff_file=staff_file, kind="institution", words=named, institution=the_institution(named), at=at)


def _consent(*, case: Case, staff_file: OpenCompartment, meanings: Meanings, at: datetime) -> None:
    """Whether, how and when contact is safe. Anything but a clear yes with a way to be reached means: they come back themselves."""
    how = meanings.code("contact_how")
    given = meanings.is_yes("contact_safe") and how not in ("", "receipt", "none") and bool(meanings.text("contact_address"))
    record_contact_consent(
        case=case, staff_file=staff_file, was_given=given, channel=how, at=at,
        how={"address": meanings.text("contact_address"), "when": meanings.text("contact_when"),
             "name": meanings.text("contact_name"), "interpreter": meanings.text("interpreter"),
             "worker": meanings.code("worker_preference"), "language": meanings.text("spoken_language"),
             "appointment": meanings.text("appointment"), "child_agrees": meanings.code("child_agrees"),
             "child_knows": meanings.code("child_knows")})


def _age_of_child(meanings: Meanings) -> dict[str, str]:
    return {"age": meanings.text("child_age"), "born": meanings.text("child_birth_date")}


def _counted(submission: Submission, *, kind: str, urgency: str, on: date) -> dict:
    """The codes of one contact and one case, as they stand now; corrected later by further facts."""
    service, meanings = submission.service, submission.meanings
    return {
        "channel": service.form_channel, "kind": kind, "theme": meanings.code("theme"), "reporter_role": meanings.code("reporter_role"),
        "urgency": urgency, "standing": Standing.REAL, "audience": submission.audience,
        "child_age": age_of(_age_of_child(meanings), on), "child_gender": meanings.code("child_gender"),
        "region": meanings.code("region") if meanings.code("region") in code_labels(service, "region", SOURCE_LANGUAGE) else "",
        "marks": {**meanings.marks, "theme": meanings.codes("theme"), "failing": meanings.codes("failing")}}
