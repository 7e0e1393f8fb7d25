import os
import resource
import stat
from datetime import UTC, datetime, timedelta

import pytest

from gehoor.foundation.files import shelf
from gehoor.foundation.files.refusals import FileGone, NotStored, StorageFull
from gehoor.foundation.ids import new_id

AT = datetime(2026, 3, 10, 11, tzinfo=UTC)
KIB = 1024


@pytest.fixture
def little_room():
    """This process may write no file larger than 64 KiB, so the disk refuses as a full one does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * KIB, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def lying(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_found_again_and_only_we_may_read_it(shelf_folder):
    file_id = new_id()
    shelf.put(file_id, [b"een", b"twee"], at=AT)
    with shelf.take(file_id) as source:
        assert source.read() == b"eentwee"
    [path] = lying(shelf_folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_full_disk_is_a_refusal_and_leaves_nothing_half(shelf_folder, little_room):
    with pytest.raises(StorageFull, match="geen plaats"):
        shelf.put(new_id(), [bytes(32 * KIB)] * 4, at=AT)
    assert lying(shelf_folder) == []


def test_a_broken_source_leaves_nothing_half(shelf_folder):
    def blocks():
        yield b"een"
        raise OSError

    with pytest.raises(NotStored):
        shelf.put(new_id(), blocks(), at=AT)
    assert lying(shelf_folder) == []


def test_a_folder_that_is_a_file_is_a_refusal(settings, tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    settings.GEHOOR_FILES = tmp_path / "taken"
    with pytest.raises(NotStored):
        shelf.put(new_id(), [b"een"], at=AT)


def test_what_is_not_there_is_gone(shelf_folder):
    file_id = new_id()
    with pytest.raises(FileGone):
        shelf.take(file_id)
    with pytest.raises(FileGone):
        shelf.touch(file_id, at=AT)
    shelf.remove(file_id)


def test_what_was_touched_since_it_was_seen_is_not_discarded():
    file_id = new_id()
    shelf.put(file_id, [b"een"], at=AT)
    [seen] = shelf.everything()
    shelf.touch(file_id, at=AT + timedelta(seconds=1))
    assert not shelf.discard(seen)
    assert shelf.is_there(file_id)
    [seen] = shelf.everything()
    assert shelf.discard(seen)
    assert not shelf.discard(seen)
    assert list(shelf.everything()) == []


def test_what_is_not_ours_in_the_folder_is_left_alone(shelf_folder):
    shelf.put(new_id(), [b"een"], at=AT)
    folder = next(shelf_folder.iterdir())
    (folder / "README").write_bytes(b"")
    os.utime(folder / "README", (0, 0))
    assert len(list(shelf.everything())) == 1
