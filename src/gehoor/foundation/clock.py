"""What time it is. Only interfaces ask; everything below them is told (`at`)."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()  # noqa: TID251 - this is the one place
