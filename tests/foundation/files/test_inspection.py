import pytest

from gehoor.foundation.files import inspection
from gehoor.foundation.files.inspection import inspect
from gehoor.foundation.files.refusals import FileRefused, NotStored
from gehoor.foundation.vault.gate import Gate
from tests.foundation.files.conftest import EICAR
from tests.foundation.files.samples import SECRET, a_bomb, a_docx, a_pdf, a_picture, an_odt

MIB = 2**20


@pytest.mark.parametrize(("data", "kind", "name"), [
    (a_picture("jpeg"), "jpeg", "brief.jpg"),
    (a_picture("webp"), "webp", "brief.webp"),
    (a_pdf(), "pdf", "brief.pdf"),
    (a_docx(), "docx", "brief.docx"),
    (an_odt(), "odt", "brief.odt"),
    (b"Beste school", "text", "brief.txt"),
])
def test_a_file_is_named_for_what_it_is_and_tells_no_more_than_it_shows(data, kind, name):
    inspected = inspect("brief.exe", data)
    assert (inspected.kind, inspected.name, inspected.suffix) == (kind, name, name[5:])
    assert SECRET not in inspected.data


@pytest.mark.parametrize(("data", "code", "words"), [
    (b"", "empty", "leeg"),
    (b"MZ\x90\x00" + bytes(100), "kind", "pdf"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00", "heic", "HEIC"),
    (a_pdf(password="geheim"), "password", "wachtwoord"),
    (a_bomb(200 * MIB), "heavy", "ingewikkeld"),
    (a_picture()[:300], "damaged", "stuk"),
])
def test_a_refusal_says_what_is_wrong_and_what_to_do(data, code, words):
    with pytest.raises(FileRefused) as refused:
        inspect("brief.pdf", data)
    assert refused.value.code == code
    assert words in str(refused.value)


def test_a_file_that_is_too_large_is_refused_with_both_sizes(settings):
    settings.GEHOOR_FILE_LIMIT = 2 * MIB
    with pytest.raises(FileRefused) as refused:
        inspect("film.mp4", bytes(3 * MIB))
    assert "3,0" in str(refused.value)
    assert "2,0" in str(refused.value)


def test_a_picture_with_too_many_pixels_is_refused(settings):
    settings.GEHOOR_FILE_PIXELS = 1_000
    with pytest.raises(FileRefused, match="te groot om te openen"):
        inspect("foto.png", a_picture("png", size=(100, 100)))


def test_a_photo_as_large_as_may_be_is_cleaned():
    assert inspect("foto.jpg", a_picture("jpeg", size=(8_000, 6_200), orientation=6)).kind == "jpeg"


@pytest.mark.clamd
def test_a_virus_is_refused_before_anything_opens_the_file(settings, clamd):
    settings.GEHOOR_CLAMD = str(clamd)
    with pytest.raises(FileRefused, match="virus"):
        inspect("brief.pdf", b"%PDF-" + EICAR)


def test_what_a_file_says_is_in_no_error(settings):
    with pytest.raises(FileRefused) as refused:
        inspect("Amir geheim.pdf", b"%PDF-1.7 " + SECRET)
    assert "Amir" not in repr(refused.value)
    assert "Amir" not in repr(inspect("Amir.txt", SECRET))
    assert "SECRET" not in repr(inspect("Amir.txt", SECRET))


def test_when_many_files_come_at_once_the_next_is_put_off_and_holds_no_thread(monkeypatch):
    gate = Gate(at_once=1, in_line=0, patience=1)
    monkeypatch.setattr(inspection, "_GATE", gate)
    with gate.passage(), pytest.raises(NotStored):
        inspect("brief.txt", b"Beste school")
    assert inspect("brief.txt", b"Beste school").kind == "text"
