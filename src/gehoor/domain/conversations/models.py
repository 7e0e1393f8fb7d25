"""The conversation with a reporter, and its messages: sealed so that the receipt and the people of the case can read them."""

from django.db import models

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Conversation(models.Model):
    """What passes with one reporter of a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conversations")
    compartment_id = models.UUIDField()
    receipt = models.UUIDField(null=True, unique=True)
    language = models.CharField(max_length=8, default="nl")
    withdrawn_at = models.DateTimeField(null=True)
    last_visit_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "conversations"


class Message(SealedModel):
    """One message, in or out. Sealed under the conversation: its text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    direction = models.CharField(max_length=3)
    kind = models.CharField(max_length=12)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "conversations"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["conversation", "at"])]
