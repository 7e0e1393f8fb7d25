"""Tells Django that this room has tables."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gehoor.domain.accounts"
    label = "accounts"
