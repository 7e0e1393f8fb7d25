"""The head of a request under a limit: uvicorn and its parser keep headers that never end in memory for as long as they come,
and wait for a head that never ends for as long as it takes.

Named by `gehoor serve` as its protocol. What follows the head is bounded by `bodies`.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Beyond the piece in which it begins. Browsers send a few kB; a web server in front passes on less.
LONGEST_HEAD = 64 * 1024
# From the moment that a line is open or that the next request on it begins, until its whole head is there.
HEAD_SECONDS = 30.0


class BoundedHeads(HttpToolsProtocol):
    """One line. Who sends a head without end, or doesn't say how long what follows is, is told so, and the line is closed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._in_head, self._head = False, 0
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._in_head:
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                self.send_400_response("The head of this request is too long.")
                return
        if self.cycle is None or self.cycle.response_complete:
            # Blank lines before a request are no request: without this they would stop the clock between two of them.
            self._wait_for_head()
        # What was still under way when a line was closed is not taken in.
        if not self.transport.is_closing():
            super().data_received(data)

    def on_message_begin(self) -> None:
        self._in_head, self._head = True, 0
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """:raises ValueError: in pieces of a length not said before; the parser tells the sender, and closes the line. No browser
        sends a form so, and after the pieces headers without end could come again."""
        self._in_head = False
        self._wait_no_more()
        if any(name == b"transfer-encoding" for name, _value in self.headers):
            raise ValueError("a length is needed")
        super().on_headers_complete()

    def _wait_for_head(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(HEAD_SECONDS, self._hang_up)

    def _wait_no_more(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _hang_up(self) -> None:
        self._patience = None
        # An answer to an earlier request that is still under way is sent first.
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:
            self.cycle.keep_alive = False
