"""A new instance has the tables that going through every migration leads to."""

import os
import subprocess
import sys
from pathlib import Path

from tests.instances import new_instance

# In a process of its own, because settings are read once: what there is of tables, of columns and of what they must keep to.
TELL = """
import sys
import django
django.setup()
from django.core.management import call_command
from django.db import connections
from gehoor.interfaces.cli.readiness import unapplied

for alias in connections:
    if "anew" in sys.argv:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            columns = connection.introspection.get_table_description(cursor, table)
            print(alias, table, sorted((one.name, one.type_code, one.null_ok, one.default) for one in columns))
            kept = connection.introspection.get_constraints(cursor, table)
            # Names that the database gives by itself follow the order of the columns; so do the columns that must be unique together.
            print(alias, table, sorted(repr({what: value for what, value in one.items() if what != "definition"}) + (
                "" if name.startswith(("__", "fk_")) else name) for name, one in kept.items()))
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
        print(alias, cursor.fetchall())
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        print(alias, cursor.fetchall(), unapplied(alias))
"""


def told(folder: Path, *how: str) -> list[str]:
    environment = {**os.environ, "GEHOOR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "gehoor.wiring.settings"}
    done = subprocess.run([sys.executable, "-c", TELL, *how], env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_new_instance_has_the_tables_that_all_migrations_lead_to(tmp_path):
    made = new_instance(tmp_path / "made")
    migrated = tmp_path / "migrated"
    migrated.mkdir()
    for name in ("settings.toml", "secret.key"):
        (migrated / name).write_bytes((made.folder / name).read_bytes())
    assert told(made.folder) == told(migrated, "anew")
