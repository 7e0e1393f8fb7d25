"""People who sign in. A name to sign in with and a name to be called by are plain: they are needed before anybody is unlocked."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from gehoor.foundation.ids import new_id


class Accounts(BaseUserManager):
    """Finds people by the name they sign in with."""

    def get_by_natural_key(self, username):
        return self.get(username=username)


class Account(AbstractBaseUser):
    """Somebody who works here. Its id is that of its key holder in the vault; the vault knows the passphrase, this table doesn't.

    `direct_phone` and `direct_email` are for the reporters of their cases, who read them behind a receipt. They are plain because they
    are given out: numbers of work, never of home, and nobody has to have one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=8, default="nl")
    direct_phone = models.CharField(max_length=30, blank=True)
    direct_email = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects = Accounts()

    class Meta:
        app_label = "accounts"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str) -> bool:
        """Whether this passphrase opens the person's lock in the vault: there is no other place to test one against."""
        from gehoor.domain.accounts.locks import opens

        return opens(self, raw_password)


class Team(models.Model):
    """People who share work. Its id is that of its key holder in the vault."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40)
    service = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    # The vault knows the team's search key as a compartment; the index hangs on the same id.
    search_compartment = models.UUIDField(null=True)

    class Meta:
        app_label = "accounts"
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="one_team_a_code")]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody may do in a team. No role comes from a respondent or a funder."""

    HANDLER = "handler", "behandelaar"
    SUPERVISOR = "supervisor", "leidinggevende"
    ADVISER = "adviser", "beleidsadviseur"
    PROTECTION = "protection", "gegevensbescherming"


class Membership(models.Model):
    """Somebody in a team, in a role. Advisers and the data-protection officer hold no team key: figures and audit need none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        app_label = "accounts"
        constraints = [models.UniqueConstraint(fields=["account", "team"], name="once_in_a_team")]


class ConflictOfInterest(models.Model):
    """This person stands too near to an institution, or to another person: no case about it is shown to them, counted for them or found
    by them. Sealed to themselves: the name of a person, which stands in no directory."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="conflicts")
    tag = models.BinaryField(max_length=16)
    sealed = models.BinaryField(null=True)
    declared_at = models.DateTimeField()

    class Meta:
        app_label = "accounts"
        constraints = [models.UniqueConstraint(fields=["account", "tag"], name="one_conflict_an_institution")]


class Draft(models.Model):
    """What somebody was typing when the session locked, sealed to their own public key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=200)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        app_label = "accounts"
        constraints = [models.UniqueConstraint(fields=["account", "page"], name="one_draft_a_page")]


class SavedFilter(models.Model):
    """A view of the work list that somebody keeps; its name is sealed to them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="saved_filters")
    sealed = models.BinaryField()
    query = models.CharField(max_length=300)

    class Meta:
        app_label = "accounts"


class Absence(models.Model):
    """Somebody is away for some days, and who takes their work meanwhile."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="absences")
    cover = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="covers")
    from_day = models.DateField()
    until_day = models.DateField()
    made_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "accounts"
        ordering = ["from_day"]
