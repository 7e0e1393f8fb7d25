"""What a case is about, in the lists of its service: the form with a section for each list that is declared, and how it is told.

Used by the acts, the page of a case and its timeline. Which lists there are is data; here stand only their headings.
"""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.working import CLASSIFIED, the_mark
from gehoor.domain.cases.models import Classification
from gehoor.domain.services.schema.axes import LISTS, MARKS
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.forms import REQUIRED, SceneForm, choices, seen_field
from gehoor.interfaces.staff.saying import language, say

MARK = "mark_"
HEADINGS = {
    "theme": _("Thema"), "failing": _("Wat liep er mis"), "violence": _("Soort geweld"), "by_whom": _("Door wie"),
    "institution_kind": _("Soort instelling"), "measure": _("Maatregelen die vrijheid beperken"), "tag": _("Crisis of gebeurtenis"),
    "help_level": _("Wat wij kunnen doen"), "certainty": _("Hoe zeker"),
}
OTHERS = tuple(axis for axis in MARKS if axis != "failing")
"""Lists beyond themes and failings, in the order of the form."""


class ClassifyForm(SceneForm):
    kind = forms.ChoiceField(label=_("Soort contact"), error_messages=REQUIRED)
    theme = forms.ChoiceField(label=_("Hoofdthema"), error_messages=REQUIRED)
    themes = forms.MultipleChoiceField(label=_("Andere thema’s"), required=False, widget=forms.CheckboxSelectMultiple)
    failings = forms.MultipleChoiceField(label=_("Wat liep er mis"), required=False, widget=forms.CheckboxSelectMultiple)
    seen = seen_field()

    def furnish(self) -> None:
        case, service = self.scene.case, self.scene.service
        chosen = _by_axis(case.classifications.all())
        self.fields["kind"].choices = [(one.code, one.label.text(language())) for one in service.procedure.kinds
                                       if one.counted == "with_all"]
        self.fields["theme"].choices = choices(service, "theme", empty=str(_("kies")))
        self.fields["themes"].choices = choices(service, "theme")
        self.fields["failings"].choices = choices(service, "failing")
        on_sheets = {axis for sheet in service.procedure.sheets for axis in sheet.marks_of_case}
        # What a sheet says of the case is asked there, and nowhere a second time.
        for axis in (one for one in OTHERS if one not in on_sheets):
            if offered := _offered(service, axis, chosen.get(axis, [])):
                self.fields[MARK + axis] = forms.MultipleChoiceField(
                    label=HEADINGS[axis], choices=offered, required=False, widget=forms.CheckboxSelectMultiple)
                # Lists beyond themes and failings are long, and most cases need one or two: a form shows their names, open where used.
                self.fields[MARK + axis].folds = True
                self.initial[MARK + axis] = chosen.get(axis, [])
        self.initial |= {
            "kind": case.kind, "theme": case.theme, "seen": the_mark(case, CLASSIFIED),
            "themes": [code for code in chosen.get("theme", []) if code != case.theme], "failings": chosen.get("failing", []),
        }

    @property
    def marks(self) -> dict[str, list[str]]:
        """What was chosen on each list that the form offers, also where that is nothing."""
        return {name.removeprefix(MARK): codes for name, codes in self.cleaned_data.items() if name.startswith(MARK)}

    def clean(self) -> dict:
        """Hand the marks on together, as what is done with the form takes them."""
        return super().clean() | {"marks": self.marks}


def in_words(service: Service, classifications: Iterable[Classification]) -> list[tuple[str, str]]:
    """What a case is about, as (list, its codes in words), for every list that something was chosen from."""
    return told(service, _by_axis(classifications))


def told(service: Service, codes: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Codes by dimension as (list, codes in words), in the order of the form."""
    return [(HEADINGS[axis], ", ".join(say(service, axis, code) for code in codes[axis]))
            for axis in HEADINGS if codes.get(axis)]


def _by_axis(classifications: Iterable[Classification]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in sorted(classifications, key=lambda one: not one.is_main):
        found.setdefault(one.axis, []).append(one.code)
    return found


def _offered(service: Service, axis: str, chosen: Iterable[str]) -> list[tuple[str, str]]:
    """What can be chosen today, and what was chosen before: the tag of a crisis that passed is kept until somebody takes it off."""
    name = next(name for name, dimension in LISTS.items() if dimension == axis)
    today, kept = service.day_of(now()), set(chosen)
    return [(value.code, value.label.text(language())) for value in service.axes.values(name)
            if value.holds_on(today) or value.code in kept]
