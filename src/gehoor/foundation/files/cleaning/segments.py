"""Pictures inside documents: their notes are cut out and the pixels left as they are, because the document names their sizes."""

import re
import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"IDAT", b"IEND"}
_JPEG_NOTES = {0xFE, *range(0xE1, 0xEE), 0xEF}  # comments, and every application segment but JFIF (E0) and Adobe's colours (EE)
_JPEG_SCAN, _JPEG_END = 0xDA, b"\xff\xd9"
_JPEG_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # within a scan, FF is followed by nought or a restart


def without_notes(data: bytes) -> bytes:
    """The picture without Exif, place, XMP, thumbnails and comments; unchanged when it is neither JPEG nor PNG."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    return data


def _jpeg(data: bytes) -> bytes:
    """Segment by segment up to the end of the picture: what phones put behind it is another picture, with notes of its own."""
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # room between segments
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2:at + 4], "big")
        if marker == _JPEG_SCAN:
            following = _JPEG_AFTER_SCAN.search(data, end)
            end = following.start() if following else len(data)
        if marker not in _JPEG_NOTES:
            kept.append(data[at:end])
        at = end
        if data[at:at + 2] == _JPEG_END:
            break
    return b"".join(kept) + _JPEG_END


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
