"""Gehoor: what a children's-rights service runs its work on."""

__version__ = "0.1.0"
