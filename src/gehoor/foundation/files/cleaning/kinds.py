"""Which kinds of file we take, and how to tell them by their content. The name a file has is never looked at."""

from dataclasses import dataclass


class Unsafe(Exception):
    """The file is not taken; `code` says why, in a word that `gehoor.foundation.files.refusals` knows."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Kind:
    """One kind of file: our code for it, the suffix its name gets, and what it is called on the web."""

    code: str
    suffix: str
    content_type: str
    is_picture: bool = False


KINDS = {kind.code: kind for kind in [
    Kind("jpeg", ".jpg", "image/jpeg", is_picture=True),
    Kind("png", ".png", "image/png", is_picture=True),
    Kind("webp", ".webp", "image/webp", is_picture=True),
    Kind("gif", ".gif", "image/gif", is_picture=True),
    Kind("pdf", ".pdf", "application/pdf"),
    Kind("text", ".txt", "text/plain; charset=utf-8"),
    Kind("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Kind("odt", ".odt", "application/vnd.oasis.opendocument.text"),
]}

# For the `accept` attribute. Where it doesn't name HEIC, an iPhone turns its photos into JPEG by itself.
ACCEPT = "image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain,.docx,.odt"

_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def recognise(data: bytes) -> str:
    """What the bytes say they are: a code of KINDS, `zip` for what may be an office document, or `text` for the rest.

    :raises Unsafe: a kind that we know and don't take.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(_OLE):
        # Word and Excel put a document with a password in the same old container as a document of before 2007.
        raise Unsafe("password" if _ENCRYPTED_PACKAGE in data else "old_office")
    if data[4:8] == b"ftyp":
        raise Unsafe("heic" if data[8:12] in _HEIC else "kind")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "text"
