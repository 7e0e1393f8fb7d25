"""What is sent along with a request, read whole before a thread is taken: who sends slowly, or stops halfway, holds up nobody.

In memory and under limits, never in a file: what somebody sends must not lie on a disk in clear. Called by `asgi`.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

MIB = 2**20
# One message of ours to the thread that reads; a server hands out pieces of 64 kB.
PIECE = MIB

Receive = Callable[[], Awaitable[dict]]


class Gone(Exception):
    """The sender went away before everything was there. Half a story is never taken in as a whole one."""


class Refused(Exception):
    """The sender must be told something instead of getting the page: `slow`, `large` or `busy`."""

    def __init__(self, reason: str):
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Limits:
    """Seconds, bytes, bytes a second and counts."""

    # Time for everybody, and beyond it no slower than the slowest of mobile lines.
    grace: float = 30
    rate: int = 4 * 1024
    # Who sent a lot at once and then nothing is waited for no longer than this, and nobody longer than that.
    quiet: float = 60
    longest: float = 15 * 60
    # A body up to here is a form that somebody typed: it is let in whatever heavier ones are under way.
    small: int = 256 * 1024
    # What these may hold together, waiting for a thread too.
    small_together: int = 128 * MIB
    # The most that one may hold, and all of them together beyond what is small.
    each: int = 30 * MIB
    together: int = 128 * MIB
    # So many still being sent; for one more, the slowest is told to try again.
    at_once: int = 400
    # A body larger than `each` holds a file that is too large. It is read on while its page runs, which then says so and keeps what
    # was typed: that holds a thread, so only a few at once, and fast.
    long_at_once: int = 2
    long_rate: int = 64 * 1024
    long_longest: float = 3 * 60
    cut_at: int = 512 * MIB


@dataclass(eq=False)
class Body:
    """One body, in memory."""

    declared: int
    pieces: deque[bytearray] = field(default_factory=deque)
    size: int = 0
    counted: int = 0
    counted_small: int = 0
    is_long: bool = False

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.pieces and len(self.pieces[-1]) + len(piece) <= PIECE:
            self.pieces[-1].extend(piece)
        elif piece:
            self.pieces.append(bytearray(piece))


class Bodies:
    """The bodies under way in this process. Lives in the one thread of the event loop."""

    def __init__(self, limits: Limits):
        self._limits = limits
        self._sending: dict[Body, asyncio.Timeout] = {}
        self._counted = self._counted_small = 0
        self._long = 0

    async def read(self, scope: dict, receive: Receive) -> tuple[Body, Receive]:
        """Wait until everything is there. Returns it with the `receive` that hands it out; `let_go` afterwards.

        :raises Gone: the line broke.
        :raises Refused: too slow, too large, or too much under way.
        """
        body = Body(_declared(scope))
        if body.declared > self._limits.cut_at:
            raise Refused("large")
        try:
            if body.declared:
                await self._fill(body, receive)
        except BaseException:
            self.let_go(body)
            raise
        return body, self._handing_out(body, receive)

    def let_go(self, body: Body) -> None:
        """It was answered: what it held is free."""
        self._counted -= body.counted
        self._counted_small -= body.counted_small
        self._long -= body.is_long
        body.counted, body.counted_small, body.is_long = 0, 0, False
        body.pieces.clear()

    async def _fill(self, body: Body, receive: Receive) -> None:
        begun = asyncio.get_running_loop().time()
        self._make_room()
        refusal = ""
        try:
            async with asyncio.timeout_at(begun + self._limits.grace) as patience:
                self._sending[body] = patience
                while True:
                    message = await _piece(receive)
                    is_all = not message.get("more_body")
                    body.add(message.get("body", b""))
                    refusal = refusal or self._count(body, is_all=is_all)
                    if refusal:
                        # Read on and thrown away: a browser listens when it has said everything.
                        self.let_go(body)
                    if is_all or body.is_long:
                        break
                    if body in self._sending:
                        patience.reschedule(self._until(begun, body))
        except TimeoutError:
            raise Refused("slow") from None
        finally:
            self._sending.pop(body, None)
        if refusal:
            raise Refused(refusal)

    def _until(self, begun: float, body: Body) -> float:
        """How long the next piece is waited for."""
        now = asyncio.get_running_loop().time()
        fair = begun + self._limits.grace + body.size / self._limits.rate
        return min(fair, max(now + self._limits.quiet, begun + self._limits.grace), begun + self._limits.longest)

    def _count(self, body: Body, *, is_all: bool) -> str:
        """Count what this body holds; why it may hold no more, if it may not."""
        small = min(body.size, self._limits.small)
        holds = body.size - small
        if (self._counted - body.counted + holds > self._limits.together
                or self._counted_small - body.counted_small + small > self._limits.small_together):
            return "busy"
        if body.size > self._limits.each and not is_all:
            if self._long >= self._limits.long_at_once:
                return "large"
            body.is_long = True
            self._long += 1
        self._counted += holds - body.counted
        self._counted_small += small - body.counted_small
        body.counted, body.counted_small = holds, small
        return ""

    def _make_room(self) -> None:
        """Where too many are sending at the same time, the one that is furthest behind goes: who sends quickly gets through."""
        if len(self._sending) >= self._limits.at_once:
            slowest = min(self._sending, key=lambda one: self._sending[one].when() or 0)
            self._sending.pop(slowest).reschedule(asyncio.get_running_loop().time())

    def _handing_out(self, body: Body, receive: Receive) -> Receive:
        """What the page reads from: what is in memory, and of a long body the rest as it comes in."""
        begun, came = asyncio.get_running_loop().time(), 0

        async def hand_out() -> dict:
            nonlocal came
            if body.pieces:
                piece = body.pieces.popleft()
                return {"type": "http.request", "body": piece, "more_body": bool(body.pieces) or body.is_long}
            if not body.is_long:
                return {"type": "http.request", "body": b"", "more_body": False}
            # A TimeoutError is an OSError: the page hears that the line broke, and takes nothing in.
            fair = begun + self._limits.grace + came / self._limits.long_rate
            async with asyncio.timeout_at(min(fair, begun + self._limits.long_longest)):
                try:
                    message = await _piece(receive)
                except Gone:
                    raise ConnectionResetError from None
            came += len(message.get("body", b""))
            return message

        return hand_out


async def _piece(receive: Receive) -> dict:
    message = await receive()
    if message["type"] != "http.request":
        raise Gone
    return message


def _declared(scope: dict) -> int:
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(said) if said.isdigit() else 0
