"""Which class each part of a file is of, who asked to see the file, and what they were given."""

from django.db import models

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case, Party, Task
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel

OPEN, GIVEN, REFUSED = "open", "given", "refused"


class Classed(models.Model):
    """Somebody here said of which class a part of the file is, and about whom it is. The newest counts; older ones stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="classed")
    fragment = models.UUIDField()
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    about = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        app_label = "inspection"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "fragment"], name="classed_of_case")]


class AccessRequest(SealedModel):
    """Somebody asked to see a file. Sealed under the staff file: who, what they asked, why the minor can or can't judge it, and what
    was checked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="access_requests")
    regime = models.CharField(max_length=80)
    asker = models.CharField(max_length=40)
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="+")
    minor = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="+")
    is_able = models.BooleanField()
    is_presumed = models.BooleanField()
    is_agreed = models.BooleanField(default=False)
    received_on = models.DateField()
    due_on = models.DateField()
    # What raises the alarm: it stands among what is to be done, is reminded of, and goes along with the case.
    task = models.OneToOneField(Task, null=True, on_delete=models.SET_NULL, related_name="access_request")
    state = models.CharField(max_length=12, default=OPEN)
    asked_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "inspection"
        ordering = ["-asked_at"]


class Produced(SealedModel):
    """What somebody was given, each time. Sealed under the staff file: every part with whether it was shown, and why not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="produced")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    shown = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()

    class Meta:
        app_label = "inspection"
        ordering = ["-at"]
