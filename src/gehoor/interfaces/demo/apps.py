"""Tells Django that the start page has a template."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "gehoor.interfaces.demo"
    label = "demo"
