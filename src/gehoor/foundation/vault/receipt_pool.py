"""Receipts derived ahead by one background thread, so that a burst of reports needs no waiting. In memory only.

Bounded; handed out once each; emptied in a forked child, so that two processes never hand out the same.
"""

import logging
import os
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread
from typing import Generic, TypeVar

from django.conf import settings

DEFAULT_SIZE = 128
Prepared = TypeVar("Prepared")
_log = logging.getLogger(__name__)


class ReceiptPool(Generic[Prepared]):
    """Hands out what `prepare` makes; makes it on the spot when none is ready.

    :param size: how many are kept ready; without it GEHOOR_RECEIPT_POOL, or 128. With 0 no thread is started.
    """

    def __init__(self, prepare: Callable[[], Prepared], *, size: int | None = None):
        self._prepare = prepare
        self._size = size
        self._empty()
        os.register_at_fork(after_in_child=self._empty)

    @property
    def size(self) -> int:
        """How many it keeps ready. Where deriving costs nothing, in tests, none."""
        if self._size is not None:
            return self._size
        return getattr(settings, "GEHOOR_RECEIPT_POOL", 0 if settings.GEHOOR_ARGON2_FAST else DEFAULT_SIZE)

    def __len__(self) -> int:
        return len(self._ready)

    def warm(self) -> None:
        """Begin to fill, if that is not under way; the first `take` does so too."""
        with self._changed:
            if self.size and self._filler is None:
                self._filler = Thread(target=self._fill, name="receipts-ahead", daemon=True)
                self._filler.start()

    def take(self) -> Prepared:
        """One that nobody else gets."""
        self.warm()
        with self._changed:
            ready = self._ready.popleft() if self._ready else None
            self._changed.notify()
        return self._prepare() if ready is None else ready

    def stop(self) -> None:
        """Stop filling and forget what was ready."""
        with self._changed:
            filler, self._filler = self._filler, None
            self._ready.clear()
            self._changed.notify()
        if filler is not None:
            filler.join()

    def _empty(self) -> None:
        self._ready: deque[Prepared] = deque()
        self._changed = Condition()
        self._filler: Thread | None = None

    def _fill(self) -> None:
        try:
            while self._has_room():
                prepared = self._prepare()
                with self._changed:
                    if self._filler is not None:
                        self._ready.append(prepared)
        except Exception:
            # Without a filler every receipt is made on the spot, where the same fault is told to who waits for it.
            _log.exception("Receipts are no longer derived ahead")
            with self._changed:
                self._filler = None

    def _has_room(self) -> bool:
        """Wait until there is room; False when filling should end."""
        with self._changed:
            while self._filler is not None and len(self._ready) >= self.size:
                self._changed.wait()
            return self._filler is not None
