"""Tells Django that this room has tables."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "gehoor.domain.services"
    label = "services"
