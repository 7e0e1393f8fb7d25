"""Tells Django that this room has tables."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "gehoor.domain.consent"
    label = "consent"
