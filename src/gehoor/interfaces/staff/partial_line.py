"""A date as somebody knows it, on one line: 12-05-2019, 05-2019, 2019, or in words. Used by the forms about people."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.forms.inputs import PartialDateField
from gehoor.interfaces.kit.lines import LineInput

_WRITTEN = re.compile(r"(?:(?:(?P<day>\d{1,2})[-/. ])?(?P<month>\d{1,2})[-/. ])?(?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?")
HOW = _("Dag-maand-jaar, of wat je weet: 12-05-2019, 05-2019, 2019.")
NO_SUCH_DAY = _("Deze dag bestaat niet. Schrijf dag-maand-jaar, zoals 12-05-2019.")


def read_date(text: str, *, exact: bool = False) -> dict | None:
    """A written date as its parts; words that are no date as `about`, unless it must be exact.

    :raises ValidationError: it is no date there is.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _WRITTEN.fullmatch(text) or _ISO.fullmatch(text)
    if found is None or (exact and not found["day"]):
        if exact:
            raise ValidationError(_("Schrijf de hele datum als dag-maand-jaar, zoals 11-09-2014."))
        return {"about": text[:200]}
    try:
        return PartialDateField(exact=exact).clean([found["day"], found["month"], found["year"]])
    except ValidationError as problem:
        raise ValidationError(NO_SUCH_DAY) from problem


class PartialLine(forms.CharField):
    """A partial date on one line: {"year": 2019, "month": 5}, {"about": "vorige zomer"}, or None."""

    def __init__(self, **how) -> None:
        super().__init__(required=False, max_length=200, help_text=HOW,
                         widget=LineInput(attrs={"class": "input input--date", "autocomplete": "off"}), **how)

    def clean(self, value) -> dict | None:
        return read_date(super().clean(value))


class BirthDateLine(forms.CharField):
    """A whole date of birth on one line, as 11-09-2014; empty where it isn't known."""

    def __init__(self, **how) -> None:
        super().__init__(required=False, max_length=20, help_text=_("Dag-maand-jaar, zoals 11-09-2014."),
                         widget=LineInput(attrs={"class": "input input--date", "autocomplete": "off", "inputmode": "numeric"}), **how)

    def clean(self, value) -> str:
        said = read_date(super().clean(value), exact=True)
        return "{day:02}-{month:02}-{year}".format(**said) if said else ""
