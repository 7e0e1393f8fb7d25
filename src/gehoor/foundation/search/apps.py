"""Tells Django that this room has tables."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "gehoor.foundation.search"
    label = "search"
