from datetime import UTC, datetime, timedelta

import pytest

from gehoor.foundation.action import journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.errors import OutsideJourney, Unreadable
from gehoor.foundation.files import shelf
from gehoor.foundation.files.holding import HeldFile, hold, let_go, open_held
from gehoor.foundation.files.inspection import Inspected
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.files.reading import answer_with, answer_with_held, open_file, open_file_in
from gehoor.foundation.files.refusals import FileGone
from gehoor.foundation.files.storage import adopt, erase_file, erase_files_of, move_file, store
from gehoor.foundation.files.sweeping import missing, sweep_files
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import OpenCompartment, create_compartment
from gehoor.foundation.vault.keyring import NoKey
from gehoor.foundation.vault.primitives import random_key
from gehoor.foundation.vault.receipts import issue_receipt, open_receipt, prepare_receipt

AT = datetime(2026, 3, 10, 11, tzinfo=UTC)
LETTER = b"Beste school, niemand heeft iets aan mij gevraagd."
ABOUT = new_id()

pytestmark = pytest.mark.django_db


def inspected(name="brief van Amir.txt", data=LETTER) -> Inspected:
    return Inspected(kind="text", suffix=".txt", data=data, name=name, scanned="clean")


def a_compartment() -> OpenCompartment:
    return OpenCompartment(new_id(), random_key())


def stored(compartment, *, at=AT, data=LETTER) -> SealedFile:
    with journey("test", at=at):
        return store(compartment=compartment, inspected=inspected(data=data), about=ABOUT, at=at)


def broken_off(change) -> None:
    """A journey in which something else goes wrong after a change."""
    with journey("test", at=AT):
        change()
        raise ZeroDivisionError


def everything_on_disk(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [1, 4_095, 4_096, 65_535, 65_536, 65_537, 300_000])
def test_a_file_is_read_back_as_it_was_whatever_its_size(size):
    data = bytes(number % 251 for number in range(size))
    compartment = a_compartment()
    name, kind, chunks = open_file_in(stored(compartment, data=data), compartment)
    assert (name, kind) == ("brief van Amir.txt", "text")
    assert b"".join(chunks) == data


def test_who_has_the_receipt_opens_the_file_and_nobody_else():
    with journey("test", at=AT):
        receipt = issue_receipt(prepared := prepare_receipt())
        other = issue_receipt(someone_else := prepare_receipt())
        compartment = create_compartment(kind="conversation", about=ABOUT, holders=[receipt.holder_id])
        row = store(compartment=compartment, inspected=inspected(), about=ABOUT, at=AT)
    assert other.holder_id != receipt.holder_id
    _, _, chunks = open_file(row, open_receipt(prepared.code))
    assert b"".join(chunks) == LETTER
    with pytest.raises(NoKey):
        open_file(row, open_receipt(someone_else.code))


def test_neither_the_disk_nor_the_database_tells_what_a_file_says_or_is_called(shelf_folder):
    row = stored(a_compartment())
    told = everything_on_disk(shelf_folder) + b"|".join(str(value).encode() for value in SealedFile.objects.values().get().values())
    assert b"Amir" not in told
    assert b"niemand" not in told
    assert shelf_folder.joinpath(row.id.hex[-2:], f"{row.id.hex}.sealed").exists()


def test_files_of_about_the_same_size_look_the_same_on_disk(shelf_folder):
    for size in (5_000, 6_000):
        stored(a_compartment(), data=b"x" * size)
    assert len({path.stat().st_size for path in shelf_folder.rglob("*.sealed")}) == 1
    assert set(SealedFile.objects.values_list("size_on_disk", flat=True)) == {6_144}


def test_files_about_the_same_keep_the_order_in_which_they_came():
    for _ in range(3):
        stored(a_compartment())
    assert sorted(SealedFile.objects.values_list("position", flat=True)) == [0, 1, 2]


def test_storing_leaves_one_line_that_names_no_file():
    row = stored(a_compartment())
    line = AuditLine.objects.get(action="file.stored")
    assert line.object_id == str(row.id)
    assert "Amir" not in str(line.detail)


def test_outside_a_journey_nothing_is_written(shelf_folder):
    with pytest.raises(OutsideJourney):
        store(compartment=a_compartment(), inspected=inspected(), about=ABOUT, at=AT)
    assert not shelf_folder.exists()


def test_what_a_journey_left_that_did_not_commit_is_swept_after_two_days():
    with pytest.raises(ZeroDivisionError):
        broken_off(lambda: store(compartment=a_compartment(), inspected=inspected(), about=ABOUT, at=AT))
    assert SealedFile.objects.count() == 0
    assert sweep_files(at=AT + timedelta(hours=47)) == 0
    assert sweep_files(at=AT + timedelta(hours=49)) == 1
    assert list(shelf.everything()) == []


def test_what_is_kept_is_never_swept():
    row = stored(a_compartment())
    assert sweep_files(at=AT + timedelta(days=900)) == 0
    assert shelf.is_there(row.id)


def test_what_was_never_finished_is_swept(shelf_folder):
    stored(a_compartment())
    part = next(shelf_folder.iterdir()) / f"{new_id().hex}.part"
    part.write_bytes(b"half")
    assert sweep_files(at=AT + timedelta(days=20_000)) == 1
    assert not part.exists()


def test_a_held_file_is_adopted_without_touching_its_bytes(shelf_folder):
    held = HeldFile.from_session(hold(inspected(), at=AT).to_session())
    before = everything_on_disk(shelf_folder)
    compartment = a_compartment()
    later = AT + timedelta(hours=30)
    with journey("test", at=later):
        row = adopt(held, compartment=compartment, about=ABOUT, at=later, position=4)
    assert everything_on_disk(shelf_folder) == before
    assert (row.id, row.position, row.scanned) == (held.id, 4, "clean")
    assert b"".join(open_file_in(row, compartment)[2]) == LETTER


def test_a_held_file_opens_with_the_session_alone_and_its_key_shows_nowhere(shelf_folder):
    held = hold(inspected(), at=AT)
    assert b"".join(open_held(held)) == LETTER
    assert held.key.hex() not in repr(held)
    assert "Amir" not in repr(held)
    assert held.key not in everything_on_disk(shelf_folder)


def test_a_file_that_is_taken_back_before_sending_is_gone_at_once(shelf_folder):
    held = hold(inspected(), at=AT)
    let_go(held)
    assert everything_on_disk(shelf_folder) == b""


def test_what_was_held_too_long_can_no_longer_be_sent_and_says_so():
    held = hold(inspected(), at=AT)
    assert sweep_files(at=AT + timedelta(days=3)) == 1
    with pytest.raises(FileGone, match="nog eens"), journey("test", at=AT):
        adopt(held, compartment=a_compartment(), about=ABOUT, at=AT)
    with pytest.raises(FileGone):
        open_held(held)


def test_a_file_moved_to_another_compartment_opens_there_and_no_longer_here():
    source, target = a_compartment(), a_compartment()
    row = stored(source)
    case = new_id()
    with journey("test", at=AT):
        move_file(file=row, source=source, target=target, about=case, at=AT)
    row.refresh_from_db()
    assert row.about == case
    assert b"".join(open_file_in(row, target)[2]) == LETTER
    with pytest.raises(Unreadable):
        open_file_in(row, source)


@pytest.mark.django_db(transaction=True)
def test_an_erased_file_is_gone_with_the_commit_and_not_before():
    row = stored(a_compartment())
    with pytest.raises(ZeroDivisionError):
        broken_off(lambda: erase_file(file=row, at=AT))
    assert shelf.is_there(row.id)
    with journey("test", at=AT):
        erase_file(file=row, at=AT)
        assert shelf.is_there(row.id)
    assert not shelf.is_there(row.id)
    assert SealedFile.objects.count() == 0
    assert AuditLine.objects.get(action="file.erased").object_id == str(row.id)


def test_erasing_a_compartment_takes_its_files_and_no_others():
    doomed, kept = a_compartment(), a_compartment()
    gone, stays = [stored(doomed), stored(doomed)], stored(kept)
    with journey("test", at=AT):
        assert erase_files_of(compartment_id=doomed.id, at=AT) == 2
    assert [shelf.is_there(row.id) for row in [*gone, stays]] == [False, False, True]


def test_a_file_whose_bytes_are_missing_is_found_and_said():
    compartment = a_compartment()
    row = stored(compartment)
    assert list(missing()) == []
    shelf.remove(row.id)
    assert list(missing()) == [row.id]
    with pytest.raises(FileGone):
        open_file_in(row, compartment)


def test_bytes_of_another_file_or_a_shorter_one_are_unreadable(shelf_folder):
    compartment = a_compartment()
    one, other = stored(compartment, data=b"x" * 200_000), stored(compartment, data=b"y" * 200_000)
    paths = {row.id: next(shelf_folder.rglob(f"{row.id.hex}.sealed")) for row in (one, other)}
    paths[one.id].write_bytes(paths[other.id].read_bytes())
    with pytest.raises(Unreadable):
        b"".join(open_file_in(one, compartment)[2])
    paths[other.id].write_bytes(paths[other.id].read_bytes()[:-1])
    with pytest.raises(Unreadable):
        answer_with(*open_file_in(other, compartment))


def test_a_file_leaves_as_a_download_that_no_browser_keeps_or_runs():
    compartment = a_compartment()
    answer = answer_with(*open_file_in(stored(compartment), compartment))
    assert answer.content == LETTER
    assert answer.headers["Content-Disposition"] == 'attachment; filename="brief van Amir.txt"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_a_picture_is_shown_on_a_page():
    text = answer_with_held(hold(inspected(), at=AT))
    picture = answer_with_held(hold(Inspected(kind="png", suffix=".png", data=b"p", name="foto.png", scanned="clean"), at=AT))
    assert text.headers["Content-Disposition"].startswith("attachment")
    assert picture.headers["Content-Disposition"].startswith("inline")
    assert picture.headers["Content-Type"] == "image/png"
