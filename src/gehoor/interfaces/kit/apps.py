"""Django's name for the kit: its templates, static files and tags."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """What the pages share."""

    name = "gehoor.interfaces.kit"
    label = "kit"
