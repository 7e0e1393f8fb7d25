"""Every change of a kept file: storing, adopting what was held, moving, erasing. Called by journeys."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce

from gehoor.foundation.action import action, after_commit, current_journey
from gehoor.foundation.files import shelf
from gehoor.foundation.files.holding import HeldFile, hold
from gehoor.foundation.files.inspection import Inspected
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.vault.compartments import OpenCompartment


def store(*, compartment: OpenCompartment, inspected: Inspected, about: UUID, at: datetime) -> SealedFile:
    """Keep a file with a message or contact: on disk before the journey commits; swept when it doesn't.

    :raises OutsideJourney: before anything is written.
    :raises StorageFull: there is no room. :raises NotStored: the disk refuses.
    """
    current_journey()
    return adopt(hold(inspected, at=at), compartment=compartment, about=about, at=at)


@action("file.stored")
def adopt(held: HeldFile, *, compartment: OpenCompartment, about: UUID, at: datetime, position: int | None = None) -> SealedFile:
    """Keep what was held: its key moves from the session into a row sealed in this compartment. The bytes stay as they are.

    :param position: its place among the files about the same; by default behind the last.
    :raises FileGone: it was held too long.
    """
    shelf.touch(held.id, at=at)
    if position is None:
        position = SealedFile.objects.filter(about=about).aggregate(next=Coalesce(Max("position") + 1, 0))["next"]
    row = SealedFile(id=held.id, about=about, position=position, stored_at=at, scanned=held.scanned,
                     size_on_disk=held.size_on_disk)
    row.seal(compartment, {"name": held.name, "kind": held.kind, "size": held.size, "file_key": held.key.hex()})
    row.save(force_insert=True)
    return row


@action("file.moved")
def move_file(*, file: SealedFile, source: OpenCompartment, target: OpenCompartment, about: UUID, at: datetime) -> SealedFile:
    """Put a file in another compartment, such as that of the case which a contact led to. The bytes stay as they are."""
    told = file.unsealed(source)
    file.about = about
    file.seal(target, told)
    file.save(update_fields=["about", "compartment_id", "sealed"])
    return file


@action("file.erased")
def erase_file(*, file: SealedFile, at: datetime) -> None:
    """Take a file away for good: its key with the commit, its bytes right after."""
    SealedFile.objects.filter(pk=file.pk).delete()
    after_commit(lambda: shelf.remove(file.pk))


def erase_files_of(*, compartment_id: UUID, at: datetime) -> int:
    """Take away every file of a compartment that is erased; returns how many."""
    files = list(SealedFile.objects.filter(compartment_id=compartment_id))
    for file in files:
        erase_file(file=file, at=at)
    return len(files)
