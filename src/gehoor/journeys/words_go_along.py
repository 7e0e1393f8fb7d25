"""Words to the reporter that go along with a step or a sheet: what they must be, checked by whoever sends them."""

from typing import Any

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.sheets import the_answers_of
from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.domain.services.along import LeftOut, left_out, must_name, must_say, sheets_named
from gehoor.domain.services.procedures import Move
from gehoor.domain.services.refusing import (
    ReasonsMissing,
    TooBare,
    TooShort,
    is_too_bare,
    next_instance,
    reads_as_child,
    with_next_instance,
)
from gehoor.domain.services.registry import Service
from gehoor.domain.services.schema.along import Along


def what_it_must_name(person: Person, case: Case, service: Service, along: Along | None) -> list[str]:
    """To whom somebody is referred, as the sheets of the case say it: the message names them."""
    if along is None or not along.names:
        return []
    answers: dict[str, dict[str, Any]] = the_answers_of(case, sheets_named(along), person.keyring.open(case.compartment_id),
                                                        service.procedure)
    return must_name(along, answers)


def what_it_must_say(case: Case, service: Service, along: Along | None) -> str:
    """The words that may not be left out, in the language and wording that the reporter reads."""
    conversation = the_conversation(case)
    if along is None or conversation is None:
        return ""
    plain = bool(case.audience) and service.speaks_plainly_to(case.audience)
    return must_say(service, along, language=conversation.language, plain=plain)


def words_along(*, person: Person, case: Case, service: Service, along: Along | None, text: str) -> str:
    """What goes out; nothing where it reaches nobody, or where nothing was written and nothing had to be.

    :raises TooShort: it is no sentence.
    :raises LeftOut: it leaves out what it must name or say.
    """
    if not can_be_written_to(case) or not text.strip():
        return ""
    if is_too_bare(text):
        raise TooShort
    complaint = left_out(text, names=what_it_must_name(person, case, service, along), words=what_it_must_say(case, service, along))
    if complaint:
        raise LeftOut(complaint)
    return text


def words_of_refusal(*, person: Person, case: Case, service: Service, step: Move, reasons: str, text: str) -> str:
    """What the reporter reads of a refusal, with where they can go next; nothing where it reaches nobody.

    :raises ReasonsMissing: nobody says why.
    :raises TooBare: it is no sentence, and a child would read it, or somebody is referred and would not read to whom.
    :raises LeftOut: it doesn't name to whom somebody is referred.
    """
    if not reasons.strip():
        raise ReasonsMissing
    if not can_be_written_to(case):
        return ""
    wanted = reads_as_child(service, audience=case.audience, role=case.reporter_role) or what_it_must_name(person, case, service, step.tell)
    if is_too_bare(text) and (text.strip() or wanted):
        raise TooBare
    text = words_along(person=person, case=case, service=service, along=step.tell, text=text)
    where = next_instance(service, audience=case.audience, language=the_conversation(case).language)
    return with_next_instance(text, where) if text else ""
