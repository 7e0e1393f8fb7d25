"""Tells Django that this room has a table, and checks that uploads can't reach a temporary folder."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "gehoor.foundation.files"
    label = "files"

    def ready(self):
        from django.core import checks

        from gehoor.foundation.files.uploads import check_handlers

        checks.register(check_handlers, checks.Tags.security)
