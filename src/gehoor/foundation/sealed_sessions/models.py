"""The table of sealed sessions. Only `backend` reads and writes it."""

from django.db import models


class SealedSession(models.Model):
    """One browser's session. Its id is a hash of the cookie's token, its data sealed under a key from that token."""

    id = models.CharField(primary_key=True, max_length=64)
    data = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
    touched_at = models.DateTimeField()
