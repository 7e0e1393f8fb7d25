"""The form of a step that refuses something: the grounds, the reasons for the file, and the words that the reporter reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.conversations.queries import can_be_written_to
from gehoor.domain.services.refusing import TooBare, grounds_that_apply, is_too_bare, reads_as_child
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, MoveForm, area
from gehoor.journeys.case_moves_on import the_answers_on_grounds

GAP = " … "
"""Where a text block leaves something to be written."""


class RefusalForm(MoveForm):
    reasons = forms.CharField(label=_("Redenen"), help_text=_("Voor het dossier. De melder leest dit niet."), widget=area(4),
                              max_length=LONGEST, error_messages=REQUIRED)
    text = forms.CharField(label=_("Wat de melder leest"), widget=area(7), max_length=LONGEST, strip=False, required=False,
                           error_messages=REQUIRED)

    def furnish(self) -> None:
        super().furnish()
        case, service = self.scene.case, self.scene.service
        if not can_be_written_to(case):
            del self.fields["text"]
        else:
            # Who never heard from us yet hears this from us; a child always reads why.
            self.fields["text"].required = case.answered_at is None or reads_as_child(
                service, audience=case.audience, role=case.reporter_role)
        if not self.is_bound:
            offered = {code for code, _label in self.fields["grounds"].choices}
            judged = grounds_that_apply(service, the_answers_on_grounds(case, self.scene.person))
            self.initial["grounds"] = [code for code in judged if code in offered]

    def clean_text(self) -> str:
        said = self.cleaned_data["text"]
        if GAP in said:
            raise forms.ValidationError(_("Schrijf zelf wat op de plaats van “…” hoort."))
        if said.strip() and is_too_bare(said):
            raise forms.ValidationError(TooBare.message)
        return said
