"""How a fault is written to the log: by its kind and its place. Named in the settings; never writes a fault's own words."""

import logging
import traceback


class WithoutWords(logging.Formatter):
    """A fault's message can repeat what somebody typed (a value that no column takes, a name that is no file): it is left out."""

    def formatException(self, ei) -> str:
        """The lines of code that led there, and what kind of fault it was, with the faults that led to it."""
        kind, fault, trace = ei
        told = []
        while fault is not None:
            told.append("".join([*traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}"]))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
            kind, trace = type(fault), getattr(fault, "__traceback__", None)
        return "\nafter:\n".join(told)
