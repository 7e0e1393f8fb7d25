"""Django's name for the public side: its templates and tags."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """What the world outside sees."""

    name = "gehoor.interfaces.public"
    label = "public"
