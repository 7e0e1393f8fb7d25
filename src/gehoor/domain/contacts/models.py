"""One touch in any channel. What was said is sealed and kept word for word: no action changes it."""

from django.db import models

from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Standing(models.TextChoices):
    """What kind of touch it was; all but the first are counted apart."""

    REAL = "real", "echt"
    PRANK = "prank", "grap"
    ABUSIVE = "abusive", "beledigend"
    SILENT = "silent", "stil"
    TEST = "test", "test"


class Contact(SealedModel):
    """A contact as it came.

    Sealed under the conversation with the reporter: `answers` (question to answer, verbatim), `meanings` (what the questions
    stand for), for a talk `words` (what was said). Plain: codes, moments and counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.CharField(max_length=40)
    version = models.CharField(max_length=64)
    audience = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default="nl")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    direction = models.CharField(max_length=3, default="in")
    reporter_role = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.REAL)
    # Asked by the reporter, and raised by the list of words; neither ever lowers anything.
    says_urgent = models.BooleanField(default=False)
    raised_by_words = models.BooleanField(default=False)
    registered_by = models.UUIDField(null=True)
    fact = models.UUIDField(null=True)

    class Meta:
        app_label = "contacts"
        indexes = [models.Index(fields=["service", "received_at"])]


class Unfinished(SealedModel):
    """A story someone stopped telling and may go on with: sealed to a receipt and to nobody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.CharField(max_length=40)
    receipt = models.UUIDField(unique=True)
    kept_at = models.DateTimeField()

    class Meta:
        app_label = "contacts"


class Arrival(models.Model):
    """A submission that arrived: a second click on send finds it and makes nothing twice. Swept after two days."""

    id = models.UUIDField(primary_key=True)
    arrived_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "contacts"
