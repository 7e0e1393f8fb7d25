"""What people who work here decide in a case: sheets, approvals by a second person, and what changes the end of a term."""

from django.db import models

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models.case import Case
from gehoor.domain.cases.models.items import Item
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Sheet(SealedModel):
    """A declared form that staff filled in; a newer one of the same code stands before an older one, which stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sheets")
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=64)
    filled_at = models.DateTimeField()
    filled_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "cases"
        indexes = [models.Index(fields=["case", "code", "-filled_at"])]


class Approval(SealedModel):
    """Something that counts only once a second person agreed. Sealed under the staff file: why it is asked, and why it was decided so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="approvals")
    # What is approved, as the procedure names it ("move.refuse", "sheet.safety"), and the row that it stands in.
    of = models.CharField(max_length=80)
    subject = models.UUIDField(null=True)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    verdict = models.CharField(max_length=12, blank=True)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "cases"
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at", "case"], name="approvals_waiting", condition=models.Q(verdict=""))]


class TermChange(SealedModel):
    """A term that was extended, stood still, or began on another day. Sealed under the staff file: the reasons, and who was told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="term_changes")
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="term_changes")
    term = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    # The day that it counts from, where that isn't the day that it was written down.
    on_day = models.DateField(null=True)
    span = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    consent = models.UUIDField(null=True)

    class Meta:
        app_label = "cases"
        ordering = ["at", "id"]
