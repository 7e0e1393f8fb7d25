"""The audit's two tables: lines, and the batches that chain them."""

from django.db import models


class AuditLine(models.Model):
    """One thing done or read. Codes and ids only."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    object_kind = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)
    mac = models.BinaryField()

    class Meta:
        app_label = "audit"
        indexes = [models.Index(fields=["object_id", "at"]), models.Index(fields=["actor_id", "at"])]


class AuditBatch(models.Model):
    """The chain: each batch's head covers its lines and the head before it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    first_line = models.BigIntegerField()
    last_line = models.BigIntegerField(unique=True)
    lines = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    head = models.BinaryField()

    class Meta:
        app_label = "audit"
