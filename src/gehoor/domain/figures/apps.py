"""Tells Django that this room has tables."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "gehoor.domain.figures"
    label = "figures"
