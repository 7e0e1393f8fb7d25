from django.apps import AppConfig


class KitConfig(AppConfig):
    """What the pages share."""

    name = "gehoor.interfaces.kit"
    label = "kit"
