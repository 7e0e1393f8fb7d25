"""Who may come in: signed in, with a second factor, unlocked, and in a role that has to do with the page.

Every staff view stands behind one of these. What was typed while the session locked is kept before anybody is sent away.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import activate

from gehoor.domain.accounts.access import end_soon_while_waiting, person_of, touch
from gehoor.domain.accounts.actions import keep_draft
from gehoor.domain.accounts.models import Account, Role
from gehoor.foundation.action import journey
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed

# The pages on which somebody writes; what stands on others is quickly chosen again.
WRITTEN_ON = {"act", "act_on", "sheet", "move", "register", "register_asked", "asked_of_us"}
NOT_TYPED = {"csrfmiddlewaretoken", "expected", "page"}


def works_here(*roles: str) -> Callable:
    """A view for people who work here, in one of these roles; `request.person` is who it is, unlocked."""

    def furnish(view: Callable) -> Callable:
        @wraps(view)
        def door(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to("account_login", request)
            if not is_mfa_enabled(request.user):
                return redirect("mfa_activate_totp")
            if not touch(request.session, at=now(), idle_seconds=settings.GEHOOR_IDLE_SECONDS):
                if request.method == "POST":
                    keep_what_was_typed(request.user, request.path, dict(request.POST.lists()))
                return _to("staff:unlock", request)
            request.person = person_of(request, at=now())
            activate(request.user.language)
            if roles and not request.person.has_role(*roles):
                raise NotAllowed
            return view(request, *args, **kwargs)

        door.roles = roles
        return door

    return furnish


def keeps_own_keys(view: Callable) -> Callable:
    """A view on somebody's own second factor: signed in and unlocked, whatever their role; they may have none yet."""

    @wraps(view)
    def door(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to("account_login", request)
        if not touch(request.session, at=now(), idle_seconds=settings.GEHOOR_IDLE_SECONDS):
            return _to("staff:unlock", request)
        activate(request.user.language)
        return view(request, *args, **kwargs)

    return door


def takes_passphrase(view: Callable) -> Callable:
    """A view that takes a passphrase: where a wrong one was given, the answer waits at the server's door, where it costs nothing;
    where the right one was, the keys wait for the second factor for minutes only."""

    @wraps(view)
    def door(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        # Here, because the library decides how long a session lives after it asked the adapter.
        end_soon_while_waiting(request.session)
        if waits_ms := getattr(request, "waits_ms", 0):
            answer.headers["X-Gehoor-Delay-Ms"] = str(waits_ms)
        return answer

    return door


def on_cases(view: Callable) -> Callable:
    """A view on cases: for those who work on them."""
    return works_here(Role.HANDLER, Role.SUPERVISOR)(view)


def keep_what_was_typed(account: Account, page: str, said: dict[str, list[str]]) -> None:
    """Keep what was being typed on a page where somebody writes, sealed to who typed it; this needs no unlocked session."""
    typed = {name: values for name, values in said.items() if name not in NOT_TYPED and any(values)}
    try:
        is_written_on = resolve(page).url_name in WRITTEN_ON
    except Resolver404:
        return
    if not typed or not is_written_on:
        return
    at = now()
    with journey("draft.kept", at=at, actor=account):
        keep_draft(account=account, page=page, typed=typed, at=at)


def _to(name: str, request: HttpRequest) -> HttpResponse:
    """To a door, and back to the page afterwards: every form stands on a page of its own under its own address."""
    return redirect(f"{reverse(name)}?{urlencode({'next': request.path})}")
