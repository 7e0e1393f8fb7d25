"""The only way from a receipt to the story it belongs to."""

from dataclasses import dataclass

from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.models import Conversation
from gehoor.foundation.action import current_journey
from gehoor.foundation.errors import NotAllowed
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


def hold_story(story: Story) -> Story:
    """The story as it stands inside this journey, its case held until the end: it may have moved behind a wall since the page
    was read, and what is sealed under the keys from before the wall is lost.

    :raises NotAllowed: meanwhile it is gone.
    """
    current_journey()
    Case.objects.select_for_update().filter(pk=story.conversation.case_id).first()
    held = the_story(story.keyring)
    if held is None:
        raise NotAllowed
    return held
