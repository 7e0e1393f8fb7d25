"""The head of a request under a limit: uvicorn and its parser keep headers that never end in memory for as long as they come.

Named by `gehoor serve` as its protocol. What follows the head is bounded by `bodies`.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Beyond the piece in which it begins. Browsers send a few kB; a web server in front passes on less.
LONGEST_HEAD = 64 * 1024


class BoundedHeads(HttpToolsProtocol):
    """One line. Who sends a head without end, or doesn't say how long what follows is, is told so, and the line is closed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._in_head, self._head = False, 0

    def data_received(self, data: bytes) -> None:
        if self._in_head:
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                self.send_400_response("The head of this request is too long.")
                return
        # What was still under way when a line was closed is not taken in.
        if not self.transport.is_closing():
            super().data_received(data)

    def on_message_begin(self) -> None:
        self._in_head, self._head = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """:raises ValueError: in pieces of a length not said before; the parser tells the sender, and closes the line. No browser
        sends a form so, and after the pieces headers without end could come again."""
        self._in_head = False
        if any(name == b"transfer-encoding" for name, _value in self.headers):
            raise ValueError("a length is needed")
        super().on_headers_complete()
