"""The vault as a Django app; its tables live in the keys database."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "gehoor.foundation.vault"
    label = "vault"
