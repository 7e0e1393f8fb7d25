"""Rows whose sensitive fields are one sealed blob, bound to the row: moved elsewhere it opens no more.

Every room's models that hold words of people inherit from `SealedModel`; the vault doesn't know which they are.
"""

import json
from collections.abc import Iterable
from uuid import UUID

from django.db import models

from gehoor.foundation.adding import add
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.primitives import context, decrypt, encrypt


class SealedModel(models.Model):
    """A row of a compartment. What is plain stands in columns of its own; the rest is in `sealed`."""

    compartment_id = models.UUIDField(db_index=True)
    sealed = models.BinaryField()
    seal_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        abstract = True

    def save(self, *, force_insert: bool = False, **how) -> None:
        """As ever; a row that is known to be new is added without asking for it first."""
        if force_insert and not how:
            add(self)
        else:
            super().save(force_insert=force_insert, **how)

    def seal(self, compartment: OpenCompartment, fields: dict) -> None:
        """Seal these fields (anything JSON can say) into the row and into the compartment; the caller saves.

        :raises TypeError: a field is nothing JSON can say, such as a date; write it as text.
        """
        plain = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        self.compartment_id = compartment.id
        self.sealed = encrypt(compartment.key, plain, self._place())

    def unsealed(self, compartment: OpenCompartment) -> dict:
        """The sealed fields.

        :raises Unreadable: it is sealed in another compartment, was moved here from another row, or was changed.
        """
        return json.loads(decrypt(compartment.key, self.sealed, self._place()))

    def _place(self) -> bytes:
        """What the blob is bound to. The compartment is the row's own: one opened for another row doesn't fit."""
        return context("row", self._meta.db_table, str(self.pk), self.compartment_id, self.seal_version)


def unseal_many(rows: Iterable[SealedModel], keyring: Keyring) -> dict[UUID, dict]:
    """The sealed fields of those rows that this keyring may open, by row id; two queries, however many rows.

    :raises Unreadable: a row that it may open was changed.
    """
    rows = list(rows)
    opened = keyring.open_many({row.compartment_id for row in rows})
    return {row.pk: row.unsealed(opened[row.compartment_id]) for row in rows if row.compartment_id in opened}
