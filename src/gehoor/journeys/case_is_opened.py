"""Somebody who works here opens a case: the opening is a line in the audit, and search learns the case's words.

Indexing happens here and not at arrival, because only an unlocked session holds the search key; it also keeps intake fast.
"""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.opening import mark_indexed, mark_seen
from gehoor.domain.cases.links import the_alike, the_links
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.opened import Known, OpenedCase, the_opened_case
from gehoor.domain.cases.opened_work import the_opened_work
from gehoor.domain.consent.queries import is_opposed, the_contact_consent
from gehoor.domain.conversations.queries import the_conversation, the_files, what_passed
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import after_commit, journey
from gehoor.foundation.search.index import remember
from gehoor.foundation.search.merging import merge_when_due
from gehoor.foundation.vault.keyring import NoKey
from gehoor.journeys.names_are_matched import know_new_names
from gehoor.journeys.terms_run import run_terms


def case_is_opened(*, person: Person, case: Case, at: datetime) -> OpenedCase:
    """Open a case for reading. Writes who read it, and teaches search its words when it changed since.

    :raises NoKey: the case is walled off, or its keys were erased.
    """
    conversation = the_conversation(case)
    keys = person.keyring.open_many([case.compartment_id, case.conversation_compartment])
    if case.compartment_id not in keys or case.conversation_compartment not in keys:
        raise NoKey
    conversation_key = keys[case.conversation_compartment]
    opened = the_opened_case(case=case, staff_file=keys[case.compartment_id], conversation=conversation_key)
    opened.work = the_opened_work(person=person, case=case, staff_file=keys[case.compartment_id])
    opened.messages = what_passed(conversation, conversation_key) if conversation else []
    contact, consent = opened.story.contact, the_contact_consent(case)
    opened.files = the_files([contact.id], conversation_key).get(contact.id, [])
    opened.is_opposed = is_opposed(case)
    opened.consent = Known(consent, consent.unsealed(keys[case.compartment_id])) if consent else None
    with journey("case.is_opened", at=at, actor=person.account):
        hold_case(person, case)
        newly_seen = case.first_seen_at is None
        mark_seen(person=person, case=case, at=at)
        if newly_seen:
            run_terms(case=case, service=service_of_version(case.version))
        if case.team.search_compartment and not case.is_walled and (case.indexed_at is None or case.indexed_at < case.last_word_at):
            key = person.keyring.open(case.team.search_compartment).key
            remember(key=key, index_id=case.team_id, ordinal=case.ordinal, texts=opened.words())
            mark_indexed(case=case, at=at)
            after_commit(lambda: merge_when_due(key=key, index_id=case.team_id))
        know_new_names(person=person, case=case, people=[(known.row, known.said) for known in opened.parties])
    opened.links, opened.alike = the_links(person, case), the_alike(person, case)
    return opened
