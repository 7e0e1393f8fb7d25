"""Asks the operator for what was not typed: a name, a passphrase. A passphrase is never an argument, where others could see it."""

import argparse
import os
import sys
from getpass import getpass

from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.strength import WeakPassphrase, refuse_weak

FROM_ENVIRONMENT = "GEHOOR_PASSPHRASE"


def the_word(given: str | None, question: str, option: str) -> str:
    """What was given, or what is typed now.

    :raises SetupError: nobody is there to ask.
    """
    if given:
        return given.strip()
    if not sys.stdin.isatty():
        raise SetupError(f"{option} is missing, and there is nobody here to ask.")
    while not (typed := input(f"{question}: ").strip()):
        pass
    return typed


def new_passphrase(asked: argparse.Namespace, *, known: list[str]) -> str:
    """A strong passphrase from the environment, a file, or typed twice.

    :raises WeakPassphrase: it was not typed here, so it can't be asked again.
    """
    if (given := _given(asked)) is not None:
        refuse_weak(given, known=known)
        return given
    while True:
        typed = _typed("passphrase (four or five words that have nothing to do with each other): ")
        try:
            refuse_weak(typed, known=known)
        except WeakPassphrase as weak:
            print(weak, file=sys.stderr)
            continue
        if _typed("once more: ") == typed:
            return typed
        print("These were not the same.", file=sys.stderr)


def colleague_passphrase(username: str) -> str:
    """The passphrase of somebody who hands on a team's key; typed, or in GEHOOR_COLLEAGUE_PASSPHRASE."""
    return os.environ.get("GEHOOR_COLLEAGUE_PASSPHRASE") or _typed(f"passphrase of {username}: ")


def share_of(what: str) -> str:
    """The words of one sheet, typed in one go; the numbers before them may be typed too."""
    typed = getpass(f"{what}: ") if sys.stdin.isatty() else sys.stdin.readline()
    return " ".join(word for word in typed.split() if not word.isdigit())


def recovery_code_of(username: str) -> str:
    """The code on somebody's own paper; typed, or in GEHOOR_RECOVERY_CODE."""
    return os.environ.get("GEHOOR_RECOVERY_CODE") or _typed(f"recovery code of {username}: ")


def _given(asked: argparse.Namespace) -> str | None:
    if asked.passphrase_file:
        try:
            return asked.passphrase_file.read_text(encoding="utf-8").strip()
        except OSError as fault:
            raise SetupError(f"{asked.passphrase_file}: {fault.strerror}.") from None
    return os.environ.get(FROM_ENVIRONMENT)


def _typed(question: str) -> str:
    if not sys.stdin.isatty():
        raise SetupError(f"a passphrase is needed: set {FROM_ENVIRONMENT}, name a file with --passphrase-file, or type it.")
    return getpass(question)
