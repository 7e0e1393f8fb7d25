"""What somebody typed before the session locked: put back into its form, or thrown away."""

import json
from collections.abc import Callable
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from gehoor.domain.accounts.actions import drop_draft
from gehoor.domain.accounts.models import Draft
from gehoor.domain.accounts.queries import the_draft
from gehoor.foundation.action import journey

DROP = "drop_draft"


def kept_for(request: HttpRequest) -> Draft | None:
    """What this person was typing on this page when the session locked."""
    return the_draft(request.person.account, request.path)


def typed_in(make_form: Callable, kept: Draft, person) -> forms.Form:
    """The form with what was typed, without complaining yet: nothing was sent again. What it carries unseen and was not kept is as
    fresh as now."""
    data = QueryDict(mutable=True)
    for name, values in json.loads(person.keyring.open_draft(bytes(kept.sealed))).items():
        data.setlist(name, values)
    for bound in make_form(None).hidden_fields():
        if bound.html_name in data:
            continue
        value = bound.value()
        data[bound.html_name] = "" if value is None else str(value)
    form = make_form(data)
    for one in (form, *(asked.form for asked in getattr(form, "beside", ()))):
        one._errors, one.cleaned_data = forms.utils.ErrorDict(), {}
    return form


def thrown_away(request: HttpRequest, *, at: datetime) -> HttpResponse | None:
    """The same page without what was kept, when that is what was asked."""
    if DROP not in request.POST:
        return None
    forget_typed(request, at=at)
    return redirect(request.path)


def forget_typed(request: HttpRequest, *, at: datetime) -> None:
    """What was typed is done, or not wanted."""
    with journey("draft.dropped", at=at, actor=request.person.account):
        drop_draft(account=request.person.account, page=request.path)
