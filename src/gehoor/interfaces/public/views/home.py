"""The first pages: who are you, what can you expect, and, before the first word, who reads along and where confidence ends."""

from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from gehoor.domain.services.forms import visible_pages
from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.interfaces.public import doors, tellings


@require_safe
def home(request):
    """Who are you? A door for each; of several services each shows its own, in its own look."""
    return render(request, "public/home.html")


@require_safe
def welcome(request, door):
    """The first page behind a door."""
    _service, audience = doors.come_in(request, door)
    return render(request, "public/welcome.html", {"audience": audience})


@require_http_methods(["GET", "POST"])
def start(request, door):
    """Who reads this, and the limit of confidentiality, before anything is asked. Beginning opens a story of its own."""
    service, audience = doors.come_in(request, door)
    begun = tellings.unsent(request.session, service=service.code, audience=audience.code)
    if request.method == "POST":
        if begun and request.POST.get("go") == "on":
            telling = begun
        else:
            request.session.move_on()
            telling = tellings.begin(request.session, service=service.code, audience=audience.code, language=doors.language(),
                                      version=service.hash)
        first = visible_pages(service.questionnaire(audience.code), telling.answers)[0]
        return redirect("public:question", telling.number, first.code)
    return render(request, "public/start.html", {"audience": audience, "begun": begun})


@require_safe
def language(request, code):
    """Go on in another language, on the page where somebody was."""
    back = request.GET.get("to", "/")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    back = back if is_ours and back.startswith("/") else "/"
    if any(doors.may_speak(service, code) for service in all_services(now().date())):
        doors.switch(request, code, page=back)
    return redirect(back)
