"""Every question about contacts."""

from uuid import UUID

from gehoor.domain.contacts.models import Arrival, Unfinished
from gehoor.foundation.vault.keyring import Keyring


def the_unfinished(keyring: Keyring) -> tuple[Unfinished, dict] | None:
    """The story that the holder of this receipt stopped telling, opened; None when there is none."""
    row = Unfinished.objects.filter(receipt=keyring.holder_id).first()
    return (row, row.unsealed(keyring.open(row.compartment_id))) if row else None


def has_arrived(submission_id: UUID) -> bool:
    """Whether this story was sent already."""
    return Arrival.objects.filter(id=submission_id).exists()
