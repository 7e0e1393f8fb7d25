"""`gehoor …`: the map of what an operator can do with an instance. Thin: each command opens the instance and calls one thing."""

from gehoor.interfaces.cli.commandline import main

__all__ = ["main"]
