"""Tells Django that this room has tables."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "gehoor.domain.inspection"
    label = "inspection"
