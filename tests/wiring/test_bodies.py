"""What is sent along: whole before a page runs, bounded in time and memory, and half of it is never taken for all."""

import asyncio
import time

import pytest

from gehoor.wiring.bodies import Bodies, Gone, Limits, Refused

TIGHT = Limits(grace=0.2, rate=1_000, small=100, each=1_000, together=3_000, at_once=3, long_at_once=1, long_rate=10_000, cut_at=50_000)


class Sender:
    """Somebody who sends pieces, each after a while; at the end the line breaks when `breaks`."""

    def __init__(self, *pieces: bytes, pause: float = 0, declared: int | None = None, breaks: bool = False):
        self._pieces, self._pause, self._breaks = list(pieces), pause, breaks
        said = sum(map(len, pieces)) if declared is None else declared
        self.scope = {"headers": [(b"content-length", str(said).encode())]}

    async def receive(self) -> dict:
        await asyncio.sleep(self._pause)
        if not self._pieces:
            assert self._breaks, "nothing more was to be read"
            return {"type": "http.disconnect"}
        piece = self._pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(self._pieces) or self._breaks}


async def all_of(receive) -> bytes:
    said = b""
    while True:
        message = await receive()
        said += bytes(message["body"])
        if not message["more_body"]:
            return said


async def taken_in(bodies: Bodies, sender: Sender) -> bytes:
    body, receive = await bodies.read(sender.scope, sender.receive)
    try:
        return await all_of(receive)
    finally:
        bodies.let_go(body)


def test_what_was_sent_in_pieces_comes_out_whole():
    assert asyncio.run(taken_in(Bodies(TIGHT), Sender(b"een ", b"", b"verhaal"))) == b"een verhaal"


def test_a_request_without_anything_waits_for_nothing():
    assert asyncio.run(taken_in(Bodies(TIGHT), Sender(declared=0))) == b""


def test_half_a_story_is_never_taken_for_a_whole_one():
    with pytest.raises(Gone):
        asyncio.run(taken_in(Bodies(TIGHT), Sender(b"een half", breaks=True, declared=100)))


def test_who_sends_too_slowly_is_told_so():
    with pytest.raises(Refused, match="slow"):
        asyncio.run(taken_in(Bodies(TIGHT), Sender(*[b"x"] * 100, pause=0.05)))


def test_who_sends_a_lot_at_a_bearable_speed_is_waited_for():
    assert len(asyncio.run(taken_in(Bodies(TIGHT), Sender(*[b"x" * 100] * 8, pause=0.04)))) == 800


@pytest.mark.parametrize("size", [TIGHT.cut_at + 1, 10**12])
def test_what_is_declared_far_too_large_is_not_even_read(size):
    with pytest.raises(Refused, match="large"):
        asyncio.run(taken_in(Bodies(TIGHT), Sender(declared=size)))


def test_a_long_body_goes_on_while_its_page_runs_and_a_second_one_is_read_to_its_end_and_refused():
    async def tell():
        bodies = Bodies(TIGHT)
        first, second = (Sender(*[b"x" * 500] * 5) for _one in range(2))
        body, receive = await bodies.read(first.scope, first.receive)
        with pytest.raises(Refused, match="large"):
            await taken_in(bodies, second)
        assert second._pieces == []
        assert len(await all_of(receive)) == 2_500
        bodies.let_go(body)
        assert len(await taken_in(bodies, Sender(*[b"x" * 500] * 5))) == 2_500

    asyncio.run(tell())


def test_a_long_body_that_stops_halfway_is_a_broken_line_for_its_page():
    with pytest.raises(ConnectionResetError):
        asyncio.run(taken_in(Bodies(TIGHT), Sender(*[b"x" * 500] * 3, breaks=True, declared=5_000)))
    with pytest.raises(TimeoutError):
        asyncio.run(taken_in(Bodies(TIGHT), Sender(*[b"x" * 500] * 3, *[b"x"] * 100, pause=0.05)))


def test_heavy_bodies_together_fill_a_limit_and_what_somebody_typed_still_comes_in():
    async def tell():
        bodies = Bodies(TIGHT)
        heavy = []
        for _one in range(3):
            sender = Sender(b"x" * 1_000)
            heavy.append((await bodies.read(sender.scope, sender.receive))[0])
        with pytest.raises(Refused, match="busy"):
            await taken_in(bodies, Sender(b"x" * 900))
        assert await taken_in(bodies, Sender(b"x" * 100)) == b"x" * 100
        bodies.let_go(heavy[0])
        assert len(await taken_in(bodies, Sender(b"x" * 900))) == 900

    asyncio.run(tell())


def test_what_many_typed_and_waits_for_a_thread_fills_a_limit_too():
    async def tell():
        bodies = Bodies(Limits(small=100, small_together=250))
        waiting = []
        for _one in range(2):
            sender = Sender(b"x" * 100)
            waiting.append((await bodies.read(sender.scope, sender.receive))[0])
        with pytest.raises(Refused, match="busy"):
            await taken_in(bodies, Sender(b"x" * 30, b"x" * 30))
        assert await taken_in(bodies, Sender(b"x" * 50)) == b"x" * 50
        bodies.let_go(waiting[0])
        assert await taken_in(bodies, Sender(b"x" * 30, b"x" * 30)) == b"x" * 60

    asyncio.run(tell())


def test_where_too_many_send_at_once_the_slowest_goes_and_the_quick_one_gets_through():
    async def tell():
        bodies = Bodies(Limits(grace=30, at_once=3))
        slow = [asyncio.create_task(taken_in(bodies, Sender(*[b"x"] * 1_000, pause=0.5))) for _one in range(3)]
        await asyncio.sleep(0.05)
        assert await asyncio.wait_for(taken_in(bodies, Sender(b"snel")), 1) == b"snel"
        await asyncio.sleep(0.05)
        refused = [task for task in slow if task.done()]
        assert [type(task.exception()) for task in refused] == [Refused]
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        assert (bodies._sending, bodies._counted) == ({}, 0)

    asyncio.run(tell())


QUICK_THEN_QUIET = Limits(grace=0.1, rate=10, small=100, each=10_000, quiet=0.15, longest=0.4, long_rate=10, long_longest=0.3)


@pytest.mark.parametrize("pieces", [[b"x" * 5_000, b"y"], [b"x" * 500] * 12], ids=["then nothing", "then drop by drop"])
def test_who_sends_a_lot_at_once_does_not_keep_its_place_for_hours(pieces):
    """Its speed from the beginning would be fair for minutes more, and others are told meanwhile that it is busy."""
    sender = Sender(*pieces, pause=0.3 if len(pieces) == 2 else 0.05)
    sender._pieces.insert(0, b"x" * 4_000)
    bodies, begun = Bodies(QUICK_THEN_QUIET), time.monotonic()
    with pytest.raises(Refused, match="slow"):
        asyncio.run(taken_in(bodies, sender))
    assert time.monotonic() - begun < 2
    assert bodies._counted == 0


def test_a_body_too_long_to_be_taken_in_holds_its_page_no_longer_than_minutes():
    async def tell():
        bodies = Bodies(QUICK_THEN_QUIET)
        sender = Sender(b"x" * 11_000, *[b"x" * 1_000] * 30)
        body, receive = await bodies.read(sender.scope, sender.receive)
        sender._pause = 0.05
        try:
            with pytest.raises(TimeoutError):
                await all_of(receive)
        finally:
            bodies.let_go(body)

    asyncio.run(tell())
