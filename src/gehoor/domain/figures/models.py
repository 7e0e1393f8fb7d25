"""Facts: one row for each counted unit, with codes only, and a row for each mark of which it can have several.

A fact knows no case; a case knows its fact, so that the fact outlives it.
"""

from uuid import uuid4  # noqa: TID251 - chance alone: a time in the id would tell which case it came from

from django.db import models


class Fact(models.Model):
    """One counted unit as it stood. Never changed: a correction adds a row that takes the old one back and a row that is right.

    The id is pure chance: an id with the time in it would tell which case a fact came from.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    unit = models.CharField(max_length=20)
    service = models.CharField(max_length=40)
    on = models.DateField()
    count = models.SmallIntegerField(default=1)
    channel = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    failing = models.CharField(max_length=40, blank=True)
    reporter_role = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    audience = models.CharField(max_length=40, blank=True)
    child_age = models.CharField(max_length=10, blank=True)
    child_gender = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=40, blank=True)
    # Of a point of complaint only: how it was found, and what kind of respondent it is against.
    finding = models.CharField(max_length=40, blank=True)
    respondent = models.CharField(max_length=40, blank=True)
    standing = models.CharField(max_length=8, default="real")
    takes_back = models.UUIDField(null=True)

    class Meta:
        app_label = "figures"
        indexes = [models.Index(fields=["unit", "on"])]


class FactMark(models.Model):
    """One of several codes that a counted unit has on an axis: a kind of violence, a measure. As unchanging as its fact.

    The id is pure chance too: in an id with the time in it the moment would stand that the fact leaves out.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="marks", db_index=False)
    axis = models.CharField(max_length=81)
    code = models.CharField(max_length=40)

    class Meta:
        app_label = "figures"
        constraints = [models.UniqueConstraint(fields=["fact", "axis", "code"], name="a_mark_once")]
