import pytest

from gehoor.foundation.files.cleaning.kinds import ACCEPT, KINDS, Unsafe, recognise
from tests.foundation.files.samples import a_docx, a_pdf, a_picture, an_odt

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(("data", "kind"), [
    (a_picture("jpeg"), "jpeg"), (a_picture("png"), "png"), (a_picture("webp"), "webp"), (a_picture("gif"), "gif"),
    (a_pdf(), "pdf"), (a_docx(), "zip"), (an_odt(), "zip"), (b"Hallo", "text"), (b"\r\n%PDF-1.4", "pdf"),
])
def test_a_file_is_what_its_bytes_say(data, kind):
    assert recognise(data) == kind


@pytest.mark.parametrize(("data", "why"), [
    (b"\x00\x00\x00\x18ftypheic\x00\x00", "heic"),
    (b"\x00\x00\x00\x18ftypmif1\x00\x00", "heic"),
    (b"\x00\x00\x00\x18ftypmp42\x00\x00", "kind"),
    (OLE + b"WordDocument", "old_office"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
])
def test_what_we_know_and_do_not_take_is_called_by_its_name(data, why):
    with pytest.raises(Unsafe, match=why):
        recognise(data)


def test_a_form_asks_for_every_kind_that_is_taken():
    for kind in KINDS.values():
        assert kind.content_type.partition(";")[0] in ACCEPT or kind.suffix in ACCEPT
