"""`gehoor version`: what to tell when asking for help."""

import argparse
import platform
import sqlite3

import django

import gehoor


def run(asked: argparse.Namespace) -> None:
    """Print the versions that matter; nothing about an instance."""
    print(f"gehoor {gehoor.__version__}")
    print(f"Python {platform.python_version()}, Django {django.get_version()}, SQLite {sqlite3.sqlite_version}")
    print(platform.platform(terse=True))
