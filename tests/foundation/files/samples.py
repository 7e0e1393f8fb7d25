"""Files as people send them, made here: each carries SECRET in every place where such a file tells more than it shows."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String
from PIL import Image, PngImagePlugin

SECRET = b"SECRETPLACE"
_TEXT = SECRET.decode()

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODT = "application/vnd.oasis.opendocument.text"
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def a_picture(kind: str = "jpeg", *, size: tuple[int, int] = (40, 30), mode: str = "RGB", orientation: int = 1) -> bytes:
    """A picture: red at the left, blue at the right."""
    picture = Image.new(mode, size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    into = BytesIO()
    match kind:
        case "jpeg":
            picture.save(into, "JPEG", exif=_told(orientation), comment=SECRET, xmp=SECRET, quality=95)
        case "png":
            notes = PngImagePlugin.PngInfo()
            notes.add_text("Author", _TEXT)
            picture.save(into, "PNG", exif=_told(orientation), pnginfo=notes)
        case "webp":
            picture.save(into, "WEBP", exif=_told(orientation), xmp=SECRET, lossless=True)
        case "gif":
            picture.save(into, "GIF", comment=SECRET)
    return into.getvalue() + SECRET


def a_moving_picture(kind: str, *, frames: int = 3) -> bytes:
    """A picture of several frames, each of another colour."""
    pictures = [Image.new("RGB", (20, 20), (80 * number, 0, 0)) for number in range(frames)]
    into = BytesIO()
    pictures[0].save(into, kind.upper(), save_all=True, append_images=pictures[1:], duration=200)
    return into.getvalue()


def a_pdf(*, password: str = "", owner: str = "", portfolio: bool = False) -> bytes:
    """Two pages with a link to the web, and everything else that a PDF can hide."""
    document = Pdf.new()
    for _page in range(2):
        document.add_blank_page(page_size=(200, 300))
    document.docinfo["/Author"] = _TEXT
    with document.open_metadata() as told:
        told["dc:creator"] = [_TEXT]
    document.attachments["hidden.txt"] = SECRET
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(_TEXT))
    document.Root.PieceInfo = Dictionary(Maker=Dictionary(Private=String(_TEXT)))
    if portfolio:
        document.Root.Collection = Dictionary(View=Name.T)
    page = document.pages[0].obj
    page.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String(_TEXT)))
    page.Resources = Dictionary(XObject=Dictionary(Photo=_photo_in(document)))
    page.Annots = Array([
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F=String(_TEXT))),
        document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 19, 19],
            A=Dictionary(S=Name.URI, URI=String("https://school.example/reglement"),
                         Next=Dictionary(S=Name.JavaScript, JS=String(_TEXT))))),
        Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], Contents=String(_TEXT)),
    ])
    into = BytesIO()
    document.save(into, encryption=Encryption(owner=owner or password, user=password) if password or owner else False)
    return into.getvalue()


def unpacked_pdf(data: bytes) -> bytes:
    """Everything in a PDF, uncompressed, to look for words in."""
    into = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(into, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                      object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return into.getvalue()


def a_docx(*, text: str = "Beste school", more: dict[str, bytes | str] | None = None, types: str = DOCX_MAIN) -> bytes:
    """A Word document with a letter, a photo, a link, a template elsewhere and who wrote it."""
    parts = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
        "_rels/.rels": _relations(
            ("rId1", "officeDocument", "word/document.xml", ""),
            ("rId2", "thumbnail", "docProps/thumbnail.jpeg", "")),
        "word/document.xml": f"<document>{text}</document>",
        "word/_rels/document.xml.rels": _relations(
            ("rId1", "attachedTemplate", f"https://{_TEXT}.example/t.dotx", "External"),
            ("rId2", "hyperlink", "https://school.example/reglement", "External"),
            ("rId3", "image", "media/image1.jpeg", "")),
        "word/media/image1.jpeg": a_picture(),
        "word/embeddings/table.xlsx": SECRET,
        "docProps/core.xml": f"<core><creator>{_TEXT}</creator></core>",
        "docProps/app.xml": f"<app><Company>{_TEXT}</Company></app>",
        "docProps/custom.xml": f"<custom>{_TEXT}</custom>",
        "docProps/thumbnail.jpeg": a_picture(),
    }
    return _zipped(parts | (more or {}))


def an_odt(*, text: str = "Beste school", more: dict[str, bytes | str] | None = None) -> bytes:
    """An OpenDocument text with a letter, a picture elsewhere, a printer and who wrote it."""
    listed = '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/>'
    parts = {
        "mimetype": ODT,
        "META-INF/manifest.xml": f"<manifest:manifest>{listed}</manifest:manifest>",
        "content.xml": f'<office>{text}<draw:image xlink:href="https://{_TEXT}.example/p.png"/>'
                       '<text:a xlink:href="https://school.example/reglement"/></office>',
        "meta.xml": f"<meta>{_TEXT}</meta>",
        "settings.xml": f'<s><config:config-item config:name="PrinterName" config:type="string">{_TEXT}'
                        "</config:config-item></s>",
        "Thumbnails/thumbnail.png": a_picture("png"),
        "Pictures/one.png": a_picture("png"),
    }
    return _zipped(parts | (more or {}))


def a_bomb(size: int) -> bytes:
    """A Word document of a few kilobytes that becomes `size` bytes."""
    return a_docx(more={"word/media/bomb.bin": bytes(size)})


def parts_of(data: bytes) -> dict[str, bytes]:
    """What is in a zip, by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _told(orientation: int) -> Image.Exif:
    told = Image.Exif()
    told[0x010F] = _TEXT  # maker
    told[0x0112] = orientation
    told.get_ifd(0x8825)[29] = _TEXT  # place and day, as a phone writes it
    return told


def _photo_in(document: Pdf):
    photo = document.make_stream(a_picture(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30,
                                 ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
    photo.Filter = Name.DCTDecode
    return photo


def _relations(*relations: tuple[str, str, str, str]) -> str:
    said = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE_TYPES}/{kind}" Target="{target}" TargetMode="{mode or "Internal"}"/>'
        for name, kind, target, mode in relations)
    return f'<Relationships xmlns="{RELATIONS}">{said}</Relationships>'


def _zipped(parts: dict[str, bytes | str]) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", 8) as archive:
        archive.comment = SECRET
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()
