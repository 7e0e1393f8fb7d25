"""Somebody called, wrote or came by: entered by staff on one screen, as a one-off or as the beginning of a case.

Prank, abusive, silent and test contacts are counted apart, and open no case.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.moving import note_word
from gehoor.domain.cases.actions.opening import add_contact, attach_case_fact, open_case
from gehoor.domain.cases.actions.people import add_party, name_respondent
from gehoor.domain.cases.actions.working import add_note, assign_case, set_urgency
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.actions import record_contact_consent
from gehoor.domain.contacts.actions import attach_fact, note_arrival, record_contact
from gehoor.domain.contacts.models import Contact, Standing
from gehoor.domain.conversations.actions import begin_conversation
from gehoor.domain.directory.models import Institution
from gehoor.domain.figures.actions import count
from gehoor.domain.services.actions import keep_version
from gehoor.domain.services.registry import Service
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import create_compartment
from gehoor.foundation.vault.receipts import PreparedReceipt, ReceiptCode, issue_receipt
from gehoor.journeys.children_are_counted import age_of, count_person
from gehoor.journeys.terms_run import run_terms


class NoCaseForThis(Refusal):
    """A prank, an abusive, silent or test contact opens no case."""

    message = _("Een grap, een beledigend, stil of testcontact wordt geen zaak. Bewaar het als eenmalig, of kies een andere soort.")


@dataclass(frozen=True)
class Registration:
    """What somebody typed while listening. Words, names and wishes are sealed; the rest are codes of the declared lists.

    `id` is of the page it was typed on: what is sent twice from there is taken in once. `audience` is the door whose questions and
    words fit them, where somebody says so; else it follows from their role and what they come for.
    """

    service: Service
    team: Team
    channel: str
    kind: str
    reporter_role: str
    words: str
    did: str = ""
    theme: str = ""
    outcome: str = ""
    urgency: str = ""
    standing: str = Standing.REAL
    minutes: int | None = None
    language: str = "nl"
    audience: str = ""
    reporter: dict = field(default_factory=dict)
    child: dict = field(default_factory=dict)
    respondent: str = ""
    respondent_kind: str = "institution"
    institution: Institution | None = None
    contact_channel: str = ""
    contact_how: dict = field(default_factory=dict)
    id: UUID | None = None


@dataclass(frozen=True)
class Registered:
    """The contact, and where one was opened the case and the code that the caller can be given."""

    contact: Contact
    case: Case | None = None
    code: ReceiptCode | None = None


def one_off_is_registered(*, person: Person, said: Registration, at: datetime) -> Registered:
    """Register and close a contact in one go: no case, and it counts.

    :raises AlreadyArrived: it was sent before.
    """
    with journey("contact.is_registered", at=at, actor=person.account):
        if said.id:
            note_arrival(submission_id=said.id, at=at)
        keep_version(said.service, at=at)
        conversation = create_compartment(kind="conversation", about=new_id(), holders=[said.team.id])
        contact = _record(person=person, said=said, conversation=conversation, at=at)
        _count_contact(contact, said)
    return Registered(contact=contact)


def case_is_registered(*, person: Person, said: Registration, prepared: PreparedReceipt, at: datetime) -> Registered:
    """Register a contact and open a case of it, in the hands of who registered it. The caller gets a code to come back with.

    :raises NoCaseForThis: the contact is counted apart.
    :raises AlreadyArrived: it was sent before.
    """
    if said.standing != Standing.REAL:
        raise NoCaseForThis
    service, case_id = said.service, new_id()
    usual = service.procedure.urgencies[-1]
    with journey("contact.is_registered", at=at, actor=person.account):
        if said.id:
            note_arrival(submission_id=said.id, at=at)
        keep_version(service, at=at)
        receipt = issue_receipt(prepared)
        conversation = create_compartment(kind="conversation", about=case_id, holders=[said.team.id, receipt.holder_id])
        staff_file = create_compartment(kind="staff", about=case_id, holders=[said.team.id])
        contact = _record(person=person, said=said, conversation=conversation, at=at)
        case = open_case(case_id=case_id, contact=contact, team=said.team, staff_file=staff_file,
                         stage=service.procedure.stages[0].code, urgency=usual.code, is_urgent=usual.ahead,
                         prefix=service.reference, at=at)
        begin_conversation(case=case, compartment=conversation, receipt=receipt.holder_id, language=said.language)
        assign_case(person=person, case=case, to=person.account, expected=None, at=at)
        if said.urgency:
            ahead = next(one.ahead for one in service.procedure.urgencies if one.code == said.urgency)
            set_urgency(person=person, case=case, urgency=said.urgency, is_urgent=ahead, at=at)
        if said.did.strip():
            add_note(person=person, case=case, staff_file=staff_file, text=said.did, at=at)
            note_word(case=case, by="us", answers=False, at=at)
        child = None
        if any(said.child.values()):
            child = add_party(case=case, staff_file=staff_file, role="child", about=said.child, is_child=True,
                              is_reporter=said.reporter_role == "child", at=at)
        if any(said.reporter.values()):
            add_party(case=case, staff_file=staff_file, role=said.reporter_role, about=said.reporter, is_child=False,
                      is_reporter=True, at=at)
        if said.respondent or said.institution:
            name_respondent(case=case, staff_file=staff_file, kind=said.respondent_kind, words=said.respondent,
                            institution=said.institution, at=at)
        record_contact_consent(case=case, staff_file=staff_file, was_given=bool(said.contact_channel),
                               channel=said.contact_channel, how=said.contact_how, at=at)
        _count_contact(contact, said)
        fact = count(unit="case", service=service.code, on=service.day_of(at), channel=said.channel, kind=said.kind,
                     theme=said.theme, reporter_role=said.reporter_role, urgency=case.urgency, child_age=_age(said, at))
        attach_case_fact(case=case, fact=fact.id)
        if child:
            count_person(party=child, said=said.child, at=at)
        run_terms(case=case, service=service)
    return Registered(contact=contact, case=case, code=receipt.code)


def contact_joins_case(*, person: Person, said: Registration, case: Case, at: datetime) -> Registered:
    """Register a further contact on a case that runs: a call back, a letter that came."""
    with journey("contact.is_registered", at=at, actor=person.account):
        hold_case(person, case)
        conversation = person.keyring.open(case.conversation_compartment)
        contact = _record(person=person, said=said, conversation=conversation, at=at)
        add_contact(case=case, contact=contact, at=at)
        if said.did.strip():
            add_note(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), text=said.did, at=at)
        note_word(case=case, by="reporter", answers=False, at=at)
        _count_contact(contact, said)
        run_terms(case=case, service=said.service)
    return Registered(contact=contact, case=case)


def _record(*, person, said, conversation, at) -> Contact:
    return record_contact(
        compartment=conversation, said=_said(said),
        service=said.service.code, version=said.service.hash, channel=said.channel, kind=said.kind, at=at,
        language=said.language, audience=said.audience, reporter_role=said.reporter_role, theme=said.theme, outcome=said.outcome,
        standing=said.standing, minutes=said.minutes, registered_by=person.id)


def _age(said: Registration, at: datetime) -> str:
    return age_of(said.child, said.service.day_of(at))


def _said(said: Registration) -> dict:
    """Everything that was typed, whether or not a case comes of it: a one-off loses nothing either."""
    return {"words": said.words, "did": said.did, "reporter": said.reporter, "child": said.child, "respondent": said.respondent,
            "contact": said.contact_how}


def _count_contact(contact: Contact, said: Registration) -> None:
    fact = count(unit="contact", service=contact.service, on=said.service.day_of(contact.received_at), channel=contact.channel,
                 kind=contact.kind, theme=contact.theme, reporter_role=contact.reporter_role, outcome=contact.outcome,
                 standing=contact.standing, child_age=_age(said, contact.received_at))
    attach_fact(contact=contact, fact=fact.id)
