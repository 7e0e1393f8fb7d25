"""What other centres ask us: whether we know a child. Registered, compared, answered; nobody here learns more by it than before.

The page of a question is alike for everybody, but for the cases that somebody may open anyway.
"""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Team
from gehoor.domain.centres.models import MAY_NOT_SAY, NOT_KNOWN
from gehoor.domain.centres.queries import access_received, opened_for, prepared_in, the_received
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.interfaces.staff.asking_centres import WE_SAID, asked_services, centre_in_words, the_centres_of
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.forms import REQUIRED, area, line
from gehoor.interfaces.staff.partial_line import BirthDateLine
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.typed import forget_typed, kept_for, thrown_away, typed_in
from gehoor.journeys.centres_ask_each_other import names_are_compared, no_is_answered, question_is_received


class ReceivedForm(forms.Form):
    """Who asks, about which child, and why."""

    use_required_attribute = False
    centre = forms.ChoiceField(label=_("Welk centrum vraagt dit"), error_messages=REQUIRED)
    who = forms.CharField(label=_("Wie belt of schrijft"), max_length=200, widget=line(), error_messages=REQUIRED,
                          help_text=_("Bel terug op een nummer dat je zelf opzocht, voor je antwoordt."))
    name = forms.CharField(label=_("Naam van het kind"), max_length=120, widget=line(), error_messages=REQUIRED,
                           help_text=_("Voornaam en familienaam."))
    born = BirthDateLine(label=_("Geboortedatum"))
    why = forms.CharField(label=_("Waarom vragen ze dit"), widget=area(3), max_length=2_000, error_messages=REQUIRED)
    teams = forms.ModelMultipleChoiceField(label=_("Welke teams kijken het na"), queryset=Team.objects.none(),
                                           widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED,
                                           help_text=_("Elk team kent alleen de namen van zijn eigen zaken, en antwoordt voor zichzelf."))

    def __init__(self, data=None, *, person, at):
        super().__init__(data)
        centres = {one.code: one.name.text(language()) for one in the_centres_of(person, at)}
        self.fields["centre"].choices = [("", _("kies")), *centres.items()]
        self.fields["teams"].queryset = Team.objects.filter(service__in=asked_services(person, at)).order_by("name")
        self.initial["teams"] = list(self.fields["teams"].queryset)
        if self.fields["teams"].queryset.count() == 1:
            self.fields["teams"].widget = forms.MultipleHiddenInput()


class NoForm(forms.Form):
    """That we don't find the child, or may not say."""

    use_required_attribute = False
    answer = forms.ChoiceField(label=_("Wat antwoorden we"), widget=forms.RadioSelect, error_messages=REQUIRED)
    reasons = forms.CharField(label=_("Waarom"), widget=area(3), max_length=2_000, required=False,
                              help_text=_("Nodig als we het niet mogen zeggen. Wie vroeg, hoort deze reden."))

    def __init__(self, data=None, *, person, received):
        super().__init__(data)
        offered = [MAY_NOT_SAY] if received.team_id not in person.supervised_teams else [NOT_KNOWN, MAY_NOT_SAY]
        self.fields["answer"].choices = [(code, WE_SAID[code]) for code in offered]
        self.initial["answer"] = offered[0] if len(offered) == 1 else None

    def clean(self) -> dict:
        said = super().clean()
        if said.get("answer") == MAY_NOT_SAY and not said.get("reasons"):
            self.add_error("reasons", _("Neen, omdat: schrijf waarom we het niet mogen zeggen."))
        return said


@on_cases
def centres(request: HttpRequest) -> HttpResponse:
    """Show what other centres asked, what waits first."""
    at, person = now(), request.person
    known = the_centres_of(person, at)
    return render(request, "staff/centres.html", {
        "at": at, "has_centres": bool(known), "rows": [{
            "row": one.row, "said": one.said, "centre": centre_in_words(known, one.row.centre)} for one in the_received(person)]})


@on_cases
def register_asked(request: HttpRequest) -> HttpResponse:
    """Write down what another centre asks."""
    at, person = now(), request.person
    if not the_centres_of(person, at):
        raise NotAllowed

    def make_form(data=None) -> ReceivedForm:
        return ReceivedForm(data, person=person, at=at)

    if request.method != "POST":
        form, kept = _as_it_was_typed(request, make_form)
        return render(request, "staff/centre_register.html", {"form": form, "kept": kept, "at": at})
    if again := thrown_away(request, at=at):
        return again
    form, refusal = make_form(request.POST), None
    if form.is_valid():
        try:
            question_is_received(person=person, **form.cleaned_data, at=at)
        except Refusal as refused:
            refusal = refused
        else:
            forget_typed(request, at=at)
            messages.success(request, _("Genoteerd. De gekozen teams kijken het na."))
            return redirect("staff:centres")
    return render(request, "staff/centre_register.html", {"form": form, "refusal": refusal, "at": at}, status=422)


@on_cases
def asked_of_us(request: HttpRequest, received_id: UUID) -> HttpResponse:
    """Show what another centre asks with the cases that fit, as far as they are the reader's to open; or answer no, because."""
    at, person = now(), request.person
    received = access_received(person, received_id)
    if received is None:
        raise NotAllowed
    refusal, status, kept = None, 200, None

    def make_form(data=None) -> NoForm:
        return NoForm(data, person=person, received=received)

    if request.method != "POST":
        form, kept = _as_it_was_typed(request, make_form)
    elif again := thrown_away(request, at=at):
        return again
    else:
        form, status = make_form(request.POST), 422
        if form.is_valid():
            try:
                no_is_answered(person=person, received=received, **form.cleaned_data, at=at)
            except Refusal as refused:
                refusal, status, received = refused, 409, access_received(person, received_id)
            else:
                forget_typed(request, at=at)
                messages.success(request, _("Genoteerd. De vraag is beantwoord."))
                return redirect("staff:asked_of_us", received_id)
    compared, waiting, said = names_are_compared(person, received), prepared_in(person, received), opened_for(person, received)
    return render(request, "staff/centre_asked.html", {
        "at": at, "row": received, "said": said, "form": form, "kept": kept, "refusal": refusal, "is_possible": compared.is_possible,
        "centre": centre_in_words(the_centres_of(person, at), received.centre), "answer": WE_SAID.get(said.get("answer"), ""),
        "supervises": received.team_id in person.supervised_teams,
        "alike": [{"case": one.case, "is_exact": one.is_exact, "is_prepared": one.case.pk in waiting} for one in compared.alike],
    }, status=status)


def _as_it_was_typed(request: HttpRequest, make_form) -> tuple[forms.Form, object]:
    """The form with what was typed when the session locked, where anything was."""
    kept = kept_for(request)
    return (typed_in(make_form, kept, request.person) if kept else make_form()), kept
