"""Quick exit: end the session, and for a while show nothing to whoever presses Back.

Works as a plain link. With JavaScript the page was covered and replaced already, and this only hears of it.
"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.interfaces.public.doors import LEFT, LEFT_FOR_SECONDS

# Emptying the whole cache of this site takes a browser a second or more before it goes on, and no page is ever in it
# (`no-store`): with JavaScript it happens behind one's back, the bare link doesn't wait for it.


@csrf_exempt
@require_http_methods(["GET", "POST"])
def leave(request):
    """End everything of this visit and go to the declared neutral site.

    Free of the check against forged forms, because it must work from a page of any age; another site can't use it to
    throw somebody out, because what comes from there ends nothing.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none"):
        request.session.flush()
        request.session[LEFT] = True
        request.session.set_expiry(LEFT_FOR_SECONDS)
    if request.method == "POST":
        # Nobody waits for this answer: the tab is elsewhere already.
        return HttpResponse(status=204, headers={"Clear-Site-Data": '"cache", "storage"'})
    response = HttpResponseRedirect(_neutral_site(request), headers={"Clear-Site-Data": '"storage"'})
    response.status_code = 303
    return response


def _neutral_site(request) -> str:
    """Where the service of that page leads to; the address says by a number which one it was."""
    services = all_services(now().date())
    asked = request.META.get("QUERY_STRING", "")
    place = int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    return services[place if 0 <= place < len(services) else 0].about.exit_address


@require_safe
def again(request):
    """Somebody wants to be here after leaving: open the first page anew."""
    if LEFT in request.session:
        # A link from elsewhere to this address must not throw away what somebody is telling.
        request.session.flush()
    return redirect("public:home")
