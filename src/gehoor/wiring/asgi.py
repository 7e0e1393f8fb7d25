"""The door of `gehoor serve`: everything that comes in passes here, once.

Pages go to Django as WSGI, in a fixed pool of threads whose database connections stay open; Django's own ASGI handler can't: it
makes a thread a request. Sockets for live chat stand beside the pages at this door. Waiting is done here, where it costs no thread:
for who sends slowly, and before an answer that is meant to come later.
"""

import asyncio
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.wiring.settings")
django.setup(set_prefix=False)

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - Django must be set up first
from django.utils.translation import get_language_from_request, override  # noqa: E402

from gehoor.interfaces.kit import errors  # noqa: E402
from gehoor.interfaces.kit.middleware import SafeHeaders  # noqa: E402
from gehoor.wiring.bodies import Bodies, Gone, Limits, Refused  # noqa: E402
from gehoor.wiring.threads import Threads  # noqa: E402

# Pages take turns at one interpreter, and receipts are derived ahead: more threads than this only hold more memory (eight held 25 MB more).
THREADS = int(os.environ.get("GEHOOR_THREADS", "4"))
DELAY = b"x-gehoor-delay-ms"
REFUSED = "gehoor.refused"
# What Django would read from who is told that their body was not taken in.
OF_THE_BODY = {b"content-length", b"content-type", b"transfer-encoding"}
SAID = {"slow": errors.too_slow, "large": errors.too_large, "busy": errors.too_many}


class Pages(WSGIHandler):
    """Django, with a page of its own for who was refused at the door."""

    def get_response(self, request):
        reason = request.environ["asgi.scope"].get(REFUSED)
        if reason is None:
            return super().get_response(request)
        with override(get_language_from_request(request)):
            return SafeHeaders(SAID[reason])(request)


pages = Pages()
# Every page is made whole before it is sent, so that who reads slowly holds no thread.
_pages = Threads(pages, number=THREADS)
_bodies = Bodies(Limits(grace=float(os.environ.get("GEHOOR_GRACE_SECONDS", "30"))))


async def application(scope, receive, send):
    """Answer one request: once everything of it is there; a page that asked to be answered later waits here."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    if scope["type"] != "http":
        return
    # Who asks is nobody's business further in: the address stops at this door.
    scope = {**scope, "client": None}
    try:
        body, whole = await _bodies.read(scope, receive)
    except Gone:
        return
    except Refused as refusal:
        await _pages(_without_body(scope, refusal.reason), _nothing, _closing(send))
        return
    try:
        await _pages(scope, whole, _later(send))
    finally:
        _bodies.let_go(body)


def _later(send):
    async def send_later(message):
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            wait = next((int(value) for name, value in headers if name.lower() == DELAY), 0)
            message = {**message, "headers": [header for header in headers if header[0].lower() != DELAY]}
            if wait:
                await asyncio.sleep(min(wait, 30_000) / 1000)
        await send(message)

    return send_later


def _closing(send):
    """The line is closed with the answer: what is still being said on it is no next request."""

    async def send_last(message):
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), (b"connection", b"close")]}
        await send(message)

    return send_last


def _without_body(scope: dict, reason: str) -> dict:
    kept = [(name, value) for name, value in scope["headers"] if name not in OF_THE_BODY]
    return {**scope, "method": "GET", "headers": kept, REFUSED: reason}


async def _nothing() -> dict:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _lifespan(receive, send):
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
