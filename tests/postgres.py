"""A throw-away PostgreSQL server for the tests and the bench: made in a temporary folder, ended with them.

conftest starts one for all workers when GEHOOR_TEST_DB=postgresql. It never touches a server that was already there,
and never runs as root: PostgreSQL refuses that, so root lends it the account `postgres` or `nobody`.
"""

import atexit
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
SUPERUSER = "gehoor"
STARTS_WITHIN = 30.0

UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
ALWAYS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
    "lc_messages": "C",
}


class PostgresMissing(Exception):
    """There is no PostgreSQL that can be started here; the message says what to install."""


@dataclass
class Cluster:
    """A running server. `stop()` ends it by its own process and removes its folder; doing so twice is harmless."""

    port: int
    folder: Path
    process: subprocess.Popen

    def address(self, database: str = "postgres") -> str:
        return f"postgresql://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)


def find_binaries() -> Path:
    """The folder with `initdb` and `postgres` of the newest PostgreSQL that is new enough.

    :raises PostgresMissing: nothing, or only something older, is installed.
    """
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    folders += [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    versions = {version: folder for folder in folders if (version := _version(folder)) >= OLDEST}
    if not versions:
        raise PostgresMissing(f"PostgreSQL {OLDEST} or newer is not installed (on Debian: apt-get install postgresql)")
    return versions[max(versions)]


def start_cluster(*, fsync: bool = False) -> Cluster:
    """Make and start a server on a free loopback port, with one superuser who needs no password.

    :param fsync: True for what must be measured or killed honestly; False is faster and forgets at a power cut.
    :raises PostgresMissing: nothing to start, or it didn't start; holds the end of what it said.
    """
    binaries, account = find_binaries(), _account()
    folder = Path(tempfile.mkdtemp(prefix="gehoor-postgres-"))
    if account:
        os.chown(folder, account["user"], account["group"])
    try:
        _initialise(binaries, folder, account)
        cluster = _start(binaries, folder, account, fsync=fsync)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    atexit.register(_stop_in_own_process, cluster, os.getpid())
    return cluster


def _initialise(binaries: Path, folder: Path, account: dict) -> None:
    command = [binaries / "initdb", "-D", folder / "data", "-U", SUPERUSER, "-A", "trust", "-E", "UTF8",
               "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    made = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, **account)
    if made.returncode:
        raise PostgresMissing(f"PostgreSQL could not make its folder: {made.stderr.strip()[-500:]}")


def _start(binaries: Path, folder: Path, account: dict, *, fsync: bool) -> Cluster:
    """A free port can be taken by someone else between finding and using it, so this is tried a few times."""
    settings = ALWAYS if fsync else ALWAYS | UNSAFE_BUT_FAST
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    said = folder / "server.log"
    for _ in range(5):
        port = _free_port()
        with said.open("wb") as log:
            process = subprocess.Popen(
                [*_ends_with_us(), binaries / "postgres", "-D", folder / "data", "-p", str(port), *options],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=folder,
                start_new_session=True,  # Ctrl-C is for the tests; they end the server afterwards
                **account,
            )
        cluster = Cluster(port=port, folder=folder, process=process)
        if _answers(binaries, cluster):
            return cluster
        if process.poll() is None:
            process.kill()
            process.wait()
    raise PostgresMissing(f"PostgreSQL did not start: {said.read_text(errors='replace')[-500:]}")


def _ends_with_us() -> list[str]:
    """Where Linux can: the server ends by itself when the tests are killed and can't end it any more."""
    return ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []


def _answers(binaries: Path, cluster: Cluster) -> bool:
    question = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", SUPERUSER]
    until = time.monotonic() + STARTS_WITHIN
    while cluster.process.poll() is None and time.monotonic() < until:
        if subprocess.run(question, check=False).returncode == 0:
            return True
        time.sleep(0.05)
    return False


def _account() -> dict:
    """Whom the server runs as, as arguments of `subprocess`: nobody else unless we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise PostgresMissing("PostgreSQL doesn't run as root, and there is no account `postgres` or `nobody` to lend it")


def _version(folder: Path) -> int:
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        return 0
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\b(\d+)[.\d]*", said)
    return int(found[1]) if found else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _stop_in_own_process(cluster: Cluster, owner: int) -> None:
    """A forked child inherits the exit handlers; only who started the server ends it."""
    if os.getpid() == owner:
        cluster.stop()
