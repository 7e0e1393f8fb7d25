"""Locking and unlocking: the keys leave the session; what was being typed comes back afterwards."""

import json
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gehoor.domain.accounts.access import keep_unlocked
from gehoor.domain.accounts.access import lock as lock_session
from gehoor.domain.accounts.locks import WRONG_TRIES, keyring_for
from gehoor.domain.accounts.queries import the_drafts
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.doors import keep_what_was_typed, takes_passphrase, works_here


@require_POST
@login_required
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now. What the page says was being typed on it is kept, and unlocking leads back there."""
    page, typed = request.POST.get("page", ""), _typed(request.POST.get("typed", ""))
    if typed:
        keep_what_was_typed(request.user, page, typed)
    lock_session(request.session)
    following = _inside(page if typed else request.POST.get("next", ""))
    return redirect(f"{reverse('staff:unlock')}?{urlencode({'next': following})}" if following else "staff:unlock")


@require_POST
@works_here()
def here(_request: HttpRequest) -> HttpResponse:
    """Somebody is typing or reading: that is no rest."""
    return HttpResponse(status=204)


@takes_passphrase
@sensitive_post_parameters("password")
@login_required
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the password, and go on where the person was."""
    activate(request.user.language)
    following = _inside(request.POST.get("next") or request.GET.get("next") or "")
    told = {"next": following, "kept": the_drafts(request.user)}
    if request.method != "POST":
        return render(request, "staff/unlock.html", told)
    keyring = keyring_for(request.user, request.POST.get("password", ""), is_inside=True)
    if keyring is not None:
        request.session.cycle_key()
        keep_unlocked(request.session, keyring, at=now())
        return redirect(following or "staff:home")
    request.waits_ms = WRONG_TRIES.note(request.user.username, at=now())
    return render(request, "staff/unlock.html", {**told, "error": _("Dit wachtwoord past niet. Probeer opnieuw.")}, status=422)


def _inside(page: str) -> str:
    """A page of this side to go on to; empty when it is somewhere else."""
    is_ours = page.startswith(settings.GEHOOR_STAFF_PATH) and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else ""


def _typed(said: str) -> dict[str, list[str]]:
    """What the browser says was being typed: fields with their values. Anything else is nothing."""
    try:
        typed = json.loads(said)
    except ValueError:
        return {}
    if not isinstance(typed, dict):
        return {}
    return {name: values for name, values in typed.items()
            if isinstance(values, list) and all(isinstance(value, str) for value in values)}
