"""Through which door somebody came: the service, the readers, their language. Wrapped around every public view by `urls`.

Never looks at an address, a browser or a place; after somebody left, it shows nothing until they open the page again.
"""

from collections.abc import Iterator, Sequence
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import render
from django.utils.translation import activate, get_language
from django.utils.translation.trans_real import parse_accept_lang_header

from gehoor.domain.services.forms import Reader
from gehoor.domain.services.registry import UnknownVersion, all_services, service_of_version
from gehoor.domain.services.schema import PageFile
from gehoor.domain.services.schema.service import Audience
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.interfaces.kit.context import FORMAL

LEFT = "left"
LANGUAGE = "language"
LEFT_FOR_SECONDS = 15 * 60
SWITCHED = "switched"


def public(view):
    """A page for everybody outside: in the language they chose, and closed while they have just left."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        if request.session.get(LEFT):
            return render(request, "public/closed.html")
        speak(request, all_services(now().date()))
        return view(request, *args, **kwargs)

    return opened


def speak(request: HttpRequest, services: Sequence[Service]) -> None:
    """Turn the page to the language that somebody chose, or else asks for by their browser, of those that these services speak."""
    wanted = (code for code in _wanted(request) if any(may_speak(service, code) for service in services))
    activate(next(wanted, settings.LANGUAGE_CODE))


def _wanted(request: HttpRequest) -> Iterator[str]:
    if chosen := request.session.get(LANGUAGE):
        yield chosen
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        yield code
        yield code.split("-")[0]


def go_on_in(request: HttpRequest, code: str) -> None:
    """Go on in the language in which somebody told; one that they chose here themselves goes before it."""
    if LANGUAGE not in request.session and any(may_speak(service, code) for service in all_services(now().date())):
        request.session[LANGUAGE] = code
        activate(code)


def switch(request: HttpRequest, code: str, *, page: str) -> None:
    """Go on in a language that somebody chose, on this page of ours."""
    request.session[LANGUAGE], request.session[SWITCHED] = code, page.partition("?")[0]


def has_only_switched(request: HttpRequest) -> bool:
    """Whether this page is opened for nothing but another language: what was new on it is new still. True once."""
    return request.method == "GET" and request.session.pop(SWITCHED, "") == request.path


def come_in(request: HttpRequest, path: str) -> tuple[Service, Audience]:
    """The service and the readers whose pages stand under that segment; the page wears that service's look.

    :raises Http404: there is no such door.
    """
    for service in all_services(now().date()):
        if audience := service.audience_at(path):
            return wear(request, service, audience.code), audience
    raise Http404


def come_in_as(request: HttpRequest, service_code: str, audience_code: str, *, version: str = "") -> tuple[Service, Audience]:
    """As `come_in`, for somebody who is on their way already.

    :param version: by preference the service as it stood then; where that isn't known any more, as it stands today.
    :raises Http404: the service, or that door, is no longer there.
    """
    for service in [*_as_it_stood(version), *all_services(now().date())]:
        if service.code == service_code:
            for audience in service.about.audiences:
                if audience.code == audience_code:
                    return wear(request, service, audience.code), audience
    raise Http404


def _as_it_stood(version: str) -> list[Service]:
    try:
        return [service_of_version(version)] if version else []
    except UnknownVersion:
        return []


def wear(request: HttpRequest, service: Service, audience: str | None = None) -> Service:
    """Let the page speak for this service: its look, its words, its way out, and a language that it has."""
    request.service = service
    if audience:
        request.audience = audience
    if not may_speak(service, language()):
        speak(request, [service])
    is_formal = bool(audience) and not service.speaks_plainly_to(audience) and language() in settings.GEHOOR_FORMAL
    activate(f"{language()}{FORMAL}" if is_formal else language())
    return service


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
    """The language of the page, whichever voice it speaks in."""
    return (get_language() or settings.LANGUAGE_CODE).removesuffix(FORMAL)


def may_speak(service: Service, code: str) -> bool:
    """Whether the service offers its pages in that language, and this program can say its own part in it."""
    return code in service.about.languages and any(code == known for known, _name in settings.LANGUAGES)
