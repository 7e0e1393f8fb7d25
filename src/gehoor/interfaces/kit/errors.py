"""The pages for when something can't be done: calm words, telephone numbers always in view, nothing typed lost.

Named as handlers in the URL configurations and in CSRF_FAILURE_VIEW; used by `middleware`. Never shows what went wrong inside.
"""

import errno
import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gehoor.foundation.errors import GehoorError
from gehoor.foundation.files.uploads import cut_off
from gehoor.interfaces.kit.typed import typed_form

log = logging.getLogger(__name__)


def bad_request(request, exception=None):
    """What came is no request that we understand, or it is far too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, 400, _("Dit konden wij niet lezen"), _("Ga terug en probeer het nog eens."))


def not_allowed(request, exception=None):
    """Somebody may not do this."""
    return _page(request, 403, _("Dit gaat hier niet"), _("Ga terug naar het begin en probeer het daar."))


def not_found(request, exception=None):
    """There is no such page, or not for this person: outward the two look alike."""
    return _page(request, 404, _("Deze pagina is er niet"),
                 _("Misschien is het adres verkeerd getypt. Of de pagina is weg."))


def too_large(request, message: str = ""):
    """More than we can take in at once."""
    return _page(request, 413, _("Dit is te groot"),
                 message or _("Wij kunnen zoveel tegelijk niet aannemen. Stuur het in kleinere stukken."))


def too_slow(request):
    """It came in so slowly that we stopped waiting; the line may have broken. Nothing of it was taken in."""
    return _page(request, 408, _("Het kwam niet helemaal aan"),
                 _("Je verbinding is traag of viel weg. Er is niets verstuurd. Ga terug: wat je schreef, staat daar nog. "
                   "Probeer het nog eens, zonder grote bestanden. Of bel."))


def too_many(request):
    """So much comes in at this moment that there is no room for more. Nothing of it was taken in."""
    return _page(request, 503, _("Het is even druk"),
                 _("Er is niets verstuurd. Ga terug: wat je schreef, staat daar nog. Wacht een halve minuut en probeer het dan nog eens. "
                   "Of bel."))


def form_expired(request, reason=""):
    """A form that was left open too long, or whose session ended in another tab: everything typed, with a fresh start under it."""
    try:
        typed = typed_form(request)
    except RequestDataTooBig:
        return too_large(request)
    if cut := cut_off(request):
        return too_large(request, str(cut[1]))
    if typed is None:
        return not_allowed(request)
    return _page(request, 403, _("Kijk even na en ga verder"),
                 _("Deze pagina stond lang open. Wat je schreef, staat er nog. Kies Verder, dan sturen wij het nu door."))


def refused(request, refusal: GehoorError):
    """A rule of the work says no; the refusal itself says why and what to do."""
    return _page(request, 409, _("Dit gaat nu niet"), str(refusal))


def busy(request):
    """Many people try something dear at the same moment."""
    return _page(request, 503, _("Het is even druk"),
                 _("Wacht een halve minuut en probeer het dan nog eens. Wat je schreef, staat er nog."))


def full(request, exception=None):
    """The disk takes nothing more."""
    log.error("No room left: %s", type(exception).__name__)
    return _page(request, 503, _("Wij kunnen het nu niet bewaren"),
                 _("Er is bij ons even geen plaats. Wij lossen dat op. Wat je schreef, staat hieronder nog. "
                   "Probeer het straks nog eens, of bel."))


def fault(request):
    """Something broke on our side. Django logged it; here it is only said."""
    if is_full(sys.exc_info()[1]):
        return full(request, sys.exc_info()[1])
    return _page(request, 500, _("Er ging iets mis bij ons"),
                 _("Dat ligt niet aan jou. Probeer het nog eens. Wat je schreef, staat hieronder nog."))


def is_full(exception: BaseException | None) -> bool:
    """Whether the disk, or the database on it, has no room left."""
    while exception is not None:
        if isinstance(exception, OSError) and exception.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            return True
        if isinstance(exception, OperationalError) and any(
                sign in str(exception).lower() for sign in ("disk is full", "no space left", "disk full", "disk i/o error", "readonly")):
            return True
        exception = exception.__cause__ or exception.__context__
    return False


def _page(request, status: int, title: str, words: str) -> HttpResponse:
    """The page itself. When even that fails (the database is gone, a template is broken), the bare words remain."""
    told = {"title": title, "words": words, "status": status}
    try:
        typed = None if status == 413 else typed_form(request)
        page = render_to_string("errors/error.html", {**told, "typed": typed}, request=request)
    except Exception as fault:  # whatever broke before may break the page too; people still get words and a number to call
        # What it broke over may name the address that was asked; that is nobody's business.
        fault.__suppress_context__ = True
        log.exception("An error page could not be made")
        page = render_to_string("errors/bare.html", told)
    return HttpResponse(page, status=status)
