"""Tells Django that this room has tables."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "gehoor.domain.contacts"
    label = "contacts"
