"""Institutions: public facts. Which case is about which of them is kept as a keyed tag, never as a plain reference."""

from django.db import models

from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.primitives import keyed_hash
from gehoor.foundation.vault.secret_key import instance_secret

TAG_BYTES = 16


class Institution(models.Model):
    """A school, a facility, an authority. Names change: a renamed institution points at what it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    place = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="BE")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="predecessors")

    class Meta:
        app_label = "directory"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.place}" if self.place else self.name

    @property
    def tag(self) -> bytes:
        """What stands for this institution beside a case: whoever steals the database can't turn it back."""
        return tag_of(self.id)


def tag_of(institution_id) -> bytes:
    """The keyed tag of an institution."""
    return keyed_hash(instance_secret().subkey("directory-tag"), institution_id.bytes, size=TAG_BYTES)
