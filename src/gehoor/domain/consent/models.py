"""Who agreed to what, what leaves the house, and on which ground it may leave without consent.

Codes, moments and people who work here are plain, because a withdrawal stops things without a key. Whom it is about and what was
said is sealed.
"""

from django.db import models

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case, Party
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel

REPORTER = "reporter"
CONTACT = "be_contacted"
GIVEN, REFUSED, NOT_ASKED = "given", "refused", "not_asked"
PENDING, DONE, STOPPED = "pending", "done", "stopped"
AGREED, DECLINED = "agreed", "declined"
TO_ACT, TO_RECIPIENT, TO_WITHDRAWAL = "act", "recipient", "withdrawal"


class Recipient(SealedModel):
    """Somebody outside to whom something of a case may go: an institution (by its keyed tag), somebody in the case, or somebody
    else. Sealed under the staff file: who, in words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recipients")
    kind = models.CharField(max_length=40)
    tag = models.BinaryField(max_length=16, null=True)
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        app_label = "consent"
        ordering = ["added_at"]


class Consent(SealedModel):
    """Somebody agreed, refused, or was not asked. Sealed under the staff file: what they said; of a consent to be contacted the way
    to reach them, when it is safe, the neutral name."""

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
    # What follows is of consents to tell somebody outside; of those to be contacted it is empty.
    to = models.ForeignKey(Recipient, null=True, on_delete=models.CASCADE, related_name="consents")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    capacity = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=12, blank=True)
    data = models.JSONField(default=list)
    way = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    exception = models.CharField(max_length=40, blank=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=12, blank=True)

    class Meta:
        app_label = "consent"
        indexes = [models.Index(fields=["until_at", "case"], name="consents_that_end", condition=models.Q(
            until_at__isnull=False, withdrawn_at=None, answer=GIVEN))]


class OutwardAct(SealedModel):
    """Something that goes to somebody outside: a call, a letter, a request, a referral, an export, sharing. Sealed under the staff
    file: what it is about, and what was said when it was done."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outward_acts")
    kind = models.CharField(max_length=40)
    to = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="acts")
    purpose = models.CharField(max_length=40)
    data = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=PENDING)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=40, blank=True)
    override = models.ForeignKey("Override", null=True, on_delete=models.PROTECT, related_name="covers")
    is_shown = models.BooleanField(default=True)

    class Meta:
        app_label = "consent"
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["case", "state"], name="outward_of_case")]


class RestsOn(models.Model):
    """A consent that an outward act rests on: once it is withdrawn, the act stops."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.ForeignKey(OutwardAct, on_delete=models.CASCADE, related_name="rests_on")
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="carries")

    class Meta:
        app_label = "consent"
        constraints = [models.UniqueConstraint(fields=["act", "consent"], name="rests_on_once")]


class Override(SealedModel):
    """A decision of two people that something may be told, or that a case goes on, without consent. Sealed under the staff file: the
    ground as it stood that day, every answer to its questions, and why the child was not told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="overrides")
    lifts = models.CharField(max_length=12)
    ground = models.CharField(max_length=40)
    act = models.ForeignKey(OutwardAct, null=True, on_delete=models.CASCADE, related_name="overrides")
    to = models.ForeignKey(Recipient, null=True, on_delete=models.CASCADE, related_name="overrides")
    until_at = models.DateTimeField(null=True)
    known_as = models.CharField(max_length=40)
    is_child_told = models.BooleanField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    verdict = models.CharField(max_length=12, blank=True)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "consent"
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at", "case"], name="overrides_waiting", condition=models.Q(verdict=""))]


class Shown(SealedModel):
    """What the reporter sees of a consent or of an outward act: sealed in the conversation, so that the receipt opens it. To whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shown")
    consent = models.OneToOneField(Consent, null=True, on_delete=models.CASCADE, related_name="shown")
    act = models.OneToOneField(OutwardAct, null=True, on_delete=models.CASCADE, related_name="shown")

    class Meta:
        app_label = "consent"


class Opposed(SealedModel):
    """The interests of parent and child oppose each other in this case, from a moment on. Sealed under the staff file: why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="opposed")
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "consent"
        ordering = ["-set_at"]
        constraints = [models.UniqueConstraint(fields=["case"], condition=models.Q(lifted_at=None), name="opposed_once")]
