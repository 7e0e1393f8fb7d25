"""New rows, by a statement that is put together once: Django thinks of it anew each time, and takes longer than the database.

Called where a story leaves many rows. Sends no signals and asks nothing of the rows; the caller is in a transaction.
"""

from functools import cache

from django.db import connections, router
from django.db.models import AutoField, Field, Model


def add(*rows: Model) -> None:
    """Add these new rows of one table, in their order; a number that the database gives is not told."""
    connection = connections[router.db_for_write(type(rows[0]))]
    statement, fields = _statement(type(rows[0]), connection.alias)
    values = [[field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values) if len(values) > 1 else cursor.execute(statement, values[0])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[Model], alias: str) -> tuple[str, list[Field]]:
    quoted = connections[alias].ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(quoted(field.column) for field in fields)
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", fields
