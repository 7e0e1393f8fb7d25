"""Numbers for references and for the search index: drawn by the database, in the journey's transaction."""

from datetime import date

from django.db import connections, router

from gehoor.domain.cases.models import Counter

# In one statement, so that nobody draws between adding and reading; written out, for Django has none that gives back what it changed.
_TABLE = Counter._meta.db_table
_DRAW = f"INSERT INTO {_TABLE} (name, value) VALUES (%s, 1) ON CONFLICT (name) DO UPDATE SET value = {_TABLE}.value + 1 RETURNING value"

_ONCE = (f"INSERT INTO {_TABLE} (name, value) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value "
         f"WHERE {_TABLE}.value < excluded.value RETURNING value")


def next_number(name: str) -> int:
    """The next number of a series; two journeys at once never draw the same."""
    with connections[router.db_for_write(Counter)].cursor() as cursor:
        return cursor.execute(_DRAW, [name]).fetchone()[0]


def is_first_on(name: str, day: date) -> bool:
    """Whether this is asked for the first time that day, by this name; of two at once one is the first."""
    with connections[router.db_for_write(Counter)].cursor() as cursor:
        return cursor.execute(_ONCE, [name, day.toordinal()]).fetchone() is not None


def reference_for(prefix: str, year: int) -> str:
    """A case reference such as ABC-2026-00042."""
    return f"{prefix}-{year}-{next_number(f'{prefix}-{year}'):05d}"
