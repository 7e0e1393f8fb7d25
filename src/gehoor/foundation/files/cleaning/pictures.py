"""Photos and drawings: decoded to pixels and written anew, so that nothing but the pixels comes along.

Where a photo was taken, with what device, when, a hidden thumbnail, a comment, anything behind the end: gone.
"""

import warnings
from io import BytesIO

# Pillow knows the first by itself and loads fifty others when asked for the second; naming them keeps the start short.
from PIL import Image, ImageCms, ImageOps, ImageSequence, WebPImagePlugin  # noqa: F401

from gehoor.foundation.files.cleaning.kinds import Unsafe

FRAMES = 500
_SAVED_AS = {
    "jpeg": {"format": "JPEG", "quality": 90},
    "png": {"format": "PNG"},
    "webp": {"format": "WEBP", "quality": 90, "method": 2},
    "gif": {"format": "GIF"},
}
_KEPT_MODES = {
    "jpeg": {"L", "RGB"},
    "png": {"1", "L", "LA", "P", "RGB", "RGBA", "I", "I;16"},
    "webp": {"RGB", "RGBA"},
    "gif": {"1", "L", "P", "RGB", "RGBA"},
}


def clean_picture(data: bytes, kind: str, *, pixels: int) -> bytes:
    """The same picture, upright, with its colours in sRGB and nothing else in it.

    :param pixels: how many it may have, all frames together.
    :raises Unsafe: `pixels` when it has more.
    """
    warnings.simplefilter("ignore")  # of size we judge ourselves, and stricter; what is wrong with notes doesn't matter
    try:
        with Image.open(BytesIO(data), formats=[_SAVED_AS[kind]["format"]]) as picture:
            # The photos of many phones hold a second, smaller picture; only the first was meant.
            frames = 1 if kind == "jpeg" else getattr(picture, "n_frames", 1)
            if picture.width * picture.height * frames > pixels or frames > FRAMES:
                raise Unsafe("pixels")
            return _moving(picture, kind) if frames > 1 else _written(_bare(picture, kind), kind)
    except Image.DecompressionBombError as bomb:
        raise Unsafe("pixels") from bomb


def _moving(picture: Image.Image, kind: str) -> bytes:
    frames, durations = [], []
    for frame in ImageSequence.Iterator(picture):
        durations.append(frame.info.get("duration", 100))
        frames.append(_bare(frame.copy(), kind))
    return _written(frames[0], kind, save_all=True, append_images=frames[1:], duration=durations, loop=0)


def _bare(picture: Image.Image, kind: str) -> Image.Image:
    picture.load()
    upright = _upright(picture)
    coloured = _in_srgb(upright)
    if coloured.mode not in _KEPT_MODES[kind]:
        has_alpha = kind != "jpeg" and (coloured.mode in {"LA", "PA", "RGBa", "La"} or "transparency" in coloured.info)
        coloured = coloured.convert("RGBA" if has_alpha else "RGB")
    bare = coloured.copy()
    # Pillow writes a comment or a profile that it finds here without being asked; see-through pixels are part of the picture.
    bare.info = {name: value for name, value in bare.info.items() if name == "transparency"}
    return bare


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        return picture  # what is written about a photo may be broken in any way; its pixels are not


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Photos of injuries keep their colours: a camera's own colour space is left for the common one before it is forgotten."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        return ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def _written(picture: Image.Image, kind: str, **options) -> bytes:
    into = BytesIO()
    picture.save(into, **_SAVED_AS[kind], **options)
    return into.getvalue()
