"""An answer or a way on for what needs no file: read, counted once, and nothing of it is kept. One can always go on and tell."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gehoor.domain.contacts.actions import AlreadyArrived
from gehoor.domain.services.forms import kept_answers, unanswered, visible_pages
from gehoor.domain.services.forms.asking import is_answered
from gehoor.domain.services.hours import lines_named
from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.schema import Page
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.foundation.files.holding import let_go
from gehoor.foundation.vault.keyring import Keyring
from gehoor.interfaces.public import doors, tellings
from gehoor.interfaces.public.tellings import Telling
from gehoor.journeys.question_is_answered import Helped, question_is_answered

DONE, COUNTED = "done", "helped"
# One browser is counted so often and no more: whoever presses the button all day changes no figures.
MOST_COUNTED = 5
# What somebody wrote themselves, rather than chose.
OWN_WORDS = ("text", "long_text", "place", "institution")
# What a page says of itself that told somebody that their words go too.
KNOWS, WORDS = "knows", "words"


def ending(request, telling: Telling, service: Service, page: Page, *, status: int = 200) -> HttpResponse:
    """The page itself: the answer, whom one can reach, and both ways on. Words that would be lost are said to be, with the way to them
    and, where they can be sent as they are, the way to send them after all."""
    questionnaire, words_on = service.questionnaire(telling.audience), _words_on(telling, service, page)
    seen = [one for one in visible_pages(questionnaire, telling.answers) if one in words_on]
    return render(request, "public/ending.html", {
        "telling": telling, "page": page, "lines": lines_named(service, page.ends.lines, now()),
        "door": f"{telling.service}/{telling.audience}", "has_words": bool(words_on or telling.left), "wrote_on": seen[0] if seen else None,
        "can_be_sent": bool(seen) and not unanswered(questionnaire, telling.answers),
    }, status=status)


def _words_on(telling: Telling, service: Service, ending: Page) -> list[Page]:
    """The pages with somebody's own words or files, the story before any other; none while they only chose.

    A page that another answer hides counts too: it is back, words and all, as soon as that answer is.
    """
    questionnaire = service.questionnaire(telling.audience)
    written = [(question.means != "story", page) for page in questionnaire.pages if page is not ending
               for question in page.fields
               if page.code in telling.typed or (question.kind in OWN_WORDS and is_answered(telling.answers.get(question.code)))
               or (question.kind == "files" and telling.held)]
    return [page for _place, page in sorted(written, key=lambda one: one[0])]


def leave_it_at_that(request, telling: Telling, service: Service, page: Page) -> HttpResponse:
    """Somebody has what they came for: count it, and let go of everything they chose, typed or attached on the way.

    Nothing that they wrote goes before a page told them that it would: the button may come from one that was opened earlier.
    """
    if request.POST.get(KNOWS) != WORDS and (_words_on(telling, service, page) or telling.left):
        return ending(request, telling, service, page, status=409)
    session = request.session
    if session.get(COUNTED, 0) < MOST_COUNTED:
        session[COUNTED] = session.get(COUNTED, 0) + 1
        at = now()
        answers = kept_answers(service.questionnaire(telling.audience), telling.answers)
        helped = Helped(
            id=telling.submission_id, service=service, audience=telling.audience, counts_as=page.ends.counts_as,
            meanings=meanings(service, telling.audience, answers, language=doors.language(), on=service.day_of(at)),
            unfinished_receipt=Keyring.from_session(telling.keyring).holder_id if telling.keyring else None)
        try:
            question_is_answered(helped=helped, at=at)
        except AlreadyArrived:
            # A second click, or another tab: counted already.
            pass
    for held in telling.files:
        let_go(held)
    tellings.drop(session, telling.number)
    return redirect("public:enough", service.audience(telling.audience).path)


@require_safe
def enough(request, door):
    """Nothing is kept; the way back stays open."""
    doors.come_in(request, door)
    return render(request, "public/enough.html")
