"""Tells Django that this room has tables."""

from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "gehoor.domain.centres"
    label = "centres"
