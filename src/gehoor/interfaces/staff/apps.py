"""Tells Django that these pages have templates."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "gehoor.interfaces.staff"
    label = "staff"
