import pytest

from gehoor.foundation.files.cleaning.kinds import Unsafe
from gehoor.foundation.files.cleaning.office import clean_office
from tests.foundation.files.samples import ODT, SECRET, a_bomb, a_docx, an_odt, parts_of

MIB = 2**20


def clean_parts(data: bytes) -> dict[str, bytes]:
    return parts_of(clean_office(data, unpacked=MIB)[1])


@pytest.mark.parametrize(("kind", "sample"), [("docx", a_docx()), ("odt", an_odt())])
def test_the_letter_stays_and_who_wrote_it_goes(kind, sample):
    recognised, data = clean_office(sample, unpacked=MIB)
    parts = parts_of(data)
    assert recognised == kind
    assert any(b"Beste school" in content for content in parts.values())
    assert not any(SECRET in content for content in parts.values())
    assert SECRET not in data


def test_a_link_waits_for_a_click_and_a_template_elsewhere_is_never_fetched():
    relations = clean_parts(a_docx())["word/_rels/document.xml.rels"]
    assert b"https://school.example/reglement" in relations
    assert b'Target="about:blank"' in relations
    assert b"media/image1.jpeg" in relations
    assert b"https://school.example/reglement" in clean_parts(an_odt())["content.xml"]


def test_photos_in_a_letter_stay_without_their_notes():
    photo = clean_parts(a_docx())["word/media/image1.jpeg"]
    assert photo.startswith(b"\xff\xd8")
    assert SECRET not in photo


def test_what_is_embedded_goes():
    assert "word/embeddings/table.xlsx" not in clean_parts(a_docx())


def test_an_opendocument_still_begins_with_what_it_is():
    _, data = clean_office(an_odt(), unpacked=MIB)
    assert data[30:38] == b"mimetype"
    assert data[38:38 + len(ODT)] == ODT.encode()


@pytest.mark.parametrize("sample", [
    a_docx(more={"word/vbaProject.bin": b"Sub"}),
    a_docx(types="application/vnd.ms-word.document.macroEnabled.main+xml"),
    an_odt(more={"Basic/Standard/Module1.xml": b"Sub"}),
    an_odt(more={"Scripts/python/run.py": b"import"}),
])
def test_a_document_with_a_program_is_refused(sample):
    with pytest.raises(Unsafe, match="macros"):
        clean_office(sample, unpacked=MIB)


def test_a_document_with_a_password_is_refused():
    with pytest.raises(Unsafe, match="password"):
        clean_office(an_odt(more={"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), unpacked=MIB)


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Unsafe, match="heavy"):
        clean_office(a_bomb(2 * MIB), unpacked=MIB)


def test_a_part_that_names_a_place_outside_is_left_out():
    assert not [name for name in clean_parts(a_docx(more={"../../evil.xml": b"x", "/etc/evil": b"x"})) if "evil" in name]


def test_an_archive_that_is_no_document_is_refused():
    with pytest.raises(Unsafe, match="kind"):
        clean_office(a_docx(types="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), unpacked=MIB)


def test_half_an_archive_is_damaged():
    with pytest.raises(Unsafe, match="damaged"):
        clean_office(a_docx()[:300], unpacked=MIB)
