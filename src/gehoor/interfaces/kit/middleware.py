"""Headers that every answer of this house carries, and refusals turned into calm pages.

Named in MIDDLEWARE. Never looks at who asks, and keeps nothing.
"""

from django.conf import settings
from django.db import OperationalError

from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.foundation.vault.gate import TooBusy
from gehoor.foundation.vault.keyring import NoKey
from gehoor.interfaces.kit import errors

POLICY = "; ".join((
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
))
SAFE = {
    "Content-Security-Policy": POLICY,
    # Nothing goes to other sites. `no-referrer` would make browsers send `Origin: null` with our own forms too, and
    # the check against forged forms could no longer tell ours from another's.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "X-DNS-Prefetch-Control": "off",
}
# A stylesheet or script holds nothing of anybody and is nobody's page; on a slow telephone every byte before it counts.
SAFE_FOR_ASSETS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}


class SafeHeaders:
    """The outermost layer. A header that a view set itself stays, such as the stricter policy of a file."""

    def __init__(self, get_response):
        self.get_response = get_response
        self._safe = dict(SAFE)
        if settings.SECURE_HSTS_SECONDS:
            self._safe["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"

    def __call__(self, request):
        response = self.get_response(request)
        is_asset = request.path_info.startswith(settings.STATIC_URL) and response.status_code in (200, 206, 304)
        for name, value in (SAFE_FOR_ASSETS if is_asset else self._safe).items():
            response.headers.setdefault(name, value)
        return response


class CalmRefusals:
    """A refusal that no view caught becomes a page in calm words; what was typed stands on it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # No address of ours has such a sign, and PostgreSQL breaks on it.
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.not_found(request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Refusals are facts, not faults; anything else is left to Django, which logs it."""
        if isinstance(exception, NotAllowed):
            return errors.not_found(request, exception)
        if isinstance(exception, TooBusy):
            return errors.busy(request)
        if isinstance(exception, (OSError, OperationalError)) and errors.is_full(exception):
            return errors.full(request, exception)
        if isinstance(exception, (Refusal, NoKey)):
            return errors.refused(request, exception)
        return None
