"""Pictures inside documents: their notes are cut out and the pixels left as they are, because the document names their sizes."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"IDAT", b"IEND"}
_JPEG_NOTES = {0xFE, *range(0xE1, 0xEE), 0xEF}  # comments, and every application segment but JFIF (E0) and Adobe's colours (EE)
_JPEG_SCAN = 0xDA


def without_notes(data: bytes) -> bytes:
    """The picture without Exif, place, XMP, thumbnails and comments; unchanged when it is neither JPEG nor PNG."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _JPEG_SCAN:
        length = 2 + int.from_bytes(data[at + 2:at + 4], "big")
        if data[at + 1] not in _JPEG_NOTES:
            kept.append(data[at:at + length])
        at += length
    return b"".join(kept) + data[at:]


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name in _PNG_KEPT:
            kept.append(data[at:at + 12 + length])
        at += 12 + length
        if name == b"IEND":
            break
    return b"".join(kept)
