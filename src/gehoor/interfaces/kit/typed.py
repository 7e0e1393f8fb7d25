"""What somebody typed into a form that could not be taken in, to put it before them again.

Called by the pages of `errors`. Nothing is kept; secrets are never shown again.
"""

from dataclasses import dataclass

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

_SECRETS = {"password", "passphrase", "new_passphrase", "old_passphrase", "recovery_code", "credential", "login"}
_NOT_TYPED = {"csrfmiddlewaretoken"}
_LONG = 60


@dataclass(frozen=True)
class Typed:
    """One value of the form; `is_long` is a text that somebody wrote, to be shown and not only carried along."""

    name: str
    value: str
    is_long: bool


@dataclass(frozen=True)
class TypedForm:
    """A form as it came: where it went, what stood in it, and whether files came along (they can't be put back)."""

    action: str
    values: list[Typed]
    had_files: bool

    @property
    def texts(self) -> list[Typed]:
        return [one for one in self.values if one.is_long]

    @property
    def carried(self) -> list[Typed]:
        return [one for one in self.values if not one.is_long]


def typed_form(request) -> TypedForm | None:
    """The form of this request; None when there is none, it holds a secret, or it came from another site.

    :raises RequestDataTooBig: it is far larger than any person types.
    """
    if request.method != "POST" or _is_from_elsewhere(request):
        return None
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_TYPED]
        had_files = bool(request.FILES)
    except RequestDataTooBig:
        raise
    except (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return None
    if not fields or any(name in _SECRETS for name, _value in fields):
        return None
    values = [Typed(name, value, "\n" in value or len(value) > _LONG) for name, value in fields]
    return TypedForm(request.get_full_path(), values, had_files)


def _is_from_elsewhere(request) -> bool:
    """Whether another site sent this form: its words must never stand on our page with a button under them."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and origin.split("://")[-1] != request.headers.get("Host", "")
