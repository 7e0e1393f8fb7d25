"""Pages of WSGI in a fixed pool of threads: one way there, and one way back with the whole page.

Each way costs a turn of the interpreter, for which the threads that make pages stand in line too; a page sent in pieces takes one
each. Called by `asgi`, which has read what was sent along before.
"""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from a2wsgi.wsgi import Body, build_environ

Answer = tuple[int, list[tuple[bytes, bytes]], list[bytes]]


class Threads:
    """Answers requests with a WSGI application."""

    def __init__(self, application: Callable, *, number: int):
        self._application = application
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="pages")

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        """One request and its page."""
        loop = asyncio.get_running_loop()
        environ = build_environ(scope, await _input(loop, receive))
        run = contextvars.copy_context().run
        status, headers, pieces = await loop.run_in_executor(self._threads, run, self._answer, environ)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def _answer(self, environ: dict) -> Answer:
        """The whole page, made in this thread; what it held open is closed here too."""
        started: list[Answer] = []

        def start(status: str, headers: list[tuple[str, str]], _fault=None) -> None:
            said = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
            started.append((int(status.split(" ", 1)[0]), said, []))

        page = self._application(environ, start)
        try:
            pieces = [piece for piece in page if piece]
        finally:
            getattr(page, "close", lambda: None)()
        status, headers, _none = started[-1]
        return status, headers, pieces


async def _input(loop: asyncio.AbstractEventLoop, receive: Callable) -> BytesIO | Body:
    """What the page reads from: what was sent along, or of a long one the first of it and then the rest as it comes."""
    first = await receive()
    if not first.get("more_body"):
        return BytesIO(first.get("body", b""))
    long = Body(loop, receive)
    long.buffer.extend(first.get("body", b""))
    return long
