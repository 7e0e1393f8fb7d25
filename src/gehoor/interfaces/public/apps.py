from django.apps import AppConfig


class PublicConfig(AppConfig):
    """What the world outside sees."""

    name = "gehoor.interfaces.public"
    label = "public"
