"""`gehoor demo`: the examples are a program of their own, so that nothing of them is ever part of a real instance."""

import argparse
import os
import sys


def run(asked: argparse.Namespace) -> int:
    """Become the demo, so that Ctrl-C and its exit status are its own."""
    told = ["--port", str(asked.port)]
    told += ["--data", str(asked.data)] if asked.data else []
    told += ["--only", asked.only] if asked.only else []
    told += ["--reset"] if asked.reset else []
    os.execv(sys.executable, [sys.executable, "-m", "gehoor.interfaces.demo", *told])
