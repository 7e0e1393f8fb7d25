"""What somebody typed before the session locked, put back into its form."""

import json
from collections.abc import Callable

from django import forms
from django.http import QueryDict


def typed_in(make_form: Callable, data: QueryDict, opened: bytes) -> forms.Form:
    """The form with what was typed, without complaining yet: nothing was sent again."""
    for name, values in json.loads(opened).items():
        data.setlist(name, values)
    form = make_form(data)
    form._errors = forms.utils.ErrorDict()
    form.cleaned_data = {}
    return form
