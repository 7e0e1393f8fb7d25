"""The only way from a receipt to the story it belongs to."""

from dataclasses import dataclass

from gehoor.domain.conversations.models import Conversation
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.keyring import Keyring


@dataclass(frozen=True)
class Story:
    """What the holder of a receipt may see: their own conversation, and of the case where it stands."""

    conversation: Conversation
    compartment: OpenCompartment
    keyring: Keyring

    @property
    def case(self):
        return self.conversation.case


def the_story(keyring: Keyring) -> Story | None:
    """The story of the holder of this receipt; None when the receipt belongs to a story that was not sent yet, or is gone."""
    conversation = Conversation.objects.select_related("case", "case__handler").filter(receipt=keyring.holder_id).first()
    if conversation is None:
        return None
    return Story(conversation=conversation, compartment=keyring.open(conversation.compartment_id), keyring=keyring)
