"""A mediation, its sides, what they said and for whom that is cleared, proposals, and where each side stands on them.

Sealed under the staff file of the case: every word. Plain are codes and moments.
"""

from django.db import models

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case, Party, Respondent
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Mediation(SealedModel):
    """Sealed: why, the reasons to begin although violence is recorded, the interest of the child, and how it ended in words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mediations")
    form = models.CharField(max_length=12)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    overridden_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=12, blank=True)

    class Meta:
        app_label = "mediation"
        ordering = ["-began_at"]
        constraints = [models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at=None), name="one_mediation_at_a_time")]


class Side(SealedModel):
    """Somebody at the table: a person in the case, or whom it is about. Sealed: under which conditions they take part."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="sides")
    number = models.PositiveSmallIntegerField(default=0)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    respondent = models.ForeignKey(Respondent, null=True, on_delete=models.PROTECT, related_name="+")
    takes_part = models.CharField(max_length=4, blank=True)
    added_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "mediation"
        ordering = ["number"]


class Statement(SealedModel):
    """What a side said to the mediator. It stays with the mediator until that side clears it. Sealed: the words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="statements")
    at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "mediation"
        ordering = ["at", "id"]


class Clearance(models.Model):
    """A side allowed that another side hears a statement; until it takes that back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="clearances")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="cleared")
    at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "mediation"
        constraints = [models.UniqueConstraint(fields=["statement", "side"], condition=models.Q(withdrawn_at=None), name="cleared_once")]


class Proposal(SealedModel):
    """Something to agree on, made by a side or by the mediator. Sealed: the words, and what they mean for the interest of the child."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    side = models.ForeignKey(Side, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "mediation"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["mediation", "number"], name="a_proposal_a_number")]


class Stand(SealedModel):
    """Where a side stands on a proposal; a newer one counts before an older one, which stays. Sealed: their words or conditions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="stands")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="stands")
    status = models.CharField(max_length=12)
    at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "mediation"
        ordering = ["at", "id"]
