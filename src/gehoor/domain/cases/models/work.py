"""The work itself: what is due from us, what was asked of others, notes of one's own, and cases opened in need."""

from datetime import date

from django.db import models

from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.cases.models.case import Case
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Task(SealedModel):
    """Something due from us, or something asked of others that must come back. Sealed under the staff file: what, and of whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    ended_as = models.CharField(max_length=12, blank=True)

    class Meta:
        app_label = "cases"
        ordering = ["due_on", "made_at"]
        indexes = [
            models.Index(fields=["account", "due_on", "case"], name="tasks_of", condition=models.Q(done_at=None)),
            models.Index(fields=["team", "due_on", "account", "case"], name="tasks_of_team", condition=models.Q(done_at=None)),
        ]

    def is_late(self, today: date) -> bool:
        """Whether its last day has passed and it hasn't ended."""
        return self.done_at is None and self.due_on is not None and self.due_on < today


class PrivateNote(SealedModel):
    """A note that only its writer reads: sealed in a compartment that they alone hold. It never passes to a successor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="private_notes")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "cases"
        ordering = ["at"]
        indexes = [models.Index(fields=["case", "account"], name="private_notes_of")]


class Glass(SealedModel):
    """A case that a rule kept from somebody, opened by them in need, for a while. Sealed under the staff file: the reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="broken_glass")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="broken_glass")
    broken_at = models.DateTimeField()
    until_at = models.DateTimeField()
    looked_at_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "cases"
        ordering = ["-broken_at"]
        indexes = [models.Index(fields=["broken_at", "case"], name="glass_not_looked_at", condition=models.Q(looked_at=None))]
