"""The mark of an instance. One row a database, made by `mark_instance`, compared by `check_instance`, never changed."""

from django.db import models


class Mark(models.Model):
    """Which instance a database belongs to; the MAC is made with `secret.key`, so a copied id is not enough."""

    instance_id = models.UUIDField(primary_key=True)
    mac = models.BinaryField()

    class Meta:
        abstract = True


class InstanceMark(Mark):
    """The mark of the main database."""
