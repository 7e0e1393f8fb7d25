"""The longer texts of a service: what to expect, what is kept, where confidence ends, how accessible this is."""

from django.http import Http404
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
    service, audience = doors.come_in(request, door) if door else (all_services(now().date())[0], None)
    text = doors.text_for(service, page, audience.code if audience else None, doors.language())
    if text is None:
        raise Http404
    return render(request, "public/about.html", {"text": text, "page": page, "others": _others(service, page, text)})


def _others(service: Service, name: str, shown: PageFile) -> list[Audience]:
    """The readers who have another version of this text."""
    return [one for one in service.about.audiences if service.page(name, audience=one.code, language=shown.language) not in (None, shown)]
