"""Several people who do something at the same moment, each in a thread of their own, on real files or a real server."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, contextmanager

from django.db import connection, connections


@contextmanager
def databases_on_disk(folder):
    """New threads work on files, as an instance does; a database in memory knows no waiting for another writer."""
    if connection.vendor != "sqlite":
        yield
        return
    names = {alias: connections.settings[alias]["NAME"] for alias in ("default", "keys")}
    for alias in names:
        with closing(sqlite3.connect(folder / alias)) as copy:
            connections[alias].connection.backup(copy)
        connections.settings[alias]["NAME"] = str(folder / alias)
    yield
    for alias, name in names.items():
        connections.settings[alias]["NAME"] = name


def at_once(*works: Callable) -> list:
    """What each of these gives, or the exception that it ends with, when all begin at the same moment."""
    starting, results = threading.Barrier(len(works)), [None] * len(works)

    def begin(place: int, work: Callable) -> None:
        starting.wait()
        try:
            results[place] = work()
        except Exception as raised:
            results[place] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
