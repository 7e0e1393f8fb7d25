"""Every change to conversations."""

from collections.abc import Sequence
from datetime import datetime

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.models import Conversation, Message
from gehoor.foundation.action import action
from gehoor.foundation.vault.compartments import OpenCompartment


@action("conversation.begun")
def begin_conversation(*, case: Case, compartment: OpenCompartment, receipt, language: str) -> Conversation:
    """Begin the conversation with a reporter; `receipt` is the holder that can open it from outside, if there is one."""
    return Conversation.objects.create(case=case, compartment_id=compartment.id, receipt=receipt, language=language)


@action("message.passed")
def pass_message(*, conversation: Conversation, compartment: OpenCompartment, direction: str, kind: str, text: str,
                 account: Account | None, at: datetime, found: Sequence[dict] = ()) -> Message:
    """Keep one message, word for word. `direction` is `in` or `out`; `kind` is reply, correction, withdrawal, question, answer, or
    notice, which answers nothing yet.

    :param found: what it tells of points of a complaint, as `{"number": …, "words": …}`: sealed with the text.
    """
    message = Message(conversation=conversation, at=at, direction=direction, kind=kind, account=account)
    message.seal(compartment, {"text": text, **({"found": list(found)} if found else {})})
    message.save(force_insert=True)
    return message


@action("conversation.visited")
def mark_read(*, conversation: Conversation, at: datetime) -> Conversation:
    """Note that the reporter came back and has our messages before them."""
    conversation.messages.filter(direction="out", read_at=None).update(read_at=at)
    conversation.last_visit_at = at
    conversation.save(update_fields=["last_visit_at"])
    return conversation


@action("conversation.withdrawn")
def mark_withdrawn(*, conversation: Conversation, at: datetime) -> Conversation:
    """Note that the reporter wants to stop. People decide what that means for the case."""
    conversation.withdrawn_at = at
    conversation.save(update_fields=["withdrawn_at"])
    return conversation
