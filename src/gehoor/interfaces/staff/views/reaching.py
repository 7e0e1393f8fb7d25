"""Where the reporters of somebody's cases can reach them directly: said by that person."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.actions import NotReachable
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.doors import works_here
from gehoor.interfaces.staff.forms import line
from gehoor.journeys.person_can_be_reached import person_can_be_reached


class ReachForm(forms.Form):
    """A number and an address of work; both may be empty."""

    use_required_attribute = False
    phone = forms.CharField(label=_("Rechtstreeks nummer"), required=False, max_length=30,
                            widget=line(inputmode="tel"))
    email = forms.CharField(label=_("Rechtstreeks e-mailadres"), required=False, max_length=120,
                            widget=line(inputmode="email"))


@works_here()
def reach(request: HttpRequest) -> HttpResponse:
    """Show what is said now, or say something else."""
    account = request.person.account
    form = ReachForm(request.POST or None, initial={"phone": account.direct_phone, "email": account.direct_email})
    if request.method != "POST":
        return render(request, "staff/reach.html", {"form": form})
    refusal = None
    if form.is_valid():
        try:
            person_can_be_reached(account=account, **form.cleaned_data, by=account, at=now())
        except NotReachable as refused:
            refusal = refused
        else:
            return redirect("mfa_index")
    return render(request, "staff/reach.html", {"form": form, "refusal": refusal}, status=422)
