"""One story, several points: each against one respondent, with its own regime, test and finding; and cases that belong together."""

from django.db import models

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models.case import Case
from gehoor.domain.cases.models.people import Respondent
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Item(SealedModel):
    """A point of complaint against an institution, a person, or a rule without an actor. Sealed under the staff file: the point in
    words, and the reasons of the finding."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    respondent = models.ForeignKey(Respondent, null=True, on_delete=models.SET_NULL, related_name="items")
    # The regime that its terms follow (declared/regimes), and its variant, such as "committee".
    regime = models.CharField(max_length=80, blank=True)
    variant = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    failing = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField()
    received_at = models.DateTimeField()
    # Nobody filed it yet with whom it is about: no term of its law runs.
    is_filed = models.BooleanField(default=True)
    answered_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=40, blank=True)
    found_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    fact = models.UUIDField(null=True)

    class Meta:
        app_label = "cases"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="an_item_a_number")]


class Tested(SealedModel):
    """What was held against one norm: kept, not kept, or no judgement. Law, treaty and ombuds norms are three tests that never
    answer for each other. Sealed under the staff file: the reasons."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tested")
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="tested")
    against = models.CharField(max_length=12)
    norms = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    judgement = models.CharField(max_length=12)
    at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "cases"
        ordering = ["at"]
        indexes = [models.Index(fields=["case", "item"], name="tested_of_item")]


class CaseLink(SealedModel):
    """Two cases that belong together. Sealed under the first one's staff file: why. Joining two into one takes two people, and is undone
    by one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links_from")
    kind = models.CharField(max_length=20)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "cases"
        ordering = ["made_at"]
