from io import BytesIO

from PIL import Image

from gehoor.foundation.files.cleaning.segments import without_notes
from tests.foundation.files.samples import SECRET, a_picture


def pixels(data: bytes) -> bytes:
    return Image.open(BytesIO(data)).convert("RGB").tobytes()


def test_notes_are_cut_out_of_a_jpeg_and_no_pixel_changes():
    data = a_picture("jpeg")
    assert SECRET not in without_notes(data)
    assert pixels(without_notes(data)) == pixels(data)


def test_a_picture_that_comes_in_passes_is_kept_whole():
    into = BytesIO()
    Image.effect_mandelbrot((64, 64), (-2, -2, 1, 1), 50).convert("RGB").save(into, "JPEG", progressive=True, comment=SECRET)
    assert SECRET not in without_notes(into.getvalue())
    assert pixels(without_notes(into.getvalue())) == pixels(into.getvalue())


def test_a_second_picture_behind_the_first_goes():
    assert without_notes(a_picture("jpeg") + a_picture("jpeg")) == without_notes(a_picture("jpeg"))


def test_notes_are_cut_out_of_a_png_and_no_pixel_changes():
    data = a_picture("png")
    assert SECRET not in without_notes(data)
    assert pixels(without_notes(data)) == pixels(data)


def test_anything_else_is_left_as_it_is():
    assert without_notes(b"<xml/>") == b"<xml/>"


def test_a_cut_off_picture_ends_where_it_ends():
    for length in range(0, 300, 7):
        without_notes(a_picture("jpeg")[:length])
        without_notes(a_picture("png")[:length])
