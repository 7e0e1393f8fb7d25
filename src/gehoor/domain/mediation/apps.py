"""Tells Django that this room has tables."""

from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "gehoor.domain.mediation"
    label = "mediation"
