"""Virus scanning: asks a clamd over its own protocol (INSTREAM) about bytes, without a file ever being written.

A scanner that doesn't answer never stops somebody from telling what is wrong: the file is kept and marked `not_scanned`.
"""

import logging
import socket
from collections.abc import Iterator

from django.conf import settings

from gehoor.foundation.files.refusals import FileRefused

CLEAN, NOT_SCANNED = "clean", "not_scanned"
CONNECTS_WITHIN, ANSWERS_WITHIN = 2.0, 20.0
_BLOCK = 64 * 1024
_LONGEST_ANSWER = 4_096

logger = logging.getLogger("gehoor.files")


def scan(data: bytes) -> str:
    """CLEAN, or NOT_SCANNED when no scanner is set, or it could not be reached or could not tell.

    :raises FileRefused: `infected`.
    """
    address = getattr(settings, "GEHOOR_CLAMD", "")
    if not address:
        return NOT_SCANNED
    try:
        answer = _ask(address, data)
    except (OSError, ValueError) as fault:
        logger.warning("The virus scanner does not answer (%s); a file was kept unscanned.", type(fault).__name__)
        return NOT_SCANNED
    if answer.endswith("FOUND"):
        raise FileRefused("infected")
    if answer.endswith(": OK"):
        return CLEAN
    logger.warning("The virus scanner could not tell; a file was kept unscanned.")
    return NOT_SCANNED


def _ask(address: str, data: bytes) -> str:
    with _connected(address) as line:
        line.settimeout(ANSWERS_WITHIN)
        try:
            for part in _told(data):
                line.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough, such as more than it wants at once; what it thinks is in its answer
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER and (more := line.recv(_LONGEST_ANSWER)):
            answer += more
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _told(data: bytes) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for start in range(0, len(data), _BLOCK):
        block = data[start:start + _BLOCK]
        yield len(block).to_bytes(4, "big") + block
    yield bytes(4)


def _connected(address: str) -> socket.socket:
    if "/" in address:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECTS_WITHIN)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECTS_WITHIN)
