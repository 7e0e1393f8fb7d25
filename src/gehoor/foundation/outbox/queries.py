"""The questions about the outbox. Called by staff pages and timers."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gehoor.foundation.outbox.models import OutboxItem, State


def the_due_items(at: datetime) -> QuerySet[OutboxItem]:
    """What should leave now, longest due first."""
    return OutboxItem.objects.filter(state=State.WAITING, due_at__lte=at).order_by("due_at", "id")


def the_items_about(about: UUID) -> QuerySet[OutboxItem]:
    """What left, waits or failed about one thing, newest first."""
    return OutboxItem.objects.filter(about=about).order_by("-released_at")


def the_troubled_items() -> QuerySet[OutboxItem]:
    """What a person should look at: failed, or waiting with a reason."""
    return OutboxItem.objects.filter(Q(state=State.FAILED) | Q(state=State.WAITING) & ~Q(reason="")).order_by("-released_at")
