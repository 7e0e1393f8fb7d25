"""Choosing an institution: from a list while the directory is short, and by its name and place, or its code, once it is long."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gehoor.domain.directory.actions import one_line
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.queries import found_by
from gehoor.domain.services.forms.inputs import SuggestingInput

MANY = 300
"""More than so many make a list that nobody reads, and a page that a slow line waits for."""
ALIKE = 6
_LINE = {"class": "input", "autocomplete": "off"}


class InstitutionField(forms.ModelChoiceField):
    """One institution. What is typed must name it whole: it decides whose conflict of interest holds, so nothing is guessed from a part."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Institution.objects.none(), **kwargs)
        self.is_typed = False

    def offer(self, institutions: QuerySet[Institution]) -> None:
        """From which one can choose."""
        self.queryset = institutions
        self.is_typed = institutions.order_by().values("pk")[:MANY + 1].count() > MANY
        if self.is_typed:
            self.widget = self._line()
            self.help_text = _("Naam en plaats zoals in de lijst van instellingen, of de code.")

    def to_python(self, value):
        """The institution that was chosen or named.

        :raises ValidationError: none is called so, or more than one; names those that look like it.
        """
        said = one_line(str(value or ""))
        if not self.is_typed or not said or _is_id(said):
            return super().to_python(value)
        name, _comma, place = said.rpartition(", ")
        named = Q(name__iexact=said) | Q(name__iexact=name, place__iexact=place) | Q(code__iexact=said)
        found = list(self.queryset.filter(named)[:2])
        if len(found) == 1:
            return found[0]
        alike = [str(one) for one in found_by(self.queryset, said.replace(",", " "))[:ALIKE]]
        self.widget = self._line(alike)
        if not alike:
            raise ValidationError(_("Zo heet er geen. Zoek ze op in de lijst van instellingen."), code="invalid_choice")
        raise ValidationError(_("Zo heet er geen, of meer dan één. Bedoel je: %(alike)s? Schrijf naam en plaats precies zo, of de code.")
                              % {"alike": "; ".join(alike)}, code="invalid_choice")

    def _line(self, alike=()) -> SuggestingInput:
        widget = SuggestingInput(alike, attrs=_LINE)
        widget.is_required = self.required
        return widget


def _is_id(said: str) -> bool:
    try:
        return bool(UUID(said))
    except ValueError:
        return False
