"""Numbers for references and for the search index: drawn by the database, in the journey's transaction."""

from django.db import connections, router

from gehoor.domain.cases.models import Counter

# In one statement, so that nobody draws between adding and reading; written out, for Django has none that gives back what it changed.
_TABLE = Counter._meta.db_table
_DRAW = f"INSERT INTO {_TABLE} (name, value) VALUES (%s, 1) ON CONFLICT (name) DO UPDATE SET value = {_TABLE}.value + 1 RETURNING value"


def next_number(name: str) -> int:
    """The next number of a series; two journeys at once never draw the same."""
    with connections[router.db_for_write(Counter)].cursor() as cursor:
        return cursor.execute(_DRAW, [name]).fetchone()[0]


def reference_for(prefix: str, year: int) -> str:
    """A case reference such as ABC-2026-00042."""
    return f"{prefix}-{year}-{next_number(f'{prefix}-{year}'):05d}"
