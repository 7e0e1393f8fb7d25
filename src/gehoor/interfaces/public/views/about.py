"""The longer texts of a service: what to expect, what is kept, where confidence ends, how accessible this is."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gehoor.domain.services.registry import all_services
from gehoor.domain.services.schema import PageFile
from gehoor.domain.services.schema.service import Audience
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.interfaces.public import doors


@require_safe
def about(request, page, door=None):
    """One text, in the readers' own version where there is one.

    :raises Http404: no such text here.
    """
    services = all_services(now().date())
    if not door and len(services) > 1:
        return _of_whom(request, services, page)
    service, audience = doors.come_in(request, door) if door else (services[0], None)
    text = doors.text_for(service, page, audience.code if audience else None, doors.language())
    if text is None:
        raise Http404
    return render(request, "public/about.html", {"text": text, "page": page, "others": _others(service, page, text)})


def _of_whom(request, services: list[Service], name: str) -> HttpResponse:
    """Several services have this text, each its own: whose?"""
    found = [(service, [one for one in service.about.audiences if service.page(name, audience=one.code, language=doors.language())])
             for service in services]
    texts = [text for service in services if (text := doors.text_for(service, name, None, doors.language()))]
    if not texts:
        raise Http404
    return render(request, "public/of_whom.html", {"found": [one for one in found if one[1]], "text": texts[0], "page": name})


def _others(service: Service, name: str, shown: PageFile) -> list[Audience]:
    """The readers who have another version of this text."""
    return [one for one in service.about.audiences if service.page(name, audience=one.code, language=shown.language) not in (None, shown)]
