"""Which database a table lives in: keys and the search index apart, sessions apart, all the rest together."""

PLACES = {"vault": "keys", "search": "keys", "sealed_sessions": "sessions"}


class ByRoom:
    """Sends each app to its database; a migration runs only where its tables belong."""

    def db_for_read(self, model, **hints) -> str:
        return PLACES.get(model._meta.app_label, "default")

    db_for_write = db_for_read

    def allow_relation(self, one, other, **hints) -> bool:
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db, app_label, **hints) -> bool:
        return PLACES.get(app_label, "default") == db
