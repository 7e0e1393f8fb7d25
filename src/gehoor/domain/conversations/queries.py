"""Every question about conversations."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from gehoor.domain.cases.models import Case, Seen
from gehoor.domain.cases.opened import with_people
from gehoor.domain.contacts.models import Contact
from gehoor.domain.conversations.access import Story
from gehoor.domain.conversations.models import Conversation, Message
from gehoor.foundation.asking import prepared
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.vault.compartments import OpenCompartment


@dataclass(frozen=True)
class Attached:
    """A file beside a message, by its own name."""

    id: UUID
    name: str
    kind: str
    size: int
    scanned: str


@dataclass(frozen=True)
class Passed:
    """One thing that was said, by whom, with its files."""

    id: UUID
    at: datetime
    direction: str
    kind: str
    name: str
    text: str
    read_at: datetime | None = None
    files: list[Attached] = field(default_factory=list)
    # What it told of points of a complaint, as `{"number": …, "words": …}`.
    found: list[dict] = field(default_factory=list)


def what_passed(conversation: Conversation, compartment: OpenCompartment) -> list[Passed]:
    """Every message of a conversation in order, with its files; a constant number of queries."""
    messages = _messages(conversation)
    with_people((messages, "account"))
    files = the_files([message.id for message in messages], compartment)
    said = {message.id: message.unsealed(compartment) for message in messages}
    return [
        Passed(id=message.id, at=message.at, direction=message.direction, kind=message.kind, read_at=message.read_at,
               name=message.account.name if message.account else "", text=said[message.id]["text"],
               files=files.get(message.id, []), found=said[message.id].get("found", []))
        for message in messages
    ]


def the_files(about: Iterable[UUID], compartment: OpenCompartment) -> dict[UUID, list[Attached]]:
    """The files of these messages or contacts, by what they belong to."""
    found: dict[UUID, list[Attached]] = {}
    wanted = set(about)
    # All files of a case lie in one compartment, and are few: named one by one, each number of messages is another statement.
    for row in _files(compartment.id):
        if row.about not in wanted:
            continue
        said = row.unsealed(compartment)
        found.setdefault(row.about, []).append(
            Attached(id=row.id, name=said["name"], kind=said["kind"], size=said["size"], scanned=row.scanned))
    return found


def the_first_contact(case: Case) -> Contact:
    """The contact that a case came from."""
    return Contact.objects.get(in_case__case=case, in_case__is_first=True)


def how_many_read(case: Case) -> int:
    """How many people who work here have opened the story."""
    return Seen.objects.filter(case=case).count()


def unread_by_reporter(story: Story) -> list[str]:
    """The ids, in hexadecimal, of our messages that the reporter has not had before them yet."""
    unread = Message.objects.filter(conversation=story.conversation, direction="out", read_at=None)
    return [one.hex for one in unread.values_list("id", flat=True)]


def can_be_written_to(case: Case) -> bool:
    """Whether somebody holds a code behind which our words wait for them."""
    conversation = the_conversation(case)
    return conversation is not None and conversation.receipt is not None


def was_answered_since(case: Case, moment: datetime) -> bool:
    """Whether an answer was written to the reporter from this moment on; a question or a notice answers nothing."""
    if case.last_told_at is None or case.last_told_at < moment:
        return False
    answered_at = last_answered_at(case)
    return answered_at is not None and answered_at >= moment


def last_answered_at(case: Case) -> datetime | None:
    """When the last answer was written to the reporter."""
    answers = Message.objects.filter(conversation__case=case, direction="out", kind="answer")
    return answers.order_by("-at").values_list("at", flat=True).first()


def those_to_stop(cases: Iterable[UUID]) -> set[UUID]:
    """Of these cases those whose reporter wants to stop, and of which nobody decided since what that means."""
    asked = Conversation.objects.filter(case__in=list(cases), withdrawn_at__gte=F("case__stage_entered_at"), case__closed_at=None)
    return set(asked.values_list("case_id", flat=True))


def the_conversation(case: Case) -> Conversation | None:
    """The conversation with the reporter of a case."""
    return next(iter(_conversations(case)), None)


@prepared
def _conversations(case: Case) -> QuerySet[Conversation]:
    return Conversation.objects.filter(case=case).order_by("id")[:1]


@prepared
def _messages(conversation: Conversation) -> QuerySet[Message]:
    return conversation.messages.all()


@prepared
def _files(compartment: UUID) -> QuerySet[SealedFile]:
    return SealedFile.objects.filter(compartment_id=compartment).order_by("position")
