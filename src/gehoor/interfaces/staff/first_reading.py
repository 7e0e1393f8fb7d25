"""A case read for the first time: who takes it, how soon, what it is about and our own words, on one page beside the story.

Each of these has an act of its own too, for later; this one is what somebody does ten times on a Monday morning.
"""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.actions.working import SUMMARISED, the_mark
from gehoor.interfaces.staff.classifying import ClassifyForm
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, area, choices, furnish_later, line, seen_field
from gehoor.journeys.case_moves_on import case_is_read_first


class FirstReadingForm(ClassifyForm):
    take = forms.BooleanField(label=_("Ik neem deze zaak"), required=False, initial=True)
    reporter_role = forms.ChoiceField(label=_("Wie meldt"), required=False,
                                      help_text=_("Het formulier zei het niet. Staat het in het verhaal? Kies het dan hier."))
    urgency = forms.ChoiceField(label=_("Hoe dringend"), widget=forms.RadioSelect, error_messages=REQUIRED)
    message = forms.CharField(label=_("Bericht aan de melder, als het later wordt"), widget=area(3), max_length=LONGEST, strip=False,
                              required=False)
    title = forms.CharField(label=_("Titel"), max_length=120, required=False, widget=line())
    summary = forms.CharField(label=_("Samenvatting"), widget=area(5), max_length=LONGEST, required=False,
                              help_text=_("In onze woorden. Mag later."))
    expected = forms.ModelChoiceField(queryset=Account.objects.all(), required=False, widget=forms.HiddenInput)
    seen_summary = seen_field()

    def furnish(self) -> None:
        super().furnish()
        case = self.scene.case
        self.fields["urgency"].choices = choices(self.scene.service, "urgency")
        furnish_later(self)
        self.initial |= {"urgency": case.urgency, "expected": case.handler_id, "seen_summary": the_mark(case, SUMMARISED)}
        if not self.is_bound:
            self.initial |= case.unsealed(self.scene.person.keyring.open(case.compartment_id))
        if case.handler_id is not None:
            # Whose it is already is changed on purpose, on a page of its own.
            del self.fields["take"]
        if case.reporter_role:
            del self.fields["reporter_role"]
        else:
            self.fields["reporter_role"].choices = _roles(self.scene)
        # Our own words come last, whatever lists the service has: what it is about is chosen while reading.
        first, last = ["take", "reporter_role", "urgency", "message", "kind", "theme"], ["title", "summary"]
        self.order_fields([*first, *(name for name in self.fields if name not in {*first, *last}), *last])


def _roles(scene) -> list[tuple[str, str]]:
    """Every role of the service, those of the door that they came through first."""
    known = {one.code: one.roles for one in scene.service.about.audiences}.get(scene.case.audience, [])
    offered = choices(scene.service, "reporter_role")
    return [("", str(_("weten wij niet"))), *sorted(offered, key=lambda role: role[0] not in known)]


def first_reading(scene, said: dict, at: datetime) -> None:
    """Keep all of it, or nothing."""
    case_is_read_first(
        person=scene.person, case=scene.case, take=said.get("take", False), expected=said["expected"], urgency=said["urgency"],
        kind=said["kind"], theme=said["theme"], themes=said["themes"], failings=said["failings"], marks=said["marks"],
        title=said["title"], summary=said["summary"], message=said.get("message", ""), reporter_role=said.get("reporter_role", ""),
        seen=said["seen"],
        seen_summary=said["seen_summary"], at=at)
