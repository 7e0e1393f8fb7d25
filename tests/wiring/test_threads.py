"""A request goes to a thread and comes back as a whole page."""

import asyncio
import threading

import pytest

from gehoor.wiring.threads import Threads

SCOPE = {"type": "http", "method": "POST", "path": "/tell", "query_string": b"a=1", "http_version": "1.1",
         "headers": [(b"content-length", b"8")], "client": None}


def answered(application, *received: dict) -> list[dict]:
    """What is sent to who asked."""
    waiting, sent = list(received) or [{"type": "http.request"}], []

    async def receive() -> dict:
        return waiting.pop(0)

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(Threads(application, number=1)(SCOPE, receive, send))
    return sent


def piece(body: bytes, *, more: bool) -> dict:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_page_comes_back_with_its_status_its_headers_and_every_piece():
    def application(environ, start):
        start("302 Found", [("Location", "/check"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [b"one ", b"", environ["QUERY_STRING"].encode()]

    begun, *pieces = answered(application)
    assert (begun["status"], begun["headers"]) == (302, [(b"location", b"/check"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")])
    assert b"".join(one["body"] for one in pieces) == b"one a=1"
    assert [one.get("more_body", False) for one in pieces] == [True, True, False]


@pytest.mark.parametrize("received", [[piece(b"vertelde", more=False)], [piece(b"vert", more=True), piece(b"elde", more=False)]])
def test_what_was_sent_is_read_whole_whether_it_came_at_once_or_in_pieces(received):
    def application(environ, start):
        start("200 OK", [])
        return [environ["wsgi.input"].read(8)]

    assert answered(application, *received)[1]["body"] == b"vertelde"


def test_a_page_is_closed_in_the_thread_that_made_it_also_when_it_breaks():
    closed_in = []

    class Page:
        def __iter__(self):
            raise LookupError("halfway")

        def close(self):
            closed_in.append(threading.current_thread().name)

    def application(_environ, start):
        start("200 OK", [])
        return Page()

    with pytest.raises(LookupError):
        answered(application)
    assert [name.startswith("pages") for name in closed_in] == [True]
