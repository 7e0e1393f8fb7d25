"""Institutions and the lengths of terms that they set themselves: public facts. Which case is about which of them is kept as a keyed tag,
never as a plain reference."""

from django.db import models

from gehoor.domain.directory.lengths import OwnLength
from gehoor.foundation.calendars import Span
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.primitives import keyed_hash
from gehoor.foundation.vault.secret_key import instance_secret

TAG_BYTES = 16
TAGS = "directory-tag"


class Institution(models.Model):
    """A school, a facility, an authority. Its code stays when the name changes; what ended points at what came after it.

    Retired from `valid_to` on: it stays on the cases that named it, and isn't offered for new ones.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    place = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="BE")
    address = models.CharField(max_length=300, blank=True)
    notes = models.CharField(max_length=1000, blank=True)
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


class OwnTerm(models.Model):
    """How long an institution's own regulation gives for a term of a legal regime, from a day on. Versions stay: what was received before
    that day keeps the length of its day. An empty `within`: from that day the regulation says nothing any more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="own_terms")
    rule = models.CharField(max_length=130)
    within = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=200, blank=True)
    holds_from = models.DateField()
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        app_label = "directory"
        ordering = ["rule", "holds_from"]
        constraints = [models.UniqueConstraint(fields=["institution", "rule", "holds_from"], name="an_own_term_a_day")]

    @property
    def length(self) -> OwnLength:
        """The same, to count with."""
        return OwnLength(rule=self.rule, within=Span.parse(self.within) if self.within else None, source=self.source,
                         holds_from=self.holds_from, is_confirmed=self.is_confirmed)


def tag_of(institution_id) -> bytes:
    """The keyed tag of an institution."""
    return keyed_hash(instance_secret().subkey(TAGS), institution_id.bytes, size=TAG_BYTES)
