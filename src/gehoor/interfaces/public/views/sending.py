"""Check and send, and the receipt. A second click on send makes nothing twice and leads to the same receipt."""

import time
from threading import BoundedSemaphore

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from gehoor.domain.contacts.actions import AlreadyArrived
from gehoor.domain.services.appointments import is_offered
from gehoor.domain.services.forms import kept_answers, lacking, told, unanswered, visible_pages
from gehoor.domain.services.forms.asking import asked_of
from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.foundation.files.holding import hold_on
from gehoor.foundation.files.refusals import FileGone
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.receipts import open_receipt
from gehoor.interfaces.public import doors, tellings, versions
from gehoor.interfaces.public.standing import path_ahead
from gehoor.interfaces.public.tellings import Telling
from gehoor.interfaces.public.views.telling import gone, says_danger, take_away
from gehoor.journeys.report_arrives import Arrived, Submission, report_arrives

CARRY, REMOVE = "carry", "remove"
OTHER_CLICK_TAKES, LOOKS_AGAIN_AFTER = 3.0, 0.05
# Waiting holds a thread. A few may; whoever comes beyond them is answered at once, so that nobody can fill all threads with waiting.
_WAITING = BoundedSemaphore(2)


@require_http_methods(["GET", "POST"])
def check(request, number):
    """Everything that was told, each with its way back; and the button that sends it."""
    telling = tellings.find(request.session, number)
    if telling is None:
        return gone(request)
    if telling.is_over:
        return redirect("public:receipt" if telling.sent_at else "public:later", number)
    service, audience = versions.go_on(request, telling)
    if request.method == "POST" and request.POST.get("go") == CARRY:
        versions.add_to_the_story(telling, service)
        tellings.keep(request.session, telling)
        return redirect("public:check", number)
    action, _colon, file = request.POST.get("go", "").partition(":")
    if action == REMOVE:
        take_away(telling, file)
        tellings.keep(request.session, telling)
        return redirect("public:check", number)
    missing = unanswered(service.questionnaire(audience.code), telling.answers)
    stale = _stale(service, telling)
    if request.method == "POST" and not missing and not stale:
        return _send(request, telling, service)
    return _check_page(request, telling, service, missing=missing, stale=stale,
                       status=422 if (missing or stale) and request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def receipt(request, number):
    """The code, shown until its holder says that it is kept."""
    telling = tellings.find(request.session, number)
    if telling is None:
        return gone(request)
    if not telling.sent_at:
        return redirect("public:check", number)
    service, _audience = versions.go_on(request, telling)
    if request.method == "POST":
        telling.digits = ""
        tellings.keep(request.session, telling)
        return redirect("public:done", number)
    if telling.code is None:
        return redirect("public:done", number)
    return render(request, "public/receipt.html", {
        "telling": telling, "path": _path(service, telling), "in_danger": telling.urgency == service.procedure.urgencies[0].code,
        **words_of(telling)})


@require_safe
def done(request, number):
    """The code is kept: what happens now, and nothing else."""
    telling = tellings.find(request.session, number)
    if telling is None:
        return gone(request)
    service, audience = versions.go_on(request, telling)
    return render(request, "public/done.html", {"path": _path(service, telling), "audience": audience, "paused": bool(telling.paused_at)})


def words_of(telling: Telling) -> dict:
    """The code of a story as words and digits, for a template."""
    return {"words": telling.code.words(doors.language()), "digits": telling.code.digits().split(" ")}


def _path(service: Service, telling: Telling):
    return path_ahead(service, urgency=telling.urgency, at=_moment(telling)) if telling.sent_at else []


def _moment(telling: Telling):
    return now().fromtimestamp(telling.sent_at, tz=now().tzinfo)


def _stale(service: Service, telling: Telling) -> list[tuple]:
    """The moments that were asked for and can't be any more, because somebody waited: to be chosen again."""
    questionnaire, today = service.questionnaire(telling.audience), service.day_of(now())
    chosen = kept_answers(questionnaire, telling.answers)
    return [(page, question) for page in visible_pages(questionnaire, telling.answers) for question in page.fields
            if question.kind == "appointment" and question.code in chosen
            and not is_offered(service, question, chosen[question.code], on=today)]


def _check_page(request, telling: Telling, service: Service, *, missing, stale=(), status: int = 200) -> HttpResponse:
    lost = _lost_files(telling)
    telling.held = [one for one in telling.held if one["id"] not in {file.id.hex for file in lost}]
    reader = doors.reader(service, telling.audience)
    questionnaire = service.questionnaire(telling.audience)
    if lost or not telling.prepared:
        # The receipt is derived while somebody reads this page, so that sending has its code already.
        telling.receipt()
        tellings.keep(request.session, telling)
    pages = [(page, told(page.fields, telling.answers, reader), telling.files if any(one.kind == "files" for one in page.fields) else [])
             for page in visible_pages(questionnaire, telling.answers) if not page.ends]
    unclear = [page for page, _answers, _files in pages if page.code in telling.typed and page.code not in telling.skipped]
    empty = [page for page, answers, files in pages if not answers and not files]
    # Who never came to a question didn't skip it; what may warn us of danger is among those, so they stand in the open.
    unseen = [page for page in empty if page.code not in telling.passed and page not in unclear]
    skipped = [page for page in empty if page not in unseen]
    return render(request, "public/check.html", {
        "telling": telling, "pages": pages, "skipped": skipped, "unseen": unseen, "unclear": unclear, "missing": missing,
        "gone_files": lost, "stale": stale,
        "in_danger": says_danger(questionnaire, telling.answers),
        "lacking": _by_purpose(lacking(questionnaire, telling.answers)),
        "unreachable": _unreachable(service, telling),
    }, status=status)


def _unreachable(service: Service, telling: Telling) -> tuple | None:
    """The way in which they want to be reached but left no number for, and the page that asks it. Who says that it isn't safe is
    told there already that we send nothing."""
    questionnaire = service.questionnaire(telling.audience)
    meant = meanings(service, telling.audience, telling.answers, language=doors.language(), on=service.day_of(now()))
    way = meant.way_without_address
    if not way or meant.value("contact_safe") in ("no", "unknown"):
        return None
    asking = {question.means: page for page in visible_pages(questionnaire, telling.answers)
              for question in asked_of(page.fields, telling.answers) if question.means}
    return way, asking.get("contact_address") or asking["contact_how"]


def _by_purpose(unanswered_yet) -> list[tuple]:
    """What can't be done yet, each with the questions that it needs, in the order of the pages."""
    purposes: dict[str, tuple] = {}
    for page, question in unanswered_yet:
        purposes.setdefault(question.needed_for.text(SOURCE_LANGUAGE), (question.needed_for, []))[1].append((page, question))
    return list(purposes.values())


def _send(request, telling: Telling, service: Service) -> HttpResponse:
    at = now()
    if _lost_files(telling):
        return _check_page(request, telling, service, missing=[], status=409)
    try:
        arrived = report_arrives(submission=_submission(telling, service, at), prepared=telling.receipt(), at=at)
    except AlreadyArrived:
        return _show_the_first(request, telling)
    _keep_sent(request.session, telling, arrived, at)
    return redirect("public:receipt", telling.number)


def _submission(telling: Telling, service: Service, at) -> Submission:
    answers = kept_answers(service.questionnaire(telling.audience), telling.answers)
    return Submission(
        id=telling.submission_id, service=service, audience=telling.audience, language=doors.language(), answers=answers,
        meanings=meanings(service, telling.audience, answers, language=doors.language(), on=service.day_of(at)),
        held_files=telling.files,
        unfinished_receipt=Keyring.from_session(telling.keyring).holder_id if telling.keyring else None,
    )


def _keep_sent(session, telling: Telling, arrived: Arrived, at) -> None:
    """From here on this browser holds the code and the promises, and not a word of the story."""
    telling.sent_at, telling.urgency = at.timestamp(), arrived.case.urgency
    telling.leave_only(arrived.code)
    tellings.keep(session, telling)
    session.save()
    # Written now, for a second click that waits for it; the same token stays, so that nothing is left to do afterwards.
    session.modified = False


def _show_the_first(request, telling: Telling) -> HttpResponse:
    """The story arrived by an earlier click: wait for its answer to reach the session, and show the same receipt.

    Should that answer never come (the server fell in between, or a story that was put aside was taken up and sent elsewhere), the
    receipt is the one that was derived before sending.

    :raises AlreadyArrived: it was sent with another code than the one known here, which opens nothing and is not shown.
    """
    if _WAITING.acquire(blocking=False):
        try:
            was_answered = _waited_for_the_first(request, telling)
        finally:
            _WAITING.release()
        if was_answered:
            return redirect("public:receipt", telling.number)
    code = telling.receipt().code
    if open_receipt(code) is None:
        raise AlreadyArrived(_("Dit verhaal is al verstuurd, in een ander venster of op een ander toestel. "
                               "Gebruik de code die je toen kreeg."))
    telling.sent_at, telling.elsewhere = now().timestamp(), bool(telling.keyring)
    telling.leave_only(code)
    tellings.keep(request.session, telling)
    return redirect("public:receipt", telling.number)


def _waited_for_the_first(request, telling: Telling) -> bool:
    """Whether the earlier click's answer reached the session in time."""
    until = time.monotonic() + OTHER_CLICK_TAKES
    while time.monotonic() < until:
        first = tellings.find(type(request.session)(request.session.session_key), telling.number)
        if first is None or first.sent_at:
            return True
        time.sleep(LOOKS_AGAIN_AFTER)
    return False


def _lost_files(telling: Telling) -> list:
    """The files that were chosen so long ago that they are no longer kept."""
    lost = []
    for held in telling.files:
        try:
            hold_on(held, at=now())
        except FileGone:
            lost.append(held)
    return lost
