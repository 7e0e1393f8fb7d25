"""Sealed sessions as a Django app; their table lives in a database of its own that is never backed up."""

from django.apps import AppConfig


class SealedSessionsConfig(AppConfig):
    name = "gehoor.foundation.sealed_sessions"
    label = "sealed_sessions"
