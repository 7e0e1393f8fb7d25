"""What many tests begin with is done once in a process, by the real journey; later tests get its rows back as they were written.

Founding a house and joining it derive keys that are slow on purpose, and a thousand tests need both.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.apps import apps
from django.db import connections, router
from django.db.models import AutoField

_Given = TypeVar("_Given")
_done: dict[Hashable, tuple] = {}


def once(key: Hashable, do: Callable[[], _Given]) -> _Given:
    """What `do` gives. The first time it is done; after that its new rows are written again, which is all it may leave behind."""
    if key not in _done:
        before = _everything()
        given = do()
        new = {table: [row for pk, row in rows.items() if pk not in before[table]] for table, rows in _everything().items()}
        _done[key] = given, {table: rows for table, rows in new.items() if rows}
        return given
    given, written = _done[key]
    for (alias, model), rows in written.items():
        if isinstance(model._meta.pk, AutoField):
            for row in rows:
                row.pk = None
        model._base_manager.using(alias).bulk_create(rows)
    return given


def _everything() -> dict:
    return {(alias, model): {row.pk: row for row in model._base_manager.using(alias).all()}
            for alias in connections for model in apps.get_models() if model._meta.managed and router.allow_migrate_model(alias, model)}
