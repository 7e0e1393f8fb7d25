"""A gate before dear work: so many at once, so many in line, the others are asked to come back.

Before passphrases and receipts are tried: guessing takes neither every processor nor every thread from those who tell.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import GehoorError


class TooBusy(GehoorError):
    """Too many try at the same moment. Nobody is locked out: a moment later it works."""

    message = _("Het is nu even te druk om dit te openen. Wacht een minuut en probeer het opnieuw.")


class Gate:
    """At most `at_once` inside and `in_line` waiting, none longer than `patience` seconds."""

    def __init__(self, *, at_once: int, in_line: int, patience: float):
        self._inside = BoundedSemaphore(at_once)
        self._places = BoundedSemaphore(at_once + in_line)
        self._patience = patience

    @contextmanager
    def passage(self) -> Iterator[None]:
        """Wait for a place and hold it.

        :raises TooBusy: the line is full, or did not move in time.
        """
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            if not self._inside.acquire(timeout=self._patience):
                raise TooBusy
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._places.release()
