from io import BytesIO

import pytest
from PIL import Image, ImageCms

from gehoor.foundation.files.cleaning.kinds import Unsafe
from gehoor.foundation.files.cleaning.pictures import clean_picture
from gehoor.foundation.files.cleaning.run import clean
from tests.foundation.files.samples import SECRET, a_moving_picture, a_picture

PIXELS = 10_000


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif"])
def test_nothing_but_the_pixels_comes_along(kind):
    data = a_picture(kind)
    assert SECRET in data
    recognised, clean_data = clean(data, pixels=PIXELS, unpacked=0)
    assert recognised == kind
    assert SECRET not in clean_data
    assert not opened(clean_data).getexif()
    assert opened(clean_data).size == (40, 30)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_photo_stands_upright_without_being_told_to(kind):
    clean_data = clean_picture(a_picture(kind, orientation=6), kind, pixels=PIXELS)
    upright = opened(clean_data).convert("RGB")
    assert upright.size == (30, 40)
    # Turned a quarter to the right, the left side is on top.
    assert upright.getpixel((15, 3))[0] > 200
    assert upright.getpixel((15, 36))[2] > 200


def test_broken_notes_about_a_photo_do_not_cost_the_photo():
    picture, into = Image.new("RGB", (8, 8)), BytesIO()
    picture.save(into, "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    assert opened(clean_picture(into.getvalue(), "jpeg", pixels=PIXELS)).size == (8, 8)


def test_colours_of_a_photo_are_those_that_its_profile_meant():
    into, profile = BytesIO(), ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    Image.new("RGB", (8, 8), (120, 60, 200)).save(into, "JPEG", icc_profile=profile.tobytes(), quality=100)
    clean_data = clean_picture(into.getvalue(), "jpeg", pixels=PIXELS)
    assert "icc_profile" not in opened(clean_data).info
    assert opened(clean_data).getpixel((4, 4)) != (120, 60, 200)


def test_a_broken_profile_does_not_cost_the_photo():
    into = BytesIO()
    Image.new("RGB", (8, 8)).save(into, "JPEG", icc_profile=b"no profile")
    assert opened(clean_picture(into.getvalue(), "jpeg", pixels=PIXELS)).size == (8, 8)


def test_a_photo_for_print_becomes_one_for_screens():
    into = BytesIO()
    Image.new("CMYK", (8, 8)).save(into, "JPEG")
    assert opened(clean_picture(into.getvalue(), "jpeg", pixels=PIXELS)).mode == "RGB"


def test_what_one_can_see_through_stays_so():
    clean_data = clean_picture(a_picture("png", mode="RGBA"), "png", pixels=PIXELS)
    assert opened(clean_data).mode == "RGBA"


@pytest.mark.parametrize("kind", ["gif", "webp", "png"])
def test_a_moving_picture_still_moves(kind):
    moving = opened(clean_picture(a_moving_picture(kind), kind, pixels=PIXELS))
    assert moving.n_frames == 3


def test_pixels_are_counted_before_they_are_made():
    with pytest.raises(Unsafe, match="pixels"):
        clean(a_picture("png", size=(200, 100)), pixels=19_999, unpacked=0)


def test_the_pixels_of_all_frames_count():
    with pytest.raises(Unsafe, match="pixels"):
        clean(a_moving_picture("gif", frames=3), pixels=1_000, unpacked=0)


def test_a_picture_that_says_it_is_far_larger_than_it_is_is_refused():
    data = bytearray(a_picture("png"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(Unsafe, match=r"pixels|damaged"):
        clean(bytes(data), pixels=PIXELS, unpacked=0)


def test_half_a_photo_is_refused():
    with pytest.raises(Unsafe, match="damaged"):
        clean(a_picture(size=(400, 300))[:2_000], pixels=200_000, unpacked=0)
