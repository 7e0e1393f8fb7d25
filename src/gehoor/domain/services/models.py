"""Every version of a service that was used, whole, by the hash of its content: a running case stays on it.

Nothing here is about people; it is what the service itself publishes, so it is plain.
"""

from django.db import models


class ServiceVersion(models.Model):
    """What a service declared, kept when it was first used. Never changed and never removed while a case refers to it."""

    hash = models.CharField(max_length=64, primary_key=True)
    service = models.CharField(max_length=40)
    valid_from = models.DateField()
    content = models.TextField()
    first_used_on = models.DateField()

    class Meta:
        app_label = "services"
        indexes = [models.Index(fields=["service", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.service} {self.valid_from} {self.hash[:12]}"
