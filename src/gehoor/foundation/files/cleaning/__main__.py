"""Cleans one file in a process that can't write to a disk, take much memory or run for long.

Told on standard input: one line of JSON with limits, then the file. Answers on standard output: one line of JSON, then the file.
"""

import json
import resource
import sys

from gehoor.foundation.files.cleaning.kinds import Unsafe
from gehoor.foundation.files.cleaning.run import clean


def main() -> None:
    """Read, clean, answer. What breaks the process itself is seen by the one who started it."""
    told = json.loads(sys.stdin.buffer.readline())
    for what, most in {
        resource.RLIMIT_AS: told["memory"],
        resource.RLIMIT_CPU: told["seconds"],
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(what, (most, most))
    try:
        kind, data = clean(sys.stdin.buffer.read(), pixels=told["pixels"], unpacked=told["unpacked"])
        answer = {"kind": kind}
    except Unsafe as refused:
        answer, data = {"refused": refused.code}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
