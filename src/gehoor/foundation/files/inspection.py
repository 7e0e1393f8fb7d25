"""From bytes that somebody sent to a file that may be kept: scanned, recognised, cleaned, named.

Called by forms, before anything is sealed. Never opens a file itself: a process of its own does.
"""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import gehoor
from gehoor.foundation.files import refusals
from gehoor.foundation.files.cleaning.kinds import KINDS
from gehoor.foundation.files.limits import MIB, the_limits
from gehoor.foundation.files.names import safe_name
from gehoor.foundation.files.refusals import FileRefused
from gehoor.foundation.files.scanning import scan
from gehoor.foundation.vault.gate import Gate, TooBusy

MEMORY = 1024 * MIB
PROCESSOR_SECONDS, SECONDS = 15, 40
# Two at once bounds the memory, and leaves the processors to those who type; a longer line would hold the threads of those
# who tell, and anybody could make it that long.
_GATE = Gate(at_once=2, in_line=2, patience=20)

logger = logging.getLogger("gehoor.files")


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept. `kind` is a code of `cleaning.kinds.KINDS`; `name` ends in `suffix` and is safe to show."""

    kind: str
    suffix: str
    data: bytes = field(repr=False)
    name: str = field(repr=False)
    scanned: str


def inspect(name: str, data: bytes) -> Inspected:
    """Scan, recognise by content, and clean one file.

    :raises FileRefused: with words for the sender; see `refusals`.
    :raises NotStored: too many files are looked at now.
    """
    limits = the_limits()
    if not data:
        raise FileRefused("empty")
    if len(data) > limits.file:
        raise refusals.too_large(size=len(data), limit=limits.file)
    scanned = scan(data)
    kind, clean = _cleaned(data, {
        "pixels": limits.pixels, "unpacked": limits.unpacked, "memory": MEMORY, "seconds": PROCESSOR_SECONDS})
    suffix = KINDS[kind].suffix
    return Inspected(kind=kind, suffix=suffix, data=clean, name=safe_name(name, suffix=suffix), scanned=scanned)


def _cleaned(data: bytes, limits: dict) -> tuple[str, bytes]:
    """In a process of its own (`gehoor.foundation.files.cleaning`), through pipes: what breaks there breaks nothing here."""
    command = [sys.executable, "-E", "-s", "-m", "gehoor.foundation.files.cleaning"]
    told = json.dumps(limits).encode() + b"\n" + data
    try:
        with _GATE.passage():
            done = subprocess.run(command, input=told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS,
                                  cwd=Path(gehoor.__file__).parents[1], env={}, check=False)
    except TooBusy as busy:
        raise refusals.NotStored from busy
    except subprocess.TimeoutExpired as slow:
        raise FileRefused("heavy") from slow
    said, _, clean = done.stdout.partition(b"\n")
    if done.returncode or not said:
        logger.warning("The inspection of a file ended by itself (status %s).", done.returncode)
        raise FileRefused("heavy")
    answer = json.loads(said)
    if "refused" in answer:
        raise FileRefused(answer["refused"])
    return answer["kind"], clean
