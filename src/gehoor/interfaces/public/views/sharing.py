"""What the holder of a receipt agreed to, and what was told to whom: read back with the code, and taken back one by one."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.consent.queries import shown_to_reporter
from gehoor.domain.conversations.access import Story
from gehoor.domain.services.law import the_sharing
from gehoor.foundation.clock import now
from gehoor.interfaces.public import doors, stories
from gehoor.interfaces.public.views.story import closed, wear
from gehoor.journeys.consent_is_given import reporter_takes_back


@require_safe
def sharing(request, number):
    """Which consents stand, each with a way to take it back, and what was told to whom and when."""
    found = stories.find(request.session, number, at=now())
    if found is None:
        return closed(request, number)
    return _page(request, number, found[1])


@require_http_methods(["GET", "POST"])
def take_back(request, number, consent: UUID):
    """Ask once, then take one consent back: whatever was about to leave on it stops at once."""
    at = now()
    found = stories.find(request.session, number, at=at)
    if found is None:
        return closed(request, number)
    held, opened = found
    standing, _told = shown_to_reporter(opened.case, opened.compartment)
    one = next((_in_words(row, words) for row, words in standing if row.id == consent), None)
    if one is None:
        return redirect("public:sharing", held.number)
    if request.method == "POST":
        try:
            reporter_takes_back(story=opened, consent_id=consent, at=at)
            messages.success(request, _("Dat mag niet meer. Wij stoppen er nu mee."))
        except ChangedMeanwhile:
            messages.success(request, _("Dat mocht al niet meer."))
        return redirect("public:sharing", held.number)
    wear(request, opened)
    return render(request, "public/take_back.html", {"number": held.number, "one": one})


def _page(request, number, opened: Story):
    wear(request, opened)
    standing, told = shown_to_reporter(opened.case, opened.compartment)
    return render(request, "public/sharing.html", {
        "number": number, "standing": [_in_words(row, words) for row, words in standing],
        "told": [_in_words(row, words) | {"at": row.done_at} for row, words in told]})


def _in_words(row, words: str) -> dict:
    file, spoken = the_sharing(now().date()), doors.language()

    def say(listed: str, code: str) -> str:
        found = file.named(listed, code)
        return found.label.text(spoken, plain=True) if found else ""

    return {"id": row.id, "to": words or say("recipients", row.to.kind), "purpose": say("purposes", row.purpose),
            "data": [say("data", code) for code in row.data if say("data", code)]}
