"""The tables of the keys database: public keys, sealed private keys, who may open which compartment.

Only the vault reads and writes them. Nothing here is a secret in the clear, and nothing names a person or a case.
"""

from django.db import models

from gehoor.foundation.ids import new_id
from gehoor.foundation.instance.models import Mark


class HolderKind(models.TextChoices):
    PERSON = "person"
    TEAM = "team"
    RECEIPT = "receipt"
    ROOT = "root"
    RECOVERY = "recovery"
    OUTBOX = "outbox"


class CompartmentKind(models.TextChoices):
    CONVERSATION = "conversation"
    STAFF = "staff"
    PRIVATE = "private"
    INTAKE = "intake"
    SEARCH = "search"


class KeysMark(Mark):
    """Which instance this keys database belongs to."""


class KeyHolder(models.Model):
    """Someone or something that keys are sealed to. Trusted only after `public_keys_of` checked who vouches for it.

    `signature` is the root's for a team and the recovery key, and a MAC under `secret.key` for the others.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=HolderKind)
    epoch = models.PositiveIntegerField(default=1)
    public_key = models.BinaryField(max_length=32)
    signing_key = models.BinaryField(max_length=32)
    signed_by = models.UUIDField(null=True)
    signature = models.BinaryField(max_length=64)
    created_on = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind__in=["root", "recovery", "outbox"]), name="one_of_its_kind"
            )
        ]


class PersonLock(models.Model):
    """A person's private half, sealed twice: under the passphrase and under the personal recovery code."""

    holder = models.OneToOneField(KeyHolder, models.CASCADE, primary_key=True, related_name="lock")
    salt = models.BinaryField(max_length=16)
    ops = models.PositiveIntegerField()
    mem_kib = models.PositiveIntegerField()
    sealed_private = models.BinaryField()
    recovery_salt = models.BinaryField(max_length=16)
    recovery_sealed_private = models.BinaryField()


class TeamMember(models.Model):
    """A team's private half sealed to one member; signed by the team. The recovery key is a member of every team."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(KeyHolder, models.CASCADE, related_name="members", db_index=False)
    member = models.ForeignKey(KeyHolder, models.CASCADE, related_name="teams")
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "member"], name="once_a_team")]


class Compartment(models.Model):
    """One part of a file with one key. `about` is the case or contact; it is forgotten when the keys are erased.

    `replaced_by` stands while what it sealed is being moved under a new key (`rekeying`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=CompartmentKind)
    about = models.UUIDField(null=True, db_index=True)
    created_on = models.DateField(auto_now_add=True, db_index=True)
    erased_on = models.DateField(null=True)
    replaced_by = models.UUIDField(null=True)


class CompartmentKey(models.Model):
    """The key of a compartment, sealed to one holder."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="keys", db_index=False)
    holder = models.ForeignKey(KeyHolder, models.CASCADE, related_name="compartment_keys")
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["compartment", "holder"], name="once_a_holder")]


class ReceiptLock(models.Model):
    """What finds a receipt: its locator and the salt of its secret. Nothing here tells whether a guess is right.

    `cost` numbers the Argon2id parameters it was made with (`costs.RECEIPT_COSTS`).
    """

    holder = models.OneToOneField(KeyHolder, models.CASCADE, primary_key=True, related_name="receipt_lock")
    locator = models.PositiveIntegerField(unique=True)
    salt = models.BinaryField(max_length=16)
    cost = models.PositiveSmallIntegerField(default=1)


class Tombstone(models.Model):
    """A compartment whose keys are erased; replayed after a restore, so that a backup brings nothing back."""

    compartment_id = models.UUIDField(primary_key=True)
    erased_on = models.DateField()
