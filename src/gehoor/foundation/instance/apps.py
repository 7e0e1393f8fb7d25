"""The mark in the main database as a Django app of its own: the vault's own tables live in the keys database."""

from django.apps import AppConfig


class InstanceConfig(AppConfig):
    name = "gehoor.foundation.instance"
    label = "instance"
