"""New rows, and columns of rows, by a statement that is put together once: Django thinks of it anew each time, and takes longer than
the database.

Called where a story leaves or changes many rows. Sends no signals and asks nothing of the rows; the caller is in a transaction.
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


def change(*rows: Model, fields: tuple[str, ...]) -> None:
    """Keep these fields of rows of one table as they stand on the rows, whatever the database holds: the caller holds them."""
    connection = connections[router.db_for_write(type(rows[0]))]
    statement, columns = _change_of(type(rows[0]), fields, connection.alias)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [
            [column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns] for row in rows])


@cache
def _change_of(model: type[Model], names: tuple[str, ...], alias: str) -> tuple[str, list[Field]]:
    quoted = connections[alias].ops.quote_name
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    statement = f"UPDATE {quoted(model._meta.db_table)} SET {columns} WHERE {quoted(model._meta.pk.column)} = %s"
    return statement, [*fields, model._meta.pk]


@cache
def _statement(model: type[Model], alias: str) -> tuple[str, list[Field]]:
    quoted = connections[alias].ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(quoted(field.column) for field in fields)
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", fields
