"""Tells Django that this room has tables."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "gehoor.domain.conversations"
    label = "conversations"
