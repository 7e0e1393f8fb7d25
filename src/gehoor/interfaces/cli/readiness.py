"""What must be in order before anybody reaches a page. Called by `gehoor serve`; changes nothing that belongs to people."""

import fcntl
import gc
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver

from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.receipts import receipt_pool
from gehoor.foundation.vault.secret_key import check_instance

log = logging.getLogger(__name__)


def be_ready(folder: Path, *, changes_tables: bool, meanwhile: Callable[[], AbstractContextManager] = nullcontext) -> None:
    """Check that declared files hold and that keys and databases belong together; bring tables and static files up to date.

    :param changes_tables: False for a public process beside a staff one, which must not change tables under it.
    :param meanwhile: what is done for as long as tables change, which can take minutes.
    :raises Misdeclared: with each file and line.
    :raises SetupError: what doesn't belong here, and what to restore.
    """
    all_services(now().date())
    check_instance()
    with _alone(folder / "serve.lock"):
        _tables(changes_tables, meanwhile)
        _static_files(Path(settings.STATIC_ROOT))
    # Every page is read now, so that the first who comes doesn't wait for it, and a page that can't be read stops the start.
    get_resolver().check()
    receipt_pool().warm()
    # What stands now stays: looked through for what nobody needs, it held up a page of every ten for as long as the page itself took.
    gc.collect()
    gc.freeze()


def unapplied(alias: str) -> list[str]:
    """The migrations that this version has and this database hasn't."""
    executor = MigrationExecutor(connections[alias])
    return [f"{step.app_label}.{step.name}" for step, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _tables(changes_tables: bool, meanwhile: Callable[[], AbstractContextManager]) -> None:
    missing = {alias: found for alias in settings.DATABASES if (found := unapplied(alias))}
    if not missing:
        return
    if not changes_tables:
        alias, (first, *_others) = next(iter(missing.items()))
        raise SetupError(f"the tables of `{alias}` are of an older version ({first} …). "
                         "Start the staff side first: it brings them up to date.")
    with meanwhile():
        for alias, found in missing.items():
            print(f"the tables of `{alias}` are being brought up to date ({len(found)}); until then every page says so", flush=True)
            # Says each as it goes.
            call_command("migrate", database=alias, verbosity=1, interactive=False)
            log.info("the tables of `%s` are up to date: %s", alias, ", ".join(found))


def _static_files(root: Path) -> None:
    """Gather them anew only when one of them changed: it costs a second, and a restart should cost none."""
    mark = root / ".gathered"
    seen = _fingerprint_of_static()
    if mark.exists() and mark.read_text() == seen:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(seen)


def _fingerprint_of_static() -> str:
    found = hashlib.blake2b(digest_size=16)
    for finder in get_finders():
        for path, storage in finder.list([]):
            whole = Path(storage.path(path)).stat()
            found.update(f"{path} {whole.st_size} {whole.st_mtime_ns}\n".encode())
    return found.hexdigest()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two processes of one instance that start together do this one after the other."""
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
