"""When somebody is there: the coming seven days of every channel and line, as they really are."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gehoor.domain.services.hours import has_a_way_in, week_from
from gehoor.foundation.clock import now
from gehoor.interfaces.public import doors


@require_safe
def hours(request, door):
    """Ours first, then those of others; what can only be done by appointment has its own days. Danger stands above them all."""
    service, audience = doors.come_in(request, door)
    today = service.day_of(now())
    ours = [one for one in service.about.channels if one.public and (one.hours or one.by_appointment) and has_a_way_in(one)]
    shown = [{"name": getattr(one, "label", None) or one.name, "about": getattr(one, "for_whom", None), "number": one.number,
              "website": one.website,
              "address": getattr(one, "address", None), "always": bool(one.hours and one.hours.always),
              "days": week_from(service, one.hours, today) if one.hours else [],
              "by_appointment": week_from(service, one.by_appointment, today) if getattr(one, "by_appointment", None) else []}
             for one in (*ours, *service.about.lines)
             if not getattr(one, "emergency", False) and (not one.audiences or audience.code in one.audiences)]
    return render(request, "public/hours.html", {"shown": shown, "today": today})
