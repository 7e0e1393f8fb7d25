"""How much may be sent, and how large a thing may become when it is opened. Settings may say otherwise."""

from dataclasses import dataclass

from django.conf import settings

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """Bytes, except where the name says otherwise."""

    file: int = 10 * MIB
    files_a_request: int = 5
    request: int = 25 * MIB
    # What is too large is read on and thrown away, so that the fields behind it arrive; beyond this the line is cut.
    line_cut_at: int = 500 * MIB
    # A photo of 50 million pixels fits in the memory that one inspection may use.
    pixels: int = 50_000_000
    unpacked: int = 150 * MIB


def the_limits() -> Limits:
    """The limits of this instance."""
    return Limits(
        file=getattr(settings, "GEHOOR_FILE_LIMIT", Limits.file),
        files_a_request=getattr(settings, "GEHOOR_FILES_A_REQUEST", Limits.files_a_request),
        request=getattr(settings, "GEHOOR_FILES_LIMIT", Limits.request),
        line_cut_at=getattr(settings, "GEHOOR_UPLOADS_CUT_AT", Limits.line_cut_at),
        pixels=getattr(settings, "GEHOOR_FILE_PIXELS", Limits.pixels),
    )
