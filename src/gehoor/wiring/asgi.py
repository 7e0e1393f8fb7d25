"""The one process: an ASGI door, with the pages behind it as WSGI in a fixed pool of threads.

The pool keeps its database connections, which Django's own ASGI handler can't: it makes a thread a request. Sockets for
live chat stand beside the pages at this door. Waiting is done here, where it costs no thread.
"""

import asyncio
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.wiring.settings")
django.setup(set_prefix=False)

from a2wsgi import WSGIMiddleware  # noqa: E402 - Django must be set up first
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

THREADS = int(os.environ.get("GEHOOR_THREADS", "8"))
DELAY = b"x-gehoor-delay-ms"

pages = WSGIHandler()
_pages = WSGIMiddleware(pages, workers=THREADS)


async def application(scope, receive, send):
    """Answer one request; a page that asked to be answered later waits here."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    if scope["type"] != "http":
        return

    async def send_later(message):
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            wait = next((int(value) for name, value in headers if name.lower() == DELAY), 0)
            message = {**message, "headers": [header for header in headers if header[0].lower() != DELAY]}
            if wait:
                await asyncio.sleep(min(wait, 30_000) / 1000)
        await send(message)

    # Who asks is nobody's business further in: the address stops at this door.
    await _pages({**scope, "client": None}, receive, send_later)


async def _lifespan(receive, send):
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
