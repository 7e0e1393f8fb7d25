"""How a case comes to be, and how it is opened by the people who work here."""

from datetime import datetime
from uuid import UUID

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.models import Case, CaseContact, Seen, TimelineEntry
from gehoor.domain.cases.nearest import NOTHING_DUE, Nearest
from gehoor.domain.cases.numbers import next_number, reference_for
from gehoor.domain.contacts.models import Contact
from gehoor.foundation.action import action, current_journey
from gehoor.foundation.adding import add
from gehoor.foundation.vault.compartments import OpenCompartment


@action("case.opened")
def open_case(*, case_id: UUID, contact: Contact, team: Team, staff_file: OpenCompartment, stage: str, urgency: str,
              is_urgent: bool, prefix: str, at: datetime, fact: UUID | None = None, nearest: Nearest = NOTHING_DUE) -> Case:
    """Open a case with the contact it came from. Its staff file is a compartment of its own: no receipt opens it.

    :param prefix: of the reference, as the service declares it.
    :param fact: what counts it, where that is written before it (`attach_case_fact` where it is written after).
    :param nearest: the nearest term of its procedure, where that is known already.
    """
    case = Case(
        id=case_id, reference=reference_for(prefix, at.year), ordinal=next_number("ordinal"),
        service=contact.service, version=contact.version,
        audience=contact.audience, channel=contact.channel, reporter_role=contact.reporter_role, kind=contact.kind,
        theme=contact.theme, stage=stage, urgency=urgency, is_urgent=is_urgent, raised_by_words=contact.raised_by_words,
        standing=contact.standing, team=team, conversation_compartment=contact.compartment_id, opened_at=at, stage_entered_at=at,
        last_heard_at=at, last_word_at=at, fact=fact, **nearest.fields(),
    )
    case.seal(staff_file, {"title": "", "summary": ""})
    case.save(force_insert=True)
    add(CaseContact(case=case, contact=contact, is_first=True))
    write_timeline(case=case, kind="received", at=at, codes={"channel": contact.channel})
    return case


@action("case.joined_by_contact")
def add_contact(*, case: Case, contact: Contact, at: datetime) -> Case:
    """Add a further contact to a case: a talk on the telephone, a letter."""
    CaseContact.objects.create(case=case, contact=contact)
    write_timeline(case=case, kind="contact", at=at, codes={"channel": contact.channel, "contact": str(contact.id)})
    return case


@action("case.read")
def mark_seen(*, person: Person, case: Case, at: datetime) -> Case:
    """Note that somebody opened the case: once a line in the audit for every opening, and the unread mark goes."""
    if not Seen.objects.filter(case=case, account=person.account).update(last_at=at):
        Seen.objects.create(case=case, account=person.account, first_at=at, last_at=at)
    if case.first_seen_at is None:
        case.first_seen_at = at
        case.save(update_fields=["first_seen_at"])
        write_timeline(case=case, kind="seen", at=at, account=person.account)
    return case


@action("case.indexed")
def mark_indexed(*, case: Case, at: datetime) -> Case:
    """Note that search knows the case's words now."""
    case.indexed_at = at
    case.save(update_fields=["indexed_at"])
    return case


@action("case.counted")
def attach_case_fact(*, case: Case, fact) -> Case:
    """Let a case point at the fact that counts it; the fact knows nothing of the case."""
    case.fact = fact
    case.save(update_fields=["fact"])
    return case


def write_timeline(*, case: Case, kind: str, at: datetime, account=None, codes: dict | None = None, text: str = "",
                   staff_file: OpenCompartment | None = None) -> TimelineEntry:
    """Append to what happened. Codes stay plain; a text needs the staff file to be sealed under.

    :raises OutsideJourney: outside a journey.
    """
    current_journey()
    entry = TimelineEntry(case=case, kind=kind, at=at, account=account, codes=codes or {})
    if staff_file is not None:
        entry.seal(staff_file, {"text": text})
    else:
        entry.compartment_id, entry.sealed = case.compartment_id, b""
    entry.save(force_insert=True)
    return entry
