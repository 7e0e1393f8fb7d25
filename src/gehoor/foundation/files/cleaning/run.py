"""One file in, one file out. Called by `__main__`, in its own process, and by nothing else but tests."""

from gehoor.foundation.files.cleaning.kinds import KINDS, Unsafe, recognise


def clean(data: bytes, *, pixels: int, unpacked: int) -> tuple[str, bytes]:
    """The kind (a code of KINDS) and the clean bytes.

    :raises Unsafe: with the code that says why not.
    """
    try:
        return _clean(data, pixels=pixels, unpacked=unpacked)
    except Unsafe:
        raise
    except MemoryError as bomb:
        raise Unsafe("heavy") from bomb
    except Exception as broken:  # parsers of five formats break in fifty ways; to the sender all mean the same
        raise Unsafe("damaged") from broken


def _clean(data: bytes, *, pixels: int, unpacked: int) -> tuple[str, bytes]:
    kind = recognise(data)
    # Each parser is loaded only when its kind comes: the process lives for one file, and a third of its life is loading.
    if kind == "zip":
        from gehoor.foundation.files.cleaning.office import clean_office

        return clean_office(data, unpacked=unpacked)
    if kind == "pdf":
        from gehoor.foundation.files.cleaning.pdfs import clean_pdf

        return kind, clean_pdf(data)
    if kind == "text":
        from gehoor.foundation.files.cleaning.texts import clean_text

        return kind, clean_text(data)
    if KINDS[kind].is_picture:
        from gehoor.foundation.files.cleaning.pictures import clean_picture

        return kind, clean_picture(data, kind, pixels=pixels)
    raise Unsafe("kind")
