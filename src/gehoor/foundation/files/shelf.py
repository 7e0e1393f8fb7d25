"""The folder with sealed bytes. Writes a file whole or not at all; knows ids and sealed blocks, never a key or a name."""

import errno
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from uuid import UUID

from django.conf import settings

from gehoor.foundation.files.refusals import FileGone, NotStored, StorageFull

_KEPT, _PART, _LEAVING = ".sealed", ".part", ".leaving"
# No room on the disk, none left in one's share of it, or a file larger than this process may write.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

logger = logging.getLogger("gehoor.files")


@dataclass(frozen=True)
class Lying:
    """A file as it lies on the shelf. `since` is when it was put there, or last touched."""

    path: Path
    since: datetime

    @property
    def file_id(self) -> UUID | None:
        """Its id, or None for what was never finished."""
        return UUID(self.path.stem) if self.path.suffix in (_KEPT, _LEAVING) else None


def put(file_id: UUID, blocks: Iterable[bytes], *, at: datetime) -> None:
    """Write the file under another name, force it to the disk, then give it its own name: at a power cut it is whole or absent.

    :raises StorageFull: no room. :raises NotStored: any other fault of the disk. Nothing is left behind.
    """
    try:
        _write(_path(file_id), blocks, at)
    except OSError as fault:
        logger.error("A file could not be stored: %s", os.strerror(fault.errno or errno.EIO))
        raise (StorageFull if fault.errno in _FULL else NotStored)() from fault


def _write(path: Path, blocks: Iterable[bytes], at: datetime) -> None:
    part = path.with_suffix(_PART)
    _make_folder(path.parent)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
            os.utime(part, (at.timestamp(), at.timestamp()))
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    _force(path.parent)


def take(file_id: UUID) -> BufferedReader:
    """The sealed bytes; the caller closes.

    :raises FileGone: they are not there.
    """
    try:
        return _path(file_id).open("rb")
    except FileNotFoundError as gone:
        raise FileGone from gone


def touch(file_id: UUID, *, at: datetime) -> None:
    """Say that somebody still wants it: sweeping looks at how long ago that was.

    :raises FileGone: too late.
    """
    try:
        os.utime(_path(file_id), (at.timestamp(), at.timestamp()))
    except FileNotFoundError as gone:
        raise FileGone from gone


def remove(file_id: UUID) -> None:
    """Take it away; again changes nothing."""
    _path(file_id).unlink(missing_ok=True)


def is_there(file_id: UUID) -> bool:
    """Whether the bytes are on the disk."""
    return _path(file_id).exists()


def everything() -> Iterator[Lying]:
    """All that lies in the folder, finished or not."""
    for folder in sorted(_root().glob("??")):
        with closing(os.scandir(folder)) as entries:
            for entry in entries:
                try:
                    since = datetime.fromtimestamp(entry.stat().st_mtime, UTC)
                except FileNotFoundError:
                    continue  # taken away while we looked
                if Path(entry.name).suffix in (_KEPT, _PART, _LEAVING):
                    yield Lying(Path(entry.path), since)


def discard(lying: Lying) -> bool:
    """Take away what nobody has touched since it was seen; whether it went.

    It gets another name first: who touches it after that finds it gone, and who touched it just before keeps it.
    """
    leaving = lying.path.with_suffix(_LEAVING)
    try:
        os.replace(lying.path, leaving)
        if datetime.fromtimestamp(leaving.stat().st_mtime, UTC) > lying.since:
            os.replace(leaving, lying.path)
            return False
        leaving.unlink()
    except FileNotFoundError:
        return False  # another process sweeps as well
    return True


def _root() -> Path:
    return Path(settings.GEHOOR_FILES)


def _path(file_id: UUID) -> Path:
    """Spread over 256 folders by the end of the id: its beginning is the time."""
    return _root() / file_id.hex[-2:] / f"{file_id.hex}{_KEPT}"


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    _force(folder.parent)


def _force(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
