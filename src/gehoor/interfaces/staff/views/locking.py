"""Locking and unlocking: the keys leave the session; what was being typed comes back afterwards."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from gehoor.interfaces.staff.doors import takes_passphrase


@require_POST
@login_required
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now."""
    lock_session(request.session)
    return redirect("staff:unlock")


@takes_passphrase
@sensitive_post_parameters("password")
@login_required
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the password, and go on where the person was."""
    activate(request.user.language)
    following = request.POST.get("next") or request.GET.get("next") or ""
    if not (following.startswith(settings.GEHOOR_STAFF_PATH)
            and url_has_allowed_host_and_scheme(following, allowed_hosts=None)):
        following = ""
    told = {"next": following, "kept": the_drafts(request.user)}
    if request.method != "POST":
        return render(request, "staff/unlock.html", told)
    keyring = keyring_for(request.user, request.POST.get("password", ""), is_inside=True)
    if keyring is not None:
        request.session.cycle_key()
        keep_unlocked(request.session, keyring, at=now())
        return redirect(following or "staff:worklist")
    request.waits_ms = WRONG_TRIES.note(request.user.username, at=now())
    return render(request, "staff/unlock.html", {**told, "error": _("Dit wachtwoord past niet. Probeer opnieuw.")}, status=422)
