"""Consent, as rows with a recipient, a purpose, a giver and an end."""

from django.db import models

from gehoor.domain.cases.models import Case
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel

REPORTER = "reporter"
CONTACT = "be_contacted"


class Consent(SealedModel):
    """Somebody agreed, or refused. Sealed under the staff file: the way to reach them, when it is safe, the neutral name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    recipient = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    giver = models.CharField(max_length=40)
    was_given = models.BooleanField()
    channel = models.CharField(max_length=20, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "consent"
