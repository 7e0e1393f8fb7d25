"""Word and OpenDocument texts: repacked without who wrote them, without macros, and without anything that calls outside."""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gehoor.foundation.files.cleaning.kinds import KINDS, Unsafe
from gehoor.foundation.files.cleaning.segments import without_notes

PARTS = 2_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

# Emptied rather than removed: other parts name them, and Word asks to repair a document that misses one.
_EMPTIED = {
    "docProps/core.xml": f'{_EMPTY}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
    "docProps/app.xml": f'{_EMPTY}<Properties xmlns="{_DOCUMENT}/extended-properties"/>',
    "docProps/custom.xml": f'{_EMPTY}<Properties xmlns="{_DOCUMENT}/custom-properties"/>',
    "meta.xml": f'{_EMPTY}<office:document-meta xmlns:office="{_OFFICE}" office:version="1.2"/>',
}
_MACROS = re.compile(r"(^|/)(vbaProject|vbaData|macrosheets|activeX)[^/]*(\.|/|$)|^(Basic|Scripts)/", re.IGNORECASE)
_LEFT_OUT = re.compile(r"^(docProps|Thumbnails)/thumbnail|^word/embeddings/|^ObjectReplacements/|^Object [^/]+(/|$)",
                       re.IGNORECASE)
_LISTED = re.compile(rb'<manifest:file-entry[^>]*manifest:full-path="(?:Thumbnails/|Object |ObjectReplacements/)[^>]*/>')
_PRINTER = re.compile(rb'<config:config-item config:name="Printer(?:Setup|Name)"[^>]*>[^<]*</config:config-item>')
_CALLS_OUTSIDE = re.compile(
    rb'(<(?:draw:image|draw:object|draw:object-ole|draw:plugin|draw:floating-frame|draw:fill-image|style:background-image'
    rb'|text:section-source)\b'
    rb'[^>]*?xlink:href=")(?:[a-z][a-z0-9+.-]*:|//)[^"]*"', re.IGNORECASE)


def clean_office(data: bytes, *, unpacked: int) -> tuple[str, bytes]:
    """The kind of document, and the document with its text, layout and pictures.

    :param unpacked: how many bytes all its parts may be together.
    :raises Unsafe: `password`, `macros`, `heavy` when it is a bomb, `kind` when it is another kind of archive.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > unpacked:
                raise Unsafe("heavy")
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise Unsafe("password")
            kind = _kind(archive)
            if any(_MACROS.search(part.filename) for part in parts):
                raise Unsafe("macros")
            return kind, _repacked(archive, kind)
    except BadZipFile as broken:
        raise Unsafe("damaged") from broken


def _kind(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names and archive.read("mimetype").decode("ascii", "replace").strip() == KINDS["odt"].content_type:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Unsafe("password")
        return "odt"
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types:
        raise Unsafe("macros")
    if _MAIN in types:
        return "docx"
    raise Unsafe("kind")


def _repacked(archive: ZipFile, kind: str) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as clean:
        for part in archive.infolist():
            if part.is_dir() or _LEFT_OUT.search(part.filename) or not _is_plain_name(part.filename):
                continue
            # No dates and no remarks of the archive come along; OpenDocument wants its first part unpacked.
            told = ZipInfo(part.filename, _EPOCH)
            told.compress_type = ZIP_STORED if part.filename == "mimetype" else ZIP_DEFLATED
            clean.writestr(told, _part(part.filename, archive.read(part), kind))
    return into.getvalue()


def _part(name: str, content: bytes, kind: str) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name].encode()
    if name.endswith(".rels"):
        return _relations(content)
    if kind == "odt" and name == "META-INF/manifest.xml":
        return _LISTED.sub(b"", content)
    if kind == "odt" and name in {"content.xml", "styles.xml"}:
        return _CALLS_OUTSIDE.sub(rb'\1"', content)
    if kind == "odt" and name == "settings.xml":
        return _PRINTER.sub(b"", content)
    return without_notes(content)


def _relations(content: bytes) -> bytes:
    """A picture or a template elsewhere would tell its owner when somebody here opens the letter; a link waits for a click."""
    ElementTree.register_namespace("", f"{_PACKAGE}/relationships")
    tree = ElementTree.fromstring(content)
    for relation in list(tree):
        what = relation.get("Type", "").rpartition("/")[2]
        if what == "thumbnail":
            tree.remove(relation)
        elif relation.get("TargetMode") == "External" and what != "hyperlink":
            relation.set("Target", "about:blank")
    return ElementTree.tostring(tree, encoding="UTF-8", xml_declaration=True)


def _is_plain_name(name: str) -> bool:
    return not name.startswith(("/", "\\")) and ".." not in name.replace("\\", "/").split("/") and ":" not in name
