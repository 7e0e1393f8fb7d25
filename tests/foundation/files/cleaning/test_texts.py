import pytest
from hypothesis import given
from hypothesis import strategies as some

from gehoor.foundation.files.cleaning.kinds import Unsafe
from gehoor.foundation.files.cleaning.texts import clean_text

LETTER = "Beste,\r\n\tik mag niet naar école.\n"


@pytest.mark.parametrize("written_as", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_kept_word_for_word_however_it_was_written(written_as):
    assert clean_text(LETTER.encode(written_as)) == LETTER.encode()


@pytest.mark.parametrize("data", [
    b"MZ\x90\x00\x03", b"\x1b[2J", b"\x00\x00\x00\x18ftyp", bytes(range(256)),
    b"<!DOCTYPE html><p>", b"  <svg onload=x>", b"<?xml version='1.0'?>", b"{\\rtf1 x}",
])
def test_what_is_no_text_or_a_page_with_code_is_refused(data):
    with pytest.raises(Unsafe, match="kind"):
        clean_text(data)


@given(some.binary(max_size=300))
def test_whatever_comes_is_text_or_refused(data):
    try:
        text = clean_text(data)
    except Unsafe:
        return
    text.decode()
