"""The system's parts that tests need beside Python: found, installed where we may, or named when missing."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests import postgres

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@dataclass(frozen=True)
class Part:
    """A program of the system: how to find it, the Debian package that brings it, and what is not tested without it."""

    name: str
    package: str
    without: str
    find: Callable[[], Path | None]


def find_chromium() -> Path | None:
    """The browser that the pages are tested in; GEHOOR_CHROMIUM names another one."""
    return _which(os.environ.get("GEHOOR_CHROMIUM", ""), *BROWSERS)


def find_clamd() -> Path | None:
    """The virus scanner's daemon; Debian keeps it out of an ordinary user's PATH."""
    return _which("clamd", "/usr/sbin/clamd")


def find_postgresql() -> Path | None:
    """The programs of a PostgreSQL that is new enough."""
    try:
        return postgres.find_binaries()
    except postgres.PostgresMissing:
        return None


CHROMIUM = Part("Chromium", "chromium", "the browser tests", find_chromium)
POSTGRESQL = Part(f"PostgreSQL {postgres.OLDEST} or newer", "postgresql", "the tests on PostgreSQL", find_postgresql)
CLAMD = Part("ClamAV's daemon", "clamav-daemon", "the tests with the virus scanner", find_clamd)
PARTS = (CHROMIUM, POSTGRESQL, CLAMD)


def install_missing(parts: Iterable[Part] = PARTS) -> list[Part]:
    """Install the parts that are missing, where this machine lets us, and return those that still are."""
    missing = [part for part in parts if part.find() is None]
    if missing and (become := _may_install()) is not None:
        packages = [part.package for part in missing]
        print(f"Installing from the system's packages: {', '.join(packages)}", flush=True)
        quietly = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run([*become, "apt-get", "update", "-qq"], check=False, **quietly)
        install = [*become, "apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
        subprocess.run(install, check=False, **quietly)
    return [part for part in missing if part.find() is None]


def _may_install() -> list[str] | None:
    """What to put before apt-get, or None where that is not ours to run."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    asks_nothing = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asks_nothing and asks_nothing.returncode == 0 else None


def _which(*names: str) -> Path | None:
    return next((Path(found) for name in names if name and (found := shutil.which(name))), None)
