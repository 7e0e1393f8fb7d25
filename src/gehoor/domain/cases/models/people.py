"""Who is in a case, how they belong together, whom or what it is about, and who may open it."""

from django.db import models

from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.cases.models.case import Case
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Party(SealedModel):
    """A person in the case. A child is always a party of its own. Sealed under the staff file: name, age or
    date of birth, address and whether it is secret, what to mind."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(max_length=40)
    is_child = models.BooleanField(default=False)
    is_reporter = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    fact = models.UUIDField(null=True)

    class Meta:
        app_label = "cases"
        ordering = ["-is_child", "added_at"]


class Respondent(SealedModel):
    """Whom or what the case is about: an institution or a person (by their keyed tag), or a rule without an actor. The words are sealed,
    and so is the name of a person that was said later."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="respondents")
    kind = models.CharField(max_length=12)
    tag = models.BinaryField(max_length=16, null=True)
    added_at = models.DateTimeField()

    class Meta:
        app_label = "cases"
        ordering = ["added_at"]
        # Asked of every case in a list, for who stands too near to an institution.
        indexes = [models.Index(fields=["tag", "case"], name="about_institution")]


class Named(models.Model):
    """Somebody named for this case beside its handler: a deputy, or one of the few of a confidential case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="named")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="named_for")
    added_at = models.DateTimeField()

    class Meta:
        app_label = "cases"
        constraints = [models.UniqueConstraint(fields=["case", "account"], name="named_once")]


class Seen(models.Model):
    """Who who works here has opened a case, and when last: unread marks, and how many people have read a story."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="seen")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        app_label = "cases"
        constraints = [models.UniqueConstraint(fields=["case", "account"], name="seen_once")]


class Relation(SealedModel):
    """How a person in the case belongs to another, or lives in the care of an institution. Sealed under the staff file: since when,
    until when, and in which words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="relations")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    respondent = models.ForeignKey(Respondent, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "cases"
        ordering = ["added_at"]


class NameTag(models.Model):
    """A name in the case as a keyed hash that only the team can make: the same name in two cases is seen without opening either."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="name_tags")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    tag = models.BinaryField(max_length=16)
    with_birth_date = models.BooleanField(default=False)

    class Meta:
        app_label = "cases"
        indexes = [models.Index(fields=["team", "tag"], name="same_name")]
