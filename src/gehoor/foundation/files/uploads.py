"""Receiving files with a form: in memory, up to a limit, never in a temporary folder.

Django calls the handler while it reads a request. A file that is too large is read on and thrown away, and marked, so that
the fields behind it arrive and the form can say what is wrong. Forms call `receive` on what they find in `request.FILES`.
"""

from io import BytesIO

from django.conf import settings
from django.core.checks import Error
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from gehoor.foundation.files import refusals
from gehoor.foundation.files.inspection import Inspected, inspect
from gehoor.foundation.files.limits import the_limits
from gehoor.foundation.files.refusals import FileRefused

HANDLER = "gehoor.foundation.files.uploads.PrivateUploadHandler"


class PrivateUpload(UploadedFile):
    """A file as it came in, in memory. `refused` says why it was not kept, with its real `size` and no content."""

    def __init__(self, *, name: str, content: bytes, size: int, refused: FileRefused | None = None):
        super().__init__(file=BytesIO(content), name=name, size=size)
        self.refused = refused

    @property
    def data(self) -> bytes:
        """All of it."""
        return self.file.getvalue()


def cut_off(request) -> tuple[str, FileRefused] | None:
    """The field and the refusal of a file so large that reading stopped in it; what stood behind it in the form is not there."""
    return next((handler.cut for handler in request.upload_handlers if getattr(handler, "cut", None)), None)


def receive(upload: PrivateUpload) -> Inspected:
    """Inspect what came with a form.

    :raises FileRefused: with words for the sender.
    """
    if upload.refused:
        raise upload.refused
    return inspect(upload.name or "", upload.data)


class PrivateUploadHandler(FileUploadHandler):
    """Keeps the files of one request in memory, as far as the limits go."""

    cut: tuple[str, FileRefused] | None = None

    def __init__(self, request=None):
        super().__init__(request)
        self._limits = the_limits()
        self._files = 0
        self._kept = 0
        self._read = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self._files += 1
        self._size = 0
        self._content = BytesIO()
        self._refused = refusals.too_many(limit=self._limits.files_a_request) if self._is_one_too_many else None

    @property
    def _is_one_too_many(self) -> bool:
        return self._files > self._limits.files_a_request

    def receive_data_chunk(self, raw_data, start):
        self._size += len(raw_data)
        self._read += len(raw_data)
        if self._read > self._limits.line_cut_at:
            self.cut = (self.field_name, refusals.too_large(size=self._size, limit=self._limits.file))
            raise StopUpload(connection_reset=True)
        if self._refused is None:
            self._keep(raw_data)

    def _keep(self, chunk: bytes) -> None:
        self._content.write(chunk)
        self._kept += len(chunk)
        is_too_large = self._size > self._limits.file
        if is_too_large or self._kept > self._limits.request:
            # Which of the two it was is known when its size is.
            self._refused = refusals.together_too_large(limit=self._limits.request)
            self._kept -= self._size
            self._content = BytesIO()

    def file_complete(self, file_size):
        if self._refused is not None and self._size > self._limits.file and not self._is_one_too_many:
            self._refused = refusals.too_large(size=self._size, limit=self._limits.file)
        return PrivateUpload(name=self.file_name, content=self._content.getvalue(), size=self._size, refused=self._refused)


def check_handlers(app_configs, **kwargs) -> list[Error]:
    """Django's own handlers write uploads in clear to a temporary folder: a start with one of them is refused."""
    if settings.FILE_UPLOAD_HANDLERS == [HANDLER]:
        return []
    return [Error(f"Uploads must be received by {HANDLER} alone, or they reach the disk in clear.", id="files.E001")]
