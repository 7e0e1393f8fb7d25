"""What everybody reads while the tables are brought up to date, which takes minutes on a large instance. Asks no database."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)

AGAIN_AFTER = 30
PATIENCE = 5


@contextmanager
def being_prepared(door: socket) -> Iterator[None]:
    """Until the block ends, answer whoever comes to this door that it is being prepared, and when to come again."""
    server = _Server(door.getsockname()[:2], _Answer, bind_and_activate=False)
    server.socket.close()
    server.socket = door
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="being prepared", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_whose) -> None:
        """Who asks is logged nowhere: not when the line broke either."""
        log.warning("an answer to somebody who came meanwhile failed: %s", type(sys.exc_info()[1]).__name__)


class _Answer(BaseHTTPRequestHandler):
    """The same page for every address; nothing of what was sent is read or written down."""

    timeout = PATIENCE

    def _say(self) -> None:
        request = HttpRequest()
        request.META["HTTP_ACCEPT_LANGUAGE"] = self.headers.get("Accept-Language", "")
        with override(get_language_from_request(request)):
            words = _("Deze site wordt even klaargezet. Er is niets verstuurd. Probeer het over een paar minuten nog eens. Of bel.")
            page = render_to_string("errors/bare.html", {"title": _("Nog even wachten"), "words": words}).encode()
        self.send_response_only(503)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8", "Content-Length": len(page), "Retry-After": AGAIN_AFTER,
            "Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer",
            "Connection": "close",
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)
        self.close_connection = True

    do_GET = do_HEAD = do_POST = _say

    def log_message(self, *_told) -> None:
        """Nor what was asked."""
