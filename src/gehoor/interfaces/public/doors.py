"""Through which door somebody came: the service, the readers, their language. Wrapped around every public view by `urls`.

Never looks at an address, a browser or a place; after somebody left, it shows nothing until they open the page again.
"""

from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import render
from django.utils.translation import activate, get_language

from gehoor.domain.services.forms import Reader
from gehoor.domain.services.registry import all_services
from gehoor.domain.services.schema import PageFile
from gehoor.domain.services.schema.service import Audience
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now

LEFT = "left"
LANGUAGE = "language"
LEFT_FOR_SECONDS = 15 * 60


def public(view):
    """A page for everybody outside: in the language they chose, and closed while they have just left."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        if request.session.get(LEFT):
            return render(request, "public/closed.html")
        chosen = request.session.get(LANGUAGE) or language()
        is_spoken = any(may_speak(service, chosen) for service in all_services(now().date()))
        activate(chosen if is_spoken else settings.LANGUAGE_CODE)
        return view(request, *args, **kwargs)

    return opened


def come_in(request: HttpRequest, path: str) -> tuple[Service, Audience]:
    """The service and the readers whose pages stand under that segment; the page wears that service's look.

    :raises Http404: there is no such door.
    """
    for service in all_services(now().date()):
        if audience := service.audience_at(path):
            return _wear(request, service, audience)
    raise Http404


def come_in_as(request: HttpRequest, service_code: str, audience_code: str) -> tuple[Service, Audience]:
    """As `come_in`, for somebody who is on their way already.

    :raises Http404: the service, or that door, is no longer there.
    """
    for service in all_services(now().date()):
        if service.code == service_code:
            for audience in service.about.audiences:
                if audience.code == audience_code:
                    return _wear(request, service, audience)
    raise Http404


def _wear(request: HttpRequest, service: Service, audience: Audience) -> tuple[Service, Audience]:
    request.service, request.audience = service, audience.code
    return service, audience


def reader(service: Service, audience: str) -> Reader:
    """For whom questions are put into words, today, in the language of the page."""
    at = now()
    return Reader(service=service, language=language(), on=service.day_of(at), audience=audience)


def text_for(service: Service, name: str, audience: str | None, language: str) -> PageFile | None:
    """A longer text for these readers; for whoever came through no door, the version of the first who have one."""
    for one in [audience] if audience else [None, *(one.code for one in service.about.audiences)]:
        if found := service.page(name, audience=one, language=language):
            return found
    return None


def language() -> str:
    """The language of the page."""
    return get_language() or settings.LANGUAGE_CODE


def may_speak(service: Service, code: str) -> bool:
    """Whether the service offers its pages in that language, and this program can say its own part in it."""
    return code in service.about.languages and any(code == known for known, _name in settings.LANGUAGES)
