from io import BytesIO

import pikepdf
import pytest

from gehoor.foundation.files.cleaning.kinds import Unsafe
from gehoor.foundation.files.cleaning.run import clean
from tests.foundation.files.samples import SECRET, a_pdf, unpacked_pdf


def clean_pdf(data: bytes) -> bytes:
    return clean(data, pixels=0, unpacked=0)[1]


def test_the_sample_hides_what_must_go():
    # maker, two languages of notes, an attachment, five ways of acting, notes in a photo
    assert unpacked_pdf(a_pdf()).count(SECRET) >= 10


def test_nothing_that_acts_hides_or_tells_who_made_it_comes_along():
    assert SECRET not in unpacked_pdf(clean_pdf(a_pdf()))


def test_pages_links_and_photos_stay():
    with pikepdf.open(BytesIO(clean_pdf(a_pdf()))) as document:
        assert len(document.pages) == 2
        assert b"https://school.example/reglement" in unpacked_pdf(clean_pdf(a_pdf()))
        photo = pikepdf.PdfImage(document.pages[0].obj.Resources.XObject.Photo)
        assert photo.as_pil_image().size == (40, 30)


def test_a_pdf_that_only_forbids_printing_is_opened_and_forbids_nothing_more():
    with pikepdf.open(BytesIO(clean_pdf(a_pdf(owner="baas")))) as document:
        assert not document.is_encrypted


def test_a_pdf_with_a_password_is_refused():
    with pytest.raises(Unsafe, match="password"):
        clean_pdf(a_pdf(password="geheim"))


def test_a_pdf_that_wraps_other_files_is_refused_rather_than_emptied():
    with pytest.raises(Unsafe, match="portfolio"):
        clean_pdf(a_pdf(portfolio=True))


def test_what_only_says_that_it_is_a_pdf_is_damaged():
    with pytest.raises(Unsafe, match="damaged"):
        clean_pdf(b"%PDF-1.7\nniets")


def test_objects_that_lie_in_one_another_without_end_are_damaged_not_a_crash():
    data = b"%PDF-1.7\n1 0 obj\n" + b"[" * 5_000 + b"]" * 5_000 + b"\nendobj\ntrailer<</Root 1 0 R>>"
    with pytest.raises(Unsafe, match="damaged"):
        clean_pdf(data)
