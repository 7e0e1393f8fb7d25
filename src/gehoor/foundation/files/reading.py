"""Reading kept files, by who holds the key. Called by interfaces, after access was checked."""

from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gehoor.foundation.files.cleaning.kinds import KINDS
from gehoor.foundation.files.holding import HeldFile, open_held, read_bytes
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.keyring import Keyring


def open_file(row: SealedFile, keyring: Keyring) -> tuple[str, str, Iterator[bytes]]:
    """Name, kind (a code) and the bytes in chunks.

    :raises NoKey: this keyring doesn't open it.
    :raises FileGone: the bytes are missing from the disk.
    :raises Unreadable: it was changed; for the bytes, on the way.
    """
    return open_file_in(row, keyring.open(row.compartment_id))


def open_file_in(row: SealedFile, compartment: OpenCompartment) -> tuple[str, str, Iterator[bytes]]:
    """As `open_file`, for who has the compartment open already.

    :raises Unreadable: the file lies in another compartment.
    """
    said = row.unsealed(compartment)
    return said["name"], said["kind"], read_bytes(row.pk, key=bytes.fromhex(said["file_key"]), size=said["size"])


def answer_with(name: str, kind: str, chunks: Iterable[bytes], *, as_download: bool = True) -> HttpResponse:
    """The file as a response that no browser keeps and that can do nothing: read whole before the first byte is sent,
    so that a changed file is an error and never half a document. A picture may also be shown on a page."""
    shown = not as_download and KINDS[kind].is_picture
    answer = HttpResponse(b"".join(chunks), content_type=KINDS[kind].content_type)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=not shown, filename=name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def answer_with_held(held: HeldFile) -> HttpResponse:
    """A picture that was chosen and not yet sent, to show it on the page."""
    return answer_with(held.name, held.kind, open_held(held), as_download=False)
