"""The demo: services with invented people and stories on this computer, and a start page that leads a newcomer in.

The only place besides `declared/` that knows services by name. Nothing of it is part of a real instance.
"""
