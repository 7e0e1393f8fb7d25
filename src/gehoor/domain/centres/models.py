"""What we ask another centre about a child of a case, what another centre asks us, and from which case an answer is prepared.

Sealed is everything that tells whom it is about and what was answered; plain are codes of centres, moments, people who work here.
"""

from django.db import models

from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.cases.models import Case, Party, Task
from gehoor.domain.consent.models import OutwardAct
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel

KNOWN, NOT_KNOWN, MAY_NOT_SAY = "known", "not_known", "may_not_say"
"""What one centre answers another: it knows the child, it doesn't find it, it may not say."""
ANSWERS = (KNOWN, NOT_KNOWN, MAY_NOT_SAY)


class Question(SealedModel):
    """We ask another centre whether it knows a child of this case. Sealed under the staff file: which details of the child go, why we
    ask, what was said, and what they answered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="centre_questions")
    centre = models.CharField(max_length=40)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    # Asking is something that leaves: planned, covered or not, done or stopped like anything else that does.
    act = models.OneToOneField(OutwardAct, on_delete=models.CASCADE, related_name="centre_question")
    # What waits for the answer on the page of the day.
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "centres"


class Received(SealedModel):
    """Another centre asks us whether we know a child. Sealed under a key of its own that the team holds: the child, who asks and why,
    and what we answered with which reasons."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    centre = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    registered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "centres"
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["team", "-received_at"], name="received_by_team"),
            models.Index(fields=["team", "received_at"], name="received_waiting", condition=models.Q(answered_at=None)),
        ]


class Prepared(models.Model):
    """From a case somebody prepared to say that the child is known: whether that may leave is asked of the case. Only who may open the
    case knows that this stands here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    received = models.ForeignKey(Received, on_delete=models.CASCADE, related_name="prepared")
    act = models.OneToOneField(OutwardAct, on_delete=models.CASCADE, related_name="centre_answer")

    class Meta:
        app_label = "centres"
