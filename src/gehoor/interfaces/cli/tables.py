"""The tables of a new instance, as the models say, with every migration noted as done.

Going through all migrations leads to the same tables (`tests/service/test_tables.py` compares them) and takes ten times as long: each of
them thinks of all models anew. Databases that exist are brought up to date by their migrations (`readiness`).
"""

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connections, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def make_tables(alias: str) -> None:
    """Make the tables of this database, which has none yet: all of them or nothing, where the database can."""
    connection = connections[alias]
    told = {"verbosity": 0, "interactive": False, "db": alias}
    emit_pre_migrate_signal(**told)
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection) and router.allow_migrate_model(alias, model):
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    done = sorted(MigrationLoader(connection, ignore_no_migrations=True).disk_migrations)
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in done)
    emit_post_migrate_signal(**told)
