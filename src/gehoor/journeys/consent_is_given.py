"""Somebody agrees, refuses or withdraws; and the interests of parent and child are said to oppose each other. Called by the pages of a
case and by whoever comes back with a receipt.

A withdrawal stops whatever rests on it in the same transaction, and needs no key of ours.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.moving import note_word
from gehoor.domain.cases.models import Case, Party
from gehoor.domain.cases.parties import CONCERNED
from gehoor.domain.consent.actions import (
    lift_opposed,
    record_consent,
    set_opposed,
    show,
    withdraw_consent,
)
from gehoor.domain.consent.models import GIVEN, PENDING, REPORTER, Consent, OutwardAct
from gehoor.domain.consent.queries import is_opposed
from gehoor.domain.conversations.access import Story, hold_story
from gehoor.domain.services.law import the_sharing
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.sheet import Sheet
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.journeys.something_leaves import rest_anew
from gehoor.journeys.terms_run import run_terms
from gehoor.journeys.to_whom import ToWhom, recipient_in_words, recipient_of


class NotInThatCapacity(Refusal):
    """Nobody speaks for a child by speaking as one, and no child in the place of its parents."""

    message = _("Kijk de hoedanigheid na: een kind spreekt voor zichzelf, en alleen een ouder of voogd in zijn plaats.")


def consent_is_recorded(*, person: Person, case: Case, to: ToWhom, party: Party, capacity: str, purpose: str, data: Collection[str],
                        answer: str, way: str, words: str, from_at: datetime, until_at: datetime | None = None, reason: str = "",
                        exception: str = "", at: datetime) -> Consent:
    """Record what somebody said, or why a child was not asked. What waits rests on it from now on; what the reporter agreed to, they
    see with the receipt, and can take back there.

    :raises EndsBeforeItBegins: it could never hold.
    :raises NotInThatCapacity: a child speaks as a parent or guardian, or somebody else as the child.
    """
    _refuse_capacity(party, capacity, at)
    with journey("consent.is_given", at=at, actor=person.account):
        hold_case(person, case)
        staff_file = person.keyring.open(case.compartment_id)
        recipient = recipient_of(to, case=case, staff_file=staff_file, at=at)
        consent = record_consent(
            person=person, case=case, staff_file=staff_file, to=recipient, party=party, capacity=capacity, purpose=purpose, data=data,
            answer=answer, way=way, words=words, from_at=from_at, until_at=until_at, reason=reason, exception=exception, at=at)
        if party.is_reporter and answer == GIVEN:
            show(case=case, conversation=person.keyring.open(case.conversation_compartment), consent=consent,
                 words=recipient_in_words(recipient, staff_file))
        for act in OutwardAct.objects.filter(case=case, state=PENDING, to=recipient).select_related("to__party"):
            rest_anew(person, case, act, at=at)
    return consent


def consent_is_withdrawn(*, person: Person, case: Case, consent_id: UUID, at: datetime) -> Consent:
    """Somebody told us that they take a consent back: whatever rests on it stops.

    :raises ChangedMeanwhile: it was withdrawn already.
    """
    with journey("consent.is_withdrawn", at=at, actor=person.account):
        hold_case(person, case)
        return withdraw_consent(case=case, consent_id=consent_id, by="person", account=person.account, at=at)


def reporter_takes_back(*, story: Story, consent_id: UUID, at: datetime) -> Consent:
    """The reporter takes one consent back with the receipt: whatever rests on it stops at once, and the people of the case see it.

    :raises ChangedMeanwhile: it was withdrawn already.
    """
    with journey("consent.is_withdrawn", at=at, actor_kind="reporter"):
        story = hold_story(story)
        case = story.case
        consent = withdraw_consent(case=case, consent_id=consent_id, by=REPORTER, at=at)
        note_word(case=case, by="reporter", answers=False, at=at)
        run_terms(case=case, service=service_of_version(case.version))
    return consent


def parent_and_child_are_opposed(*, person: Person, case: Case, why: str, at: datetime) -> None:
    """From now on nothing goes to a parent of the child.

    :raises ChangedMeanwhile: it was said already.
    """
    with journey("case.is_opposed", at=at, actor=person.account):
        hold_case(person, case)
        set_opposed(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), why=why, at=at)


def opposed_by_sheet(*, person: Person, case: Case, sheet: Sheet, answers: Mapping[str, Any], at: datetime) -> None:
    """What a sheet says of opposed interests holds for the case at once, so that nobody has to think of saying it twice. Part of filling
    it in; a later sheet that says otherwise lifts nothing: that is decided with the people of the case."""
    said = next((one for one in sheet.fields if one.means == "opposed" and answers.get(one.code) == "yes"), None)
    if said is not None and not is_opposed(case):
        why = f"{sheet.title.text(SOURCE_LANGUAGE)}: {said.label.text(SOURCE_LANGUAGE)}"
        set_opposed(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), why=why, at=at)


def parent_and_child_agree_again(*, person: Person, case: Case, at: datetime) -> None:
    """They oppose each other no longer.

    :raises ChangedMeanwhile: it was lifted already.
    """
    with journey("case.is_opposed", at=at, actor=person.account):
        hold_case(person, case)
        lift_opposed(person=person, case=case, at=at)


def _refuse_capacity(party: Party, code: str, at: datetime) -> None:
    capacity = the_sharing(at.date()).named("capacities", code)
    if capacity and (capacity.for_child if party.is_child else capacity.is_child and party.role not in CONCERNED):
        raise NotInThatCapacity
