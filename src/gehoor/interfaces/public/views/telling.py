"""Telling, one thing on a page. Whatever button is pressed, what was typed is kept first; going back loses nothing."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gehoor.domain.services.forms import DeclaredForm, Reader, answers_with, form_class, visible_pages
from gehoor.domain.services.schema import Audience, Page, Questionnaire
from gehoor.foundation.clock import now
from gehoor.foundation.files.holding import hold, let_go
from gehoor.foundation.files.reading import answer_with_held
from gehoor.foundation.files.refusals import FileRefused, NotStored, too_many
from gehoor.foundation.files.uploads import cut_off, receive
from gehoor.interfaces.public import doors, tellings, versions
from gehoor.interfaces.public.tellings import Telling
from gehoor.interfaces.public.views.ending import DONE, ending, leave_it_at_that

MOST_FILES = 10
MOST_FORMS = 400
# What is pressed without leaving the page: what was said on top of it stays there.
STAYS = ("keep", "more", "remove", "language")
_FORMS: dict[tuple, type[DeclaredForm]] = {}
DOOR = "door"


@require_http_methods(["GET", "POST"])
def question(request, number, page):
    """One page of the questionnaire."""
    telling = tellings.find(request.session, number)
    if telling is None and request.POST.get("go") == DONE and (door := _door(request)):
        # A second click on the button that ends it: there is nothing left to do.
        return redirect("public:enough", door.path)
    telling = telling or _taken_up_again(request)
    if telling is None:
        return gone(request)
    if telling.is_over:
        return redirect("public:receipt" if telling.sent_at else "public:later", telling.number)
    service, audience = versions.go_on(request, telling)
    questionnaire = service.questionnaire(audience.code)
    here = next((one for one in visible_pages(questionnaire, telling.answers) if one.code == page), None)
    if here is None:
        return redirect("public:check", telling.number)
    if here.ends and request.method == "GET":
        return ending(request, telling, service, here)
    if here.ends and request.POST.get("go") == DONE:
        return leave_it_at_that(request, telling, service, here)
    make = _form_of(here, doors.reader(service, audience.code))
    if request.method == "GET":
        typed = telling.typed.get(here.code)
        form = make(QueryDict(typed) if typed else None, answers=telling.answers)
        return _page(request, telling, questionnaire, here, form)
    form = make(request.POST, request.FILES, answers=telling.answers)
    had = {one.id.hex for one in telling.files}
    is_whole = _keep(request, telling, here, form)
    came = [one.id.hex for one in telling.files if one.id.hex not in had]
    if came or request.POST.get("go", "").partition(":")[0] not in STAYS:
        telling.added = came
    tellings.keep(request.session, telling)
    return _go(request, telling, questionnaire, here, form, is_whole=is_whole)


@require_safe
def held_file(request, number, file):
    """A picture or document that was chosen and not sent yet.

    :raises Http404: it isn't in this story.
    """
    telling = tellings.find(request.session, number)
    held = next((one for one in telling.files if one.id == file), None) if telling else None
    if held is None:
        raise Http404
    return answer_with_held(held)


def gone(request):
    """The story isn't in this browser any more: sent, left, or kept too long ago."""
    return render(request, "public/gone.html", status=410)


def says_danger(questionnaire: Questionnaire, answers: dict) -> bool:
    """Whether somebody answered that there is danger now: from then on every page has the numbers at its top."""
    return any(answers.get(question.code) == "yes" for question in questionnaire.fields() if question.means == "urgent")


def where_they_were(telling: Telling, questionnaire: Questionnaire) -> str:
    """The address of the first page that somebody hasn't gone on from yet; of the page to check it all when there is none."""
    ahead = next((one for one in visible_pages(questionnaire, telling.answers) if one.code not in telling.passed), None)
    return reverse("public:question", args=[telling.number, ahead.code]) if ahead else reverse("public:check", args=[telling.number])


def _form_of(page: Page, reader: Reader) -> type[DeclaredForm]:
    """The form of a page, put together once for these readers, this language and this day."""
    which = (reader.service.hash, reader.audience, reader.language, reader.on, page.code)
    if which not in _FORMS:
        if len(_FORMS) >= MOST_FORMS:
            _FORMS.clear()
        _FORMS[which] = form_class(page.fields, reader)
    return _FORMS[which]


def _taken_up_again(request) -> Telling | None:
    """A page that outlived its session was sent after all: its words begin a new story, so that they are not lost."""
    door = _door(request)
    if door is None:
        return None
    request.session.move_on()
    return tellings.begin(request.session, service=request.service.code, audience=door.code, language=doors.language())


def _door(request) -> Audience | None:
    """Through which door the page was reached that was sent, where it says so and that is still there."""
    service, _slash, audience = request.POST.get(DOOR, "").partition("/")
    try:
        return doors.come_in_as(request, service, audience)[1] if audience else None
    except Http404:
        return None


def _keep(request, telling: Telling, page: Page, form: DeclaredForm) -> bool:
    """Keep everything of this page: answers, what can't be an answer yet, and files. Returns whether all of it stands."""
    if cut := cut_off(request):
        # What stood behind the file never came; what was known of this page stays as it was.
        form.is_valid()
        form.add_error(cut[0] if cut[0] in form.fields else None, str(cut[1]))
        return False
    stands = form.is_valid()
    names = {name for question in page.fields for name in request.POST if name == question.code or name.startswith(f"{question.code}_")}
    raw = urlencode([(name, value) for name in sorted(names) for value in request.POST.getlist(name)])
    is_skipped = request.POST.get("go") == "skip"
    telling.answers = answers_with(telling.answers, page.fields, {} if is_skipped else form.given)
    telling.typed.pop(page.code, None)
    telling.skipped = [code for code in telling.skipped if code != page.code] + ([page.code] if is_skipped else [])
    if not stands or (is_skipped and form.given):
        telling.typed[page.code] = raw
    return _keep_files(telling, page, form) and stands


def _keep_files(telling: Telling, page: Page, form: DeclaredForm) -> bool:
    """Hold the files that came, each sealed on its own; one that is refused says why and takes nothing else along."""
    all_taken = True
    for question in page.fields:
        for upload in form.files_given(question.code) if question.kind == "files" else ():
            try:
                if len(telling.held) >= MOST_FILES:
                    raise too_many(limit=MOST_FILES)
                telling.held.append(hold(receive(upload), at=now()).to_session())
            except (FileRefused, NotStored) as refusal:
                form.add_error(question.code, f"{upload.name}: {refusal}")
                all_taken = False
    return all_taken


def _go(request, telling: Telling, questionnaire: Questionnaire, page: Page, form: DeclaredForm, *, is_whole: bool) -> HttpResponse:
    """Where the pressed button leads, now that everything is kept."""
    action, _colon, what = request.POST.get("go", "next").partition(":")
    pages = visible_pages(questionnaire, telling.answers)
    place = next((place for place, one in enumerate(pages) if one.code == page.code), 0)
    match action:
        case "keep":
            return HttpResponse(status=204)
        case "back":
            return redirect("public:question", telling.number, pages[place - 1].code) if place else redirect(
                "public:start", request.service.audience(request.audience).path)
        case "more":
            # What was named is kept; the page shows one line more than that.
            return redirect("public:question", telling.number, page.code)
        case "later":
            return redirect("public:later", telling.number)
        case "remove":
            take_away(telling, what)
            tellings.keep(request.session, telling)
            return redirect("public:question", telling.number, page.code)
        case "language":
            if doors.may_speak(request.service, what):
                request.session[doors.LANGUAGE] = telling.language = what
                tellings.keep(request.session, telling)
            return redirect("public:question", telling.number, page.code)
    if not is_whole and action != "skip":
        return _page(request, telling, questionnaire, page, form, status=422)
    if page.code not in telling.passed:
        telling.passed = [*telling.passed, page.code]
        tellings.keep(request.session, telling)
    return redirect(_next(request, telling, questionnaire, place))


def _next(request, telling: Telling, questionnaire: Questionnaire, place: int) -> str:
    """The next page; for who came from checking what wasn't passed yet, such as a question that this answer opened, or checking."""
    if request.POST.get("from") == "check" or request.GET.get("from") == "check":
        ahead, check = where_they_were(telling, questionnaire), reverse("public:check", args=[telling.number])
        return check if ahead == check else f"{ahead}?from=check"
    following = visible_pages(questionnaire, telling.answers)[place + 1:]
    if not following:
        return reverse("public:check", args=[telling.number])
    return reverse("public:question", args=[telling.number, following[0].code])


def take_away(telling: Telling, file: str) -> None:
    """Let go of one file that was chosen: nothing of it stays."""
    for one in telling.files:
        if one.id.hex == file:
            let_go(one)
    telling.held = [one for one in telling.held if one["id"] != file]


def _page(request, telling: Telling, questionnaire: Questionnaire, page: Page, form: DeclaredForm, *, status: int = 200) -> HttpResponse:
    pages = [one for one in visible_pages(questionnaire, telling.answers) if not one.ends]
    place = next(place for place, one in enumerate(pages) if one.code == page.code)
    parts, of = form.parts(), {"number": place + 1, "total": len(pages)}
    return render(request, "public/question.html", {
        "telling": telling, "page": page, "place": _("Vraag %(number)s van %(total)s") % of, "form": form, "parts": parts,
        # Where the page asks one thing and is called after it, the question itself is the heading.
        "is_one": len(parts) == 1 and bool(parts[0].field) and parts[0].label == form.reader.reads(page.title),
        "dots": ["done"] * place + ["now"] + [""] * (len(pages) - place - 1),
        "in_danger": says_danger(questionnaire, telling.answers),
        "from_check": request.GET.get("from") == "check",
        "door": f"{telling.service}/{telling.audience}",
    }, status=status)
