"""Quick exit: end the session, and for a while show nothing to whoever presses Back.

Works as a plain link. With JavaScript the page was covered and replaced already, and this only hears of it.
"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.interfaces.public.doors import LEFT, LEFT_FOR_SECONDS


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
    response = HttpResponse(status=204) if request.method == "POST" else _away()
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _away() -> HttpResponse:
    response = HttpResponseRedirect(all_services(now().date())[0].about.exit_address)
    response.status_code = 303
    return response


@require_GET
def again(request):
    """Somebody wants to be here after leaving: open the first page anew."""
    request.session.flush()
    return redirect("public:home")
