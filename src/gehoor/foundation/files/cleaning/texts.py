"""Plain text: kept as it was written, as UTF-8."""

import re

from gehoor.foundation.files.cleaning.kinds import Unsafe

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")  # all but tab, new line, new page
_MARKS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
_PAGES = ("<!doctype", "<html", "<svg", "<?xml", "<script", "{\\rtf")


def clean_text(data: bytes) -> bytes:
    """The text in UTF-8.

    :raises Unsafe: `kind` when it is no text but something we don't know, or a page with code in it.
    """
    text = _read(data)
    if _CONTROLS.search(text):
        raise Unsafe("kind")
    if text.lstrip().lower().startswith(_PAGES):
        raise Unsafe("kind")
    return text.encode()


def _read(data: bytes) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    # Old Windows programs write their own alphabet; it has holes, so most of what is no text fails here.
    for name in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise Unsafe("kind")
