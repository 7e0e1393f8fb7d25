"""One line that somebody types: a name, an address, an age. Whatever is typed in one passes here before a form looks at it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.signs import without_signs

OLDEST = 120
_BEGINS_AS_NUMBER = re.compile(r"(?P<sign>[-+\u2212\uff0d]\s*)?(?P<years>\d+)")


class LineInput(forms.TextInput):
    """An input of one line. What comes from it holds no sign that nobody sees."""

    def value_from_datadict(self, data, files, name):
        said = super().value_from_datadict(data, files, name)
        return " ".join(without_signs(said).splitlines()) if isinstance(said, str) else said


class AgeField(forms.CharField):
    """An age in years, or in words such as "ongeveer 12"."""

    default_error_messages = {"no_age": _("Kijk de leeftijd na: een getal van 0 tot 120, of woorden zoals “ongeveer 12”.")}

    def to_python(self, value) -> str:
        """:raises ValidationError: a number that is nobody's age."""
        said = super().to_python(value)
        number = _BEGINS_AS_NUMBER.match(said)
        if number and (number["sign"] or int(number["years"]) > OLDEST):
            raise ValidationError(self.error_messages["no_age"], code="no_age")
        return said
