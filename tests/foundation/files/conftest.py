"""A folder for sealed files, and a virus scanner with signatures of its own."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

# The common test string for virus scanners, in two halves, so that no scanner takes this file for one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
STARTS_WITHIN = 30.0


def pytest_configure(config):
    """`make test` leaves these out, and says so, where clamd is missing and may not be installed."""
    config.addinivalue_line("markers", "clamd: needs a real virus scanner")


@pytest.fixture(autouse=True)
def shelf_folder(settings, tmp_path) -> Path:
    settings.GEHOOR_FILES = tmp_path / "files"
    return settings.GEHOOR_FILES


@pytest.fixture(scope="session")
def clamd(tmp_path_factory) -> Path:
    """The socket of a real clamd that knows one signature."""
    program = shutil.which("clamd") or shutil.which("/usr/sbin/clamd")
    if program is None:
        pytest.fail("clamd is not installed: `make test` installs it where it may, or on Debian apt-get install clamav-daemon")
    folder = tmp_path_factory.mktemp("clamd")
    # A copy, because the system may confine the installed program to the installed signatures.
    scanner = shutil.copy2(program, folder / "scanner")
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"Test.File:0:*:{EICAR.hex()}\n")
    socket = folder / "socket"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {socket}\nDatabaseDirectory {signatures}\nTemporaryDirectory {folder}\nForeground yes\nStreamMaxLength 1M\n")
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([scanner, f"--config-file={folder}/clamd.conf"], stdout=said, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not socket.exists():
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"clamd did not start: {(folder / 'said').read_text()[-500:]}")
            time.sleep(0.05)
        yield socket
    finally:
        process.terminate()
        process.wait(timeout=20)
