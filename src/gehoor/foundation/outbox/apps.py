"""Tells Django that this room has a table."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "gehoor.foundation.outbox"
    label = "outbox"
