"""PDF: written anew with its pages and nothing that acts, hides or tells who made it."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from gehoor.foundation.files.cleaning.kinds import Unsafe
from gehoor.foundation.files.cleaning.segments import without_notes

# What any object of a document may carry that is not on a page: who made it with what, what to do, what else is inside.
_NOT_ON_PAGES = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/AF", "/EF", "/XFA", "/Thumb")
_NOT_IN_ROOT = ("/OpenAction", "/Names", "/SpiderInfo", "/Legal", "/Perms", "/Threads")
_SAFE_ACTIONS = {"/GoTo", "/URI", "/Named"}
_UNSAFE_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/TrapNet"}


def clean_pdf(data: bytes) -> bytes:
    """The pages as they were, with links within the document and to web pages.

    :raises Unsafe: `password` when a password opens it, `portfolio` when its pages are only the wrapper of other files.
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            if "/Collection" in document.Root:
                raise Unsafe("portfolio")
            if not document.pages:
                raise Unsafe("damaged")
            _forget_the_maker(document)
            for thing in document.objects:
                _disarm(thing)
            for page in document.pages:
                _disarm_annotations(page.obj)
            into = BytesIO()
            document.save(into, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return into.getvalue()
    except pikepdf.PasswordError as locked:
        raise Unsafe("password") from locked


def _forget_the_maker(document: Pdf) -> None:
    for name in ("/Info", "/ID"):
        if name in document.trailer:
            del document.trailer[name]
    names = document.Root.get("/Names")
    destinations = names.get("/Dests") if isinstance(names, Dictionary) else None
    for name in _NOT_IN_ROOT:
        if name in document.Root:
            del document.Root[name]
    if destinations is not None:
        document.Root["/Names"] = Dictionary(Dests=destinations)


def _disarm(thing: Object) -> None:
    """Objects lie in one another; those without a number of their own are reached through their owner."""
    if isinstance(thing, Array):
        for part in thing:
            _disarm_inner(part)
        return
    if not isinstance(thing, Dictionary | Stream):
        return
    for name in _NOT_ON_PAGES:
        if name in thing:
            del thing[name]
    _disarm_action(thing)
    if isinstance(thing, Stream) and thing.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode])):
        raw = thing.read_raw_bytes()
        thing.write(without_notes(raw), filter=Name.DCTDecode, decode_parms=thing.get("/DecodeParms"))
    for part in list(thing.as_dict().values()) if isinstance(thing, Dictionary) else []:
        _disarm_inner(part)


def _disarm_inner(part: Object) -> None:
    if isinstance(part, Dictionary | Array) and not part.is_indirect:
        _disarm(part)


def _disarm_action(thing: Object) -> None:
    """What happens at a click (/A), when a page shows (/PA), and after that (/Next, where it is an action that has one)."""
    for name in ("/A", "/PA", "/Next"):
        action = thing.get(name)
        if name == "/Next" and "/S" not in thing:
            continue
        is_safe = isinstance(action, Dictionary) and str(action.get("/S", "")) in _SAFE_ACTIONS
        if isinstance(action, Dictionary | Array) and not is_safe:
            del thing[name]


def _disarm_annotations(page: Dictionary) -> None:
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return
    page["/Annots"] = Array([
        annotation for annotation in annotations
        if isinstance(annotation, Dictionary) and str(annotation.get("/Subtype")) not in _UNSAFE_ANNOTATIONS
    ])
