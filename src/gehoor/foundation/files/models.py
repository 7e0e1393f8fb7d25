"""The one table of files. The bytes lie sealed on disk, under the row's id (see `shelf`)."""

from django.db import models

from gehoor.foundation.files.scanning import CLEAN, NOT_SCANNED
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class SealedFile(SealedModel):
    """One file of a message or contact. Sealed: `name`, `kind`, `size`, and `file_key`, the key of its bytes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    about = models.UUIDField(db_index=True)
    position = models.PositiveSmallIntegerField()
    stored_at = models.DateTimeField()
    scanned = models.CharField(max_length=12, choices=[(CLEAN, CLEAN), (NOT_SCANNED, NOT_SCANNED)])
    # What it takes on disk, which whoever sees the disk knows as well: padded, so it doesn't tell which document it is.
    size_on_disk = models.PositiveBigIntegerField()

    class Meta:
        app_label = "files"
        ordering = ["about", "position"]
