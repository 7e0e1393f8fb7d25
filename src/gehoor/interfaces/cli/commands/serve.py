"""`gehoor serve`: looks whether everything belongs together, then runs the pages and the clock in one process.

Refuses with words when something is wrong, before anybody can reach a page. Writes no access log.
"""

import argparse
import signal
import socket
import sys
from pathlib import Path

import uvicorn
from django.conf import settings

from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.preparing import being_prepared
from gehoor.interfaces.cli.readiness import be_ready
from gehoor.interfaces.timers.loop import TimerLoop

BACKLOG = 512
ENDS_WITHIN = 15
LOOPBACK = "127.0.0.1"


def run(asked: argparse.Namespace) -> None:
    """Serve until told to stop; what was begun is finished first.

    :raises SetupError: the port is taken, or the instance is not whole; says what to do.
    """
    folder = settings.GEHOOR_DATA
    with _door(asked.host, asked.port) as door:
        be_ready(folder, changes_tables=asked.only != "public", meanwhile=lambda: being_prepared(door))
        signal.signal(signal.SIGTERM, _end)
        timers = TimerLoop(folder / "timers.lock")
        if asked.only != "public":
            timers.start()
        try:
            _say_where(door)
            _serve(door)
        finally:
            timers.stop()


def _serve(door: socket.socket) -> None:
    """Django keeps its own logging; who asks is logged nowhere, and no header says what this is made with."""
    config = uvicorn.Config(
        "gehoor.wiring.asgi:application", http="gehoor.wiring.heads:BoundedHeads", lifespan="on", access_log=False, log_config=None,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=ENDS_WITHIN)
    uvicorn.Server(config).run(sockets=[door])


def _door(host: str, port: int) -> socket.socket:
    """Take the port first: nothing is changed for a server that then can't be reached."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError as fault:
        raise SetupError(f"can't listen on {host} port {port}: {fault.strerror}. Choose another with --port.") from None
    door.listen(BACKLOG)
    return door


def _say_where(door: socket.socket) -> None:
    host, port = door.getsockname()[:2]
    named = f"[{host}]" if ":" in host else host
    # A passkey knows names, not numbers.
    sides = {"public": f"http://{named}:{port}/",
             "staff": f"http://{'localhost' if host == LOOPBACK else named}:{port}{settings.GEHOOR_STAFF_PATH}"}
    for side, address in sides.items():
        if settings.GEHOOR_SIDE in ("", side):
            print(f"{side}: {address}")
    print(f"data: {Path(settings.GEHOOR_DATA)}   (Ctrl-C ends it)", flush=True)


def _end(_signal, _frame) -> None:
    """A service manager's way to say stop is an ordinary end, so that what is held is let go."""
    sys.exit(0)
