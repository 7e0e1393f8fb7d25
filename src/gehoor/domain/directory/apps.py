"""Tells Django that this room has tables."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "gehoor.domain.directory"
    label = "directory"
