"""A head without end takes no memory, and what follows it says its length."""

import asyncio
import socket
import time
from contextlib import suppress

import pytest
import uvicorn
from uvicorn.server import ServerState

from gehoor.wiring import heads
from gehoor.wiring.heads import LONGEST_HEAD, BoundedHeads

PIECE = b"x" * 16_000


async def _application(scope, receive, send):
    """Answers with the path, and with what was sent."""
    if scope["path"] == "/slow":
        await asyncio.sleep(0.3)
    said = scope["path"].encode() + (await receive())["body"]
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(said)).encode())]})
    await send({"type": "http.response.body", "body": said})


def answered(*pieces: bytes, listens_to_the_end: bool = False) -> tuple[bytes, int]:
    """What comes back to who sends these pieces, and how many of them were taken before the line was closed."""

    async def tell() -> tuple[bytes, int]:
        config = uvicorn.Config(_application, http="gehoor.wiring.heads:BoundedHeads", lifespan="off", log_config=None)
        config.load()
        assert config.http_protocol_class is BoundedHeads
        state = ServerState()
        server = await asyncio.get_running_loop().create_server(
            lambda: BoundedHeads(config=config, server_state=state, app_state={}), "127.0.0.1", 0)
        async with server:
            return await asyncio.to_thread(_sent, server.sockets[0].getsockname(), pieces, listens_to_the_end)

    return asyncio.run(tell())


def _sent(address: tuple[str, int], pieces: tuple[bytes, ...], listens_to_the_end: bool) -> tuple[bytes, int]:
    said, taken = b"", 0
    with socket.create_connection(address, timeout=2) as line, suppress(ConnectionError):
        for piece in pieces:
            line.sendall(piece)
            taken += 1
            # So that each arrives by itself.
            time.sleep(0.01)
        said = line.recv(10_000)
        while listens_to_the_end and (more := line.recv(10_000)):
            said += more
    return said, taken


def test_an_ordinary_request_gets_its_answer_whatever_the_pieces_it_comes_in():
    said, _taken = answered(b"POST /tell HTT", b"P/1.1\r\nHost: x\r\nCookie: ", PIECE, b"\r\nContent-Length: 4\r\n\r\n", b"kort")
    assert said.startswith(b"HTTP/1.1 200")
    assert said.endswith(b"/tellkort")


@pytest.mark.parametrize("begin", [b"GET / HTTP/1.1\r\nHost: x\r\n", b"GET / HTTP/1.1\r\nX: ", b"GET /"])
@pytest.mark.parametrize("piece", [b"A: " + PIECE + b"\r\n", PIECE])
def test_a_head_without_end_is_cut_off(begin, piece):
    said, taken = answered(begin, *[piece] * 1_000)
    assert said == b"" or said.startswith(b"HTTP/1.1 400")
    assert taken <= LONGEST_HEAD // len(PIECE) + 5


def test_a_body_is_no_part_of_the_head():
    long = LONGEST_HEAD + 2 * len(PIECE)
    said, _taken = answered(b"POST /tell HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % long, *[PIECE] * (long // len(PIECE) + 1))
    assert said.startswith(b"HTTP/1.1 200")


def test_what_does_not_say_its_length_is_refused_and_not_taken_for_nothing():
    said, _taken = answered(b"POST /tell HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"4\r\nhalf\r\n", b"0\r\n")
    assert said == b"" or said.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize("begin", [b"\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n"], ids=["a blank line", "half a head"])
@pytest.mark.parametrize("before", [[], [b"GET /first HTTP/1.1\r\nHost: x\r\n\r\n"]], ids=["first", "next"])
def test_a_head_that_never_ends_is_not_waited_for(monkeypatch, begin, before):
    """A line between two requests would be closed after five seconds by the server itself; with something on it, never."""
    monkeypatch.setattr(heads, "HEAD_SECONDS", 0.4)
    said, _taken = answered(*before, begin, b"", begin[:2], listens_to_the_end=True)
    assert said.count(b"HTTP/1.1 200") == len(before)


def test_who_opens_a_line_and_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(heads, "HEAD_SECONDS", 0.4)
    assert answered(listens_to_the_end=True) == (b"", 0)


def test_an_answer_that_takes_its_time_is_not_cut_off(monkeypatch):
    monkeypatch.setattr(heads, "HEAD_SECONDS", 0.1)
    said, _taken = answered(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    assert said.endswith(b"/slow")
