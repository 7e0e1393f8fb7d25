"""Every question about contacts."""

from gehoor.domain.contacts.models import Unfinished
from gehoor.foundation.vault.keyring import Keyring


def the_unfinished(keyring: Keyring) -> tuple[Unfinished, dict] | None:
    """The story that the holder of this receipt stopped telling, opened; None when there is none."""
    row = Unfinished.objects.filter(receipt=keyring.holder_id).first()
    return (row, row.unsealed(keyring.open(row.compartment_id))) if row else None
