"""Many rows at once: like one that a journey made, written past the models, in the order that they refer to each other.

Only the bench writes like this. It must, to make a million cases in minutes; what a row holds is the same.
"""

from contextlib import ExitStack
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections, models, router


class Table:
    """Rows that are like another row of their table, but for some fields."""

    def __init__(self, like: models.Model):
        self.model, self._connection = like, connections[router.db_for_write(type(like))]
        fields, operations = like._meta.concrete_fields, self._connection.ops
        self._places = {field.attname: place for place, field in enumerate(fields)}
        self._like = [field.get_db_prep_save(getattr(like, field.attname), self._connection) for field in fields]
        quoted = ", ".join(operations.quote_name(field.column) for field in fields)
        self._into = f"{operations.quote_name(like._meta.db_table)} ({quoted})"
        self._rows: list[list] = []
        # Asking the fields of a model takes longer than everything else together.
        self._as_stored = {datetime: operations.adapt_datetimefield_value, date: operations.adapt_datefield_value}
        if not self._connection.features.has_native_uuid_field:
            self._as_stored[UUID] = lambda value: value.hex

    def add(self, **changed: Any) -> None:
        """One more row; fields by the names that hold keys as they are (`case_id`)."""
        row = self._like.copy()
        for name, value in changed.items():
            as_stored = self._as_stored.get(type(value))
            row[self._places[name]] = as_stored(value) if as_stored else value
        self._rows.append(row)

    def write(self) -> None:
        """Put the rows where they belong; the caller holds the transaction."""
        with ExitStack() as stack:
            cursor = stack.enter_context(self._connection.cursor())
            if self._connection.vendor == "postgresql":
                copy = stack.enter_context(cursor.cursor.copy(f"COPY {self._into} FROM STDIN"))
                for row in self._rows:
                    copy.write_row(row)
            else:
                cursor.executemany(f"INSERT INTO {self._into} VALUES ({', '.join(['%s'] * len(self._like))})", self._rows)
        self._rows.clear()
