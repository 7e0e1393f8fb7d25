"""Tells Django that this room has tables."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gehoor.foundation.audit"
    label = "audit"
