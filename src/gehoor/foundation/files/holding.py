"""Files of somebody who has not sent yet: sealed on disk under a fresh key that lives only in their (sealed) session.

Without the session nobody opens them, we neither; left alone they are swept after two days. Sending adopts them: the same
bytes, their key sealed into a row. Called by the public form and by `actions`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from gehoor.foundation.files import shelf
from gehoor.foundation.files.inspection import Inspected
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.primitives import bucket, context, random_key
from gehoor.foundation.vault.streams import open_blocks, seal_blocks

_SMALLEST = 4_096


@dataclass(frozen=True)
class HeldFile:
    """A file on disk, and all that opens it."""

    id: UUID
    key: bytes = field(repr=False)
    name: str = field(repr=False)
    kind: str
    size: int
    scanned: str

    @property
    def size_on_disk(self) -> int:
        """Its padded size."""
        return max(_SMALLEST, bucket(self.size))

    def to_session(self) -> dict:
        """As JSON can say it. It opens the file: it belongs in a sealed session only."""
        return {"id": self.id.hex, "key": self.key.hex(), "name": self.name, "kind": self.kind, "size": self.size,
                "scanned": self.scanned}

    @classmethod
    def from_session(cls, said: dict) -> "HeldFile":
        """What `to_session` said."""
        return cls(**{**said, "id": UUID(said["id"]), "key": bytes.fromhex(said["key"])})


def hold(inspected: Inspected, *, at: datetime) -> HeldFile:
    """Seal a file and write it; when this returns it is on disk.

    :raises StorageFull: there is no room. :raises NotStored: the disk refuses.
    """
    held = HeldFile(id=new_id(), key=random_key(), name=inspected.name, kind=inspected.kind, size=len(inspected.data),
                    scanned=inspected.scanned)
    shelf.put(held.id, seal_blocks(held.key, _padded(inspected.data, held.size_on_disk), _bound(held.id)), at=at)
    return held


def open_held(held: HeldFile) -> Iterator[bytes]:
    """The file's bytes, in chunks.

    :raises FileGone: at once, when it is no longer there.
    :raises Unreadable: on the way, when it was changed.
    """
    return read_bytes(held.id, key=held.key, size=held.size)


def hold_on(held: HeldFile, *, at: datetime) -> None:
    """Somebody is still busy with it: hold it for another two days.

    :raises FileGone: it is no longer there.
    """
    shelf.touch(held.id, at=at)


def let_go(held: HeldFile) -> None:
    """Somebody takes a file back before sending: it is gone at once."""
    shelf.remove(held.id)


def read_bytes(file_id: UUID, *, key: bytes, size: int) -> Iterator[bytes]:
    """The bytes of a held or a stored file, without the padding; see `open_held`."""
    return _read(shelf.take(file_id), file_id, key, size)


def _read(source, file_id: UUID, key: bytes, size: int) -> Iterator[bytes]:
    left = size
    with source:
        for block in open_blocks(key, source, _bound(file_id)):
            if left:
                yield block[:left]
            left -= min(left, len(block))


def _padded(data: bytes, size: int) -> Iterator[bytes]:
    yield data
    yield bytes(size - len(data))


def _bound(file_id: UUID) -> bytes:
    return context("file", file_id)
