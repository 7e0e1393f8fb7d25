"""Tells Django that this room has tables."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "gehoor.domain.cases"
    label = "cases"
