"""A case opened in need: the page where a colleague does it, and the list of who did, for those who watch over it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Role
from gehoor.domain.cases.glass import the_broken_glass, the_glass_to_look_at
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.interfaces.staff.doors import works_here
from gehoor.interfaces.staff.forms import REQUIRED, area, line
from gehoor.journeys.glass_is_broken import glass_is_broken, glass_is_looked_at


class BreakForm(forms.Form):
    """Which case, and why."""

    use_required_attribute = False
    reference = forms.CharField(label=_("Welke zaak"), max_length=24, widget=line(), error_messages=REQUIRED,
                                help_text=_("De referentie, zoals die in een brief of op een briefje staat."))
    reason = forms.CharField(label=_("Waarom moet je ze nu openen"), widget=area(4), max_length=2_000, error_messages=REQUIRED,
                             help_text=_("De behandelaar, de leidinggevende en wie de gegevens beschermt, krijgen bericht. "
                                         "De behandelaar en de leidinggevende lezen je reden."))


@works_here(Role.HANDLER, Role.SUPERVISOR, Role.PROTECTION)
def glass(request: HttpRequest) -> HttpResponse:
    """Open a case in need; look at what was opened so."""
    at, person = now(), request.person
    works_on_cases = bool(person.case_teams)
    form, refusal, status = BreakForm(request.POST if request.method == "POST" and "look" not in request.POST else None), None, 200
    if request.method == "POST" and "look" in request.POST:
        _look(request, at)
        return redirect("staff:glass")
    if request.method == "POST":
        if not works_on_cases:
            raise NotAllowed
        status = 422
        if form.is_valid():
            try:
                case = glass_is_broken(person=person, **form.cleaned_data, at=at)
            except Refusal as refused:
                refusal = refused
            else:
                messages.success(request, _("Deze zaak is nu 24 uur open voor jou."))
                return redirect("staff:case", case.reference)
    return render(request, "staff/glass.html", {
        "form": form if works_on_cases else None, "refusal": refusal, "broken": the_broken_glass(person), "at": at}, status=status)


def _look(request: HttpRequest, at) -> None:
    """:raises NotAllowed: it is not in a team that the person supervises."""
    try:
        row = the_glass_to_look_at(request.person, UUID(request.POST["look"]))
    except ValueError:
        raise NotAllowed from None
    if row is None:
        raise NotAllowed
    try:
        glass_is_looked_at(person=request.person, glass=row, at=at)
    except Refusal as refusal:
        messages.error(request, str(refusal))
