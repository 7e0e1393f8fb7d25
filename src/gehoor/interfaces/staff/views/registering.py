"""Registering a talk, a letter or a visit: one screen, and a one-off is closed there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gehoor.domain.accounts.queries import the_teams_of
from gehoor.domain.contacts.actions import AlreadyArrived
from gehoor.domain.directory.queries import the_institution
from gehoor.domain.services.registry import the_service
from gehoor.foundation.clock import now
from gehoor.foundation.errors import Refusal
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.receipts import receipt_pool
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.forms import CHILD, RegisterForm
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.typed import forget_typed, kept_for, thrown_away, typed_in
from gehoor.journeys.contact_is_registered import Registration, case_is_registered, one_off_is_registered


@on_cases
def register(request: HttpRequest) -> HttpResponse:
    """The screen to type on while listening; saved as a one-off, or as the beginning of a case."""
    at = now()
    teams = the_teams_of(request.person)
    team = next((one for one in teams if str(one.id) == request.POST.get("team", request.GET.get("team"))), teams[0])
    service = the_service(team.service, at.date())
    told = {"team": team, "teams": teams, "at": at, "service": service}

    def make_form(data=None) -> RegisterForm:
        return RegisterForm(data, service=service, initial={"page": new_id(), "channel": service.about.usual_channel})

    if request.method != "POST":
        kept = kept_for(request)
        form = typed_in(make_form, kept, request.person) if kept else make_form()
        return render(request, "staff/register.html", {**told, "form": form, "kept": kept})
    if again := thrown_away(request, at=at):
        return again
    form = make_form(request.POST)
    if not form.is_valid():
        return render(request, "staff/register.html", {**told, "form": form}, status=422)
    said = _registration(form, team, service)
    try:
        if request.POST.get("as") == "case":
            done = case_is_registered(person=request.person, said=said, prepared=receipt_pool().take(), at=at)
        else:
            done = one_off_is_registered(person=request.person, said=said, at=at)
    except AlreadyArrived:
        return render(request, "staff/registered.html", {"again": True})
    except Refusal as refusal:
        return render(request, "staff/register.html", {**told, "form": form, "refusal": refusal}, status=422)
    forget_typed(request, at=at)
    if done.case is None:
        return redirect("staff:registered")
    # Shown once, in this answer: no address and no session keeps a code that opens a conversation.
    return render(request, "staff/registered.html", {"case": done.case, "words": done.code.words(language()), "digits": done.code.digits()})


@on_cases
def registered(request: HttpRequest) -> HttpResponse:
    """It is kept, and counted."""
    return render(request, "staff/registered.html", {})


def _registration(form: RegisterForm, team, service) -> Registration:
    said = form.cleaned_data
    by_child = said["reporter_role"] == CHILD
    child = {"name": said["child_name"], "age": said["child_age"]}
    reporter = {} if by_child or not said["reporter_name"] else {"name": said["reporter_name"]}
    if by_child and said["reporter_name"]:
        child["mind"] = said["reporter_name"]
    return Registration(
        service=service, team=team, channel=said["channel"], kind=said["kind"], reporter_role=said["reporter_role"],
        words=said["words"], did=said["did"], theme=said["theme"], outcome=said["outcome"], urgency=said["urgency"],
        audience=said.get("audience", ""), standing=form.standing(said), minutes=said["minutes"],
        child=child if any(child.values()) or by_child else {},
        reporter=reporter, respondent=said["respondent"],
        institution=the_institution(said["respondent"]) if said["respondent"] else None, contact_channel=said["contact_channel"],
        id=said["page"], contact_how={"address": said["contact_address"]} if said["contact_channel"] else {},
    )
