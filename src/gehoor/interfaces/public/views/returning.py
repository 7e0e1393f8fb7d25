"""Coming back with a receipt: to a story that was sent, or to one that somebody stopped telling.

A wrong receipt gets the same words after the same work, slower and slower, and nobody is ever locked out.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gehoor.domain.contacts.queries import the_unfinished
from gehoor.domain.conversations.access import the_story
from gehoor.domain.conversations.queries import the_first_contact
from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.foundation.vault.gate import TooBusy
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.receipts import open_typed
from gehoor.interfaces.public import doors, slowness, stories, tellings, versions
from gehoor.interfaces.public.views.telling import where_they_were

LONGEST_CODE = 400


@require_http_methods(["GET", "POST"])
def enter(request):
    """Enter a receipt. The stories that are open in this browser already are listed beside."""
    if request.method == "GET":
        return _page(request)
    typed = request.POST.get("code", "")[:LONGEST_CODE]
    try:
        keyring = open_typed(typed, [doors.language(), *dict(settings.LANGUAGES)])
    except TooBusy as busy:
        return _page(request, typed=typed, trouble=str(busy), status=503)
    answer = _follow(request, keyring) if keyring else None
    answer = answer or _page(request, typed=typed, is_wrong=True, status=422)
    waits = slowness.OF_THIS_PROCESS.after(wrong=answer.status_code == 422, at=now())
    if waits:
        answer.headers[slowness.HEADER] = str(waits)
    return answer


@require_safe
def lost(request):
    """The receipt is lost: what can still be done."""
    services = all_services(now().date())
    # Of several services nobody knows yet whose receipt it was: their own texts are one step further.
    text = doors.text_for(services[0], "receipt_lost", None, doors.language()) if len(services) == 1 else None
    return render(request, "public/lost.html", {"text": text, "services": services})


def _follow(request, keyring: Keyring) -> HttpResponse | None:
    """To the story that this receipt opens; None when it opens none any more."""
    at = now()
    if (story := the_story(keyring)) is not None:
        request.session.move_on()
        if (told := the_first_contact(story.case)).registered_by is None:
            doors.go_on_in(request, told.language)
        return redirect("public:story", stories.open_story(request.session, keyring, at=at).number)
    found = the_unfinished(keyring)
    if found is None:
        return None
    row, said = found
    request.session.move_on()
    doors.go_on_in(request, said["language"])
    telling = tellings.begin(
        request.session, service=row.service, audience=said["audience"], language=doors.language(), answers=said["answers"],
        typed=said["typed"], skipped=said["skipped"], held=said["held"], keyring=keyring.to_session(), compartment=str(row.compartment_id),
        passed=said.get("passed", said["skipped"]), version=said.get("version", ""), left=said.get("left", []),
        submission=said.get("submission", ""), prepared=said.get("prepared", {}))
    service, audience = versions.go_on(request, telling, as_today=True)
    return redirect(where_they_were(telling, service.questionnaire(audience.code)))


def _page(request, *, typed: str = "", is_wrong: bool = False, trouble: str = "", status: int = 200) -> HttpResponse:
    return render(request, "public/enter.html", {
        "typed": typed, "is_wrong": is_wrong, "trouble": trouble, "open_stories": stories.open_ones(request.session, at=now()),
    }, status=status)
