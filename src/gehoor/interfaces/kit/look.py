"""The stylesheet with the colours of the services of this instance: data made into CSS, named by its content.

Routed by both sides under the name `look`; the address with its hash is put on every page by `context`.
"""

import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.gzip import gzip_page

from gehoor.domain.services.look import stylesheet
from gehoor.domain.services.registry import all_services
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now

YEAR = 31_536_000
_KEPT: dict[tuple[str, ...], tuple[str, str]] = {}


@gzip_page
def look(request):
    """The colours of every service here. Whoever asks with its hash may keep it: other colours get another address."""
    css, name = _made(tuple(all_services(now().date())))
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    is_named = request.GET.get("v") == name
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_named else "public, max-age=300"
    return response


def look_address() -> str:
    """Where the colours are: on the public side, or on the staff side where that runs alone."""
    return f"{_path(settings.ROOT_URLCONF)}?v={_made(tuple(all_services(now().date())))[1]}"


@cache
def _path(_addresses: str) -> str:
    try:
        return reverse("public:look")
    except NoReverseMatch:
        return reverse("staff:look")


def _made(services: tuple[Service, ...]) -> tuple[str, str]:
    """The stylesheet of these services and the name of its content; made once for each set of versions."""
    versions = tuple(service.hash for service in services)
    if versions not in _KEPT:
        css = "".join(stylesheet(service.look) for service in services)
        _KEPT[versions] = css, hashlib.blake2b(css.encode(), digest_size=8).hexdigest()
    return _KEPT[versions]
