"""The longer texts of a service: what to expect, what is kept, where confidence ends, how accessible this is."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.interfaces.public import doors


@require_GET
def about(request, page, door=None):
    """One text, in the readers' own version where there is one.

    :raises Http404: no such text here.
    """
    service, audience = doors.come_in(request, door) if door else (all_services(now().date())[0], None)
    text = service.page(page, audience=audience.code if audience else None, language=doors.language())
    if text is None and audience is None:
        # Without a door: the version of the first readers who have one.
        text = next((found for one in service.about.audiences
                     if (found := service.page(page, audience=one.code, language=doors.language()))), None)
    if text is None:
        raise Http404
    return render(request, "public/about.html", {"text": text})
