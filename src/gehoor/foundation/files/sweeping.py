"""Taking away what nobody will ask for any more, and finding what is missing. Called by timers and `gehoor doctor`."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from gehoor.foundation.files import shelf
from gehoor.foundation.files.models import SealedFile

HELD_FOR = timedelta(days=2)


def sweep_files(*, at: datetime) -> int:
    """Take away bytes that have no row and were not touched for two days: held and never sent, left by a journey that did
    not commit, or never finished. Returns how many files went."""
    old = (lying for lying in shelf.everything() if lying.since < at - HELD_FOR)
    gone = 0
    while some := list(islice(old, 500)):
        gone += _swept(some)
    return gone


def _swept(old: list[shelf.Lying]) -> int:
    kept = set(SealedFile.objects.filter(id__in=[lying.file_id for lying in old if lying.file_id]).values_list("id", flat=True))
    return sum(shelf.discard(lying) for lying in old if lying.file_id not in kept)


def missing() -> Iterator[UUID]:
    """Rows whose bytes are not on the disk: after a restore without the files, or when somebody took them away."""
    for file_id in SealedFile.objects.order_by("id").values_list("id", flat=True).iterator():
        if not shelf.is_there(file_id):
            yield file_id
