"""`gehoor demo`: the start page on the port, an example on each next port, everything on this computer only."""

import argparse
import os
import signal
import socket
import sys
from pathlib import Path

from gehoor.interfaces.demo.houses import example_houses

HERE = "127.0.0.1"


def main() -> int:
    """Run until Ctrl-C; then everything that was started ends too."""
    asked = _asked()
    houses = [house for house in example_houses() if asked.only in (None, house.code)]
    if not houses:
        print(f"gehoor demo: there is no example {asked.only!r}. There are: "
              f"{', '.join(house.code for house in example_houses())}.", file=sys.stderr)
        return 1
    if taken := _first_taken(asked.port, len(houses)):
        print(f"gehoor demo: port {taken} is in use. Choose another with --port, or end what runs there.", file=sys.stderr)
        return 1
    asked.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The start page needs templates and declared files, and no instance.
    os.environ["GEHOOR_DATA"] = str(asked.data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.wiring.settings"
    import django

    django.setup()
    import uvicorn

    from gehoor.interfaces.demo.page import StartPage
    from gehoor.interfaces.demo.running import Running, begin_all

    running = [Running(house=house, folder=asked.data.resolve() / house.code, port=asked.port + number)
               for number, house in enumerate(houses, start=1)]
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(0))
    print(f"start page: http://localhost:{asked.port}   (Ctrl-C ends it)", flush=True)
    begin_all(running, reset=asked.reset)
    try:
        uvicorn.run(StartPage(running), host=HERE, port=asked.port, access_log=False, log_level="warning", server_header=False)
    except KeyboardInterrupt:
        pass
    finally:
        for one in running:
            one.end()
    return 1 if any(one.state == "failed" for one in running) else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gehoor demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", type=Path, default=Path("demo-data"))
    parser.add_argument("--only")
    parser.add_argument("--reset", action="store_true")
    return parser.parse_args()


def _first_taken(port: int, examples: int) -> int | None:
    for one in range(port, port + examples + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HERE, one))
            except OSError:
                return one
    return None


if __name__ == "__main__":
    sys.exit(main())
