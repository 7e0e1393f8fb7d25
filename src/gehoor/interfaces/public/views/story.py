"""The story of who came back: where it stands, what was said, and a place to write. One number, one story."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gehoor.domain.consent.queries import has_shared
from gehoor.domain.conversations.access import Story
from gehoor.domain.conversations.queries import Passed, how_many_read, the_files, the_first_contact, unread_by_reporter, what_passed
from gehoor.domain.services.forms import told
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.clock import now
from gehoor.foundation.files.holding import HeldFile, hold
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.files.reading import answer_with, open_file_in
from gehoor.foundation.files.refusals import FileRefused, NotStored
from gehoor.foundation.files.uploads import cut_off, receive
from gehoor.interfaces.public import doors, stories
from gehoor.interfaces.public.standing import path_of
from gehoor.interfaces.public.stories import OpenStory
from gehoor.journeys.message_passes import NothingSaid, reporter_reads, reporter_writes
from gehoor.journeys.terms_run import the_terms

LONGEST = 20_000
KINDS = ("reply", "correction")


@require_http_methods(["GET", "POST"])
def story(request, number):
    """Where it stands and what was said; POST writes back, corrects, or adds files."""
    at = now()
    found = stories.find(request.session, number, at=at)
    if found is None:
        return closed(request, number)
    held, opened = found
    if request.method == "POST":
        return _write(request, held, opened)
    before, unread = (held.new, held.last_visit), unread_by_reporter(opened)
    if doors.has_only_switched(request):
        held.new = [*(one for one in held.new if one not in unread), *unread]
    else:
        last_visit = opened.conversation.last_visit_at
        held.new, held.last_visit = unread, last_visit.isoformat() if last_visit else ""
    if (held.new, held.last_visit) != before:
        stories.keep(request.session, held)
    page = _page(request, held, opened)
    if held.new or not held.last_visit:
        reporter_reads(story=opened, at=at)
    return page


@require_http_methods(["GET", "POST"])
def withdraw(request, number):
    """Stop with a question: what that means, and the button. It may be silent."""
    at = now()
    found = stories.find(request.session, number, at=at)
    if found is None:
        return closed(request, number)
    held, opened = found
    wear(request, opened)
    if request.method == "GET":
        return render(request, "public/withdraw.html", {"number": number})
    reporter_writes(story=opened, kind="withdrawal", text=request.POST.get("text", "")[:LONGEST], held_files=[], at=at)
    messages.success(request, _("Jij vroeg om te stoppen. Dat weten wij nu."))
    return redirect("public:story", held.number)


@require_POST
def close(request, number):
    """Close one story in this browser; the others stay open."""
    stories.close(request.session, number)
    return redirect("public:enter")


@require_safe
def story_file(request, number, file):
    """A file of this story, and of no other.

    :raises Http404: it isn't in this story, or the story isn't open.
    """
    found = stories.find(request.session, number, at=now())
    row = SealedFile.objects.filter(pk=file, compartment_id=found[1].compartment.id).first() if found else None
    if row is None:
        raise Http404
    return answer_with(*open_file_in(row, found[1].compartment), as_download=False)


def _write(request, held: OpenStory, opened: Story) -> HttpResponse:
    text = request.POST.get("text", "")[:LONGEST]
    action, _colon, what = request.POST.get("go", "").partition(":")
    if action in ("keep", "language"):
        stories.keep_draft(request.session, held.number, text)
        if action == "keep":
            return HttpResponse(status=204)
        if doors.may_speak(wear(request, opened), what):
            doors.switch(request, what, page=request.path)
        return redirect("public:story", held.number)
    kind = request.POST.get("kind", "reply")
    try:
        files = _files(request)
        reporter_writes(story=opened, kind=kind if kind in KINDS else "reply", text=text, held_files=files, at=now())
    except (NothingSaid, FileRefused, NotStored) as refusal:
        stories.keep_draft(request.session, held.number, text)
        return _page(request, held, opened, draft=text, trouble=str(refusal), kind=kind, status=422)
    stories.keep_draft(request.session, held.number, "")
    messages.success(request, _("Wij hebben je bericht. Het staat hieronder."))
    return redirect("public:story", held.number)


def _files(request) -> list[HeldFile]:
    """The files that came along, each sealed on its own.

    :raises FileRefused: one of them can't be taken.
    """
    if cut := cut_off(request):
        raise cut[1]
    return [hold(receive(upload), at=now()) for upload in request.FILES.getlist("files")]


def _page(request, held: OpenStory, opened: Story, *, draft: str | None = None, trouble: str = "",
          kind: str = "reply", status: int = 200) -> HttpResponse:
    service = wear(request, opened)
    case, contact = opened.case, the_first_contact(opened.case)
    audience = contact.audience if contact.audience in {one.code for one in service.about.audiences} else None
    answers = contact.unsealed(opened.compartment).get("answers", {})
    questions = service.questionnaire(audience).fields() if audience else []
    said = told(questions, answers, doors.reader(service, audience)) if audience else []
    # The story itself stands open; the rest is folded, so that what we wrote stays near.
    asked = next((one.code for one in questions if one.means == "story"), None)
    story = next((one for one in said if one.code == asked), None)
    passed = what_passed(opened.conversation, opened.compartment)
    new = [one.id for one in passed if one.id.hex in held.new] if request.method == "GET" else []
    return render(request, "public/story.html", {
        "number": held.number, "case": case, "contact": contact, "draft": held.draft if draft is None else draft, "trouble": trouble,
        "kind": kind, "new": len(new),
        "brings_answer": any(one.id in new and one.kind != "notice" for one in passed), "readers": how_many_read(case),
        "last_visit": datetime.fromisoformat(held.last_visit) if held.last_visit else None,
        "path": path_of(service, case, withdrawn_at=opened.conversation.withdrawn_at,
                        is_asked=bool(passed) and passed[-1].kind == "question",
                        terms=the_terms(case, service, list(case.term_changes.defer("sealed")))),
        "story": story, "found": _found(passed), "more_told": [one for one in said if one is not story],
        "first_files": the_files([contact.id], opened.compartment).get(contact.id, []),
        "passed": passed, "are_new": new, "in_danger": contact.says_urgent and not case.is_closed,
        "stops": next((kind.stops for kind in service.procedure.kinds if kind.code == case.kind), None),
        "is_over": case.is_closed or opened.conversation.withdrawn_at is not None,
        "withdrawn_at": opened.conversation.withdrawn_at, "shares": has_shared(case),
        "open_stories": stories.open_ones(request.session, at=now()),
    }, status=status)


def _found(passed: list[Passed]) -> list[str]:
    """What we told of each point of a complaint, as it was told last, in their order."""
    told = {one["number"]: one["words"] for message in passed for one in message.found}
    return [told[number] for number in sorted(told)]


def wear(request, opened: Story):
    """The page speaks as the service did when this story came, to the readers it came from."""
    service = service_of_version(opened.case.version)
    known = {one.code for one in service.about.audiences}
    return doors.wear(request, service, opened.case.audience if opened.case.audience in known else None)


def closed(request, number: int) -> HttpResponse:
    """The story isn't open in this browser: ask for the receipt, and keep what was being written meanwhile."""
    if text := request.POST.get("text", "")[:LONGEST]:
        stories.keep_draft(request.session, number, text)
    return redirect("public:enter")
