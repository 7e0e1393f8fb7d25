"""Who is away, and who does their work meanwhile: one's own days, or those of the team that one supervises."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Account
from gehoor.domain.accounts.queries import the_absences, the_members_of
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.forms import REQUIRED
from gehoor.interfaces.staff.working import day_field
from gehoor.journeys.person_is_away import person_is_away, person_is_back


class AwayForm(forms.Form):
    """Who, from when until when, and who takes over."""

    use_required_attribute = False
    account = forms.ModelChoiceField(label=_("Wie is afwezig"), queryset=Account.objects.none(), error_messages=REQUIRED, empty_label=None)
    from_day = day_field(_("Eerste dag"))
    until_day = day_field(_("Laatste dag"))
    cover = forms.ModelChoiceField(label=_("Wie vervangt"), queryset=Account.objects.none(), required=False, empty_label=_("niemand"),
                                   help_text=_("Die ziet in die dagen ook deze zaken, overal. Waarom iemand weg is, vragen we niet."))

    def __init__(self, data=None, *, person):
        super().__init__(data)
        theirs = the_members_of(person.supervised_teams).values("pk")
        self.fields["account"].queryset = Account.objects.filter(pk__in=[person.id]) | Account.objects.filter(pk__in=theirs)
        self.fields["cover"].queryset = the_members_of(person.case_teams)
        self.initial["account"] = person.id
        for name in ("from_day", "until_day"):
            self.fields[name].required = True
            self.fields[name].error_messages |= REQUIRED


@on_cases
def away(request: HttpRequest) -> HttpResponse:
    """Show who is away and will be; note an absence, or take one away."""
    at, person = now(), request.person
    form, status = AwayForm(None, person=person), 200
    if request.method == "POST" and "back" in request.POST:
        try:
            person_is_back(person=person, absence_id=UUID(request.POST["back"]), at=at)
        except ValueError:
            raise NotAllowed from None
        return redirect("staff:away")
    if request.method == "POST":
        form, status = AwayForm(request.POST, person=person), 422
        if form.is_valid():
            try:
                person_is_away(person=person, **form.cleaned_data, at=at)
            except Refusal as refusal:
                form.add_error("cover" if "cover" in type(refusal).__name__.lower() else "until_day", str(refusal))
            else:
                messages.success(request, _("Genoteerd."))
                return redirect("staff:away")
    supervised = set(the_members_of(person.supervised_teams).values_list("pk", flat=True))
    absences = [(one, one.account_id == person.id or one.account_id in supervised) for one in the_absences(person.case_teams, at)]
    return render(request, "staff/away.html", {"form": form, "absences": absences, "at": at}, status=status)
