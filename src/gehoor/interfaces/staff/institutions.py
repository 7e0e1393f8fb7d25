"""The forms of the directory: what an institution is, how long its own regulation gives, that it ended, and a table of many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.directory.actions import state_of
from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.queries import the_institution, the_institution_of, the_institutions
from gehoor.domain.services.forms.inputs import SuggestingInput
from gehoor.domain.services.offered_regimes import own_terms
from gehoor.foundation.calendars import Span, Unit
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.forms import LINE, REQUIRED, area, line, seen_field
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.working import day_field
from gehoor.journeys.directory_is_kept import home_country, kinds_of_institutions

UNITS = [(Unit.WEEK, _("weken")), (Unit.CALENDAR_DAY, _("kalenderdagen")), (Unit.WORKING_DAY, _("werkdagen")), (Unit.MONTH, _("maanden"))]
NO_PERSON = _("Van een organisatie, nooit van een mens: hier staat niemand met naam.")


class FindForm(forms.Form):
    """Which institutions a list shows."""

    use_required_attribute = False
    q = forms.CharField(label=_("Zoek"), required=False, max_length=100, widget=line(type="search"))
    kind = forms.ChoiceField(label=_("Soort"), required=False)
    show = forms.ChoiceField(label=_("Toon"), required=False, choices=[
        ("", _("die er zijn")), ("own", _("met een eigen termijn")), ("retired", _("die ophielden"))])

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["kind"].choices = [("", _("alle")), *kinds_of_institutions(language()).items()]


class AboutForm(forms.Form):
    """About one institution of the directory; None while it is made."""

    use_required_attribute = False

    def __init__(self, data=None, *, institution: Institution | None = None):
        self.institution = institution
        super().__init__(data)
        self.furnish()

    def furnish(self) -> None:
        """Fill in what is offered, and what stands there now."""


class FactsForm(AboutForm):
    name = forms.CharField(label=_("Naam"), max_length=200, widget=line(), error_messages=REQUIRED)
    kind = forms.ChoiceField(label=_("Soort"), error_messages=REQUIRED)
    place = forms.CharField(label=_("Plaats"), max_length=100, required=False, widget=line(),
                            help_text=_("Hieraan onderscheidt wie kiest twee instellingen met dezelfde naam."))
    country = forms.RegexField("^[A-Za-z]{2}$", label=_("Land"), widget=line(**{"class": "input input--short"}),
                               error_messages={**REQUIRED, "invalid": _("Schrijf twee letters, zoals BE of NL.")})
    address = forms.CharField(label=_("Waar te bereiken"), max_length=300, required=False, widget=line(), help_text=NO_PERSON)
    notes = forms.CharField(label=_("Goed om te weten"), max_length=1_000, required=False, widget=area(4), help_text=NO_PERSON)
    seen = seen_field()

    def furnish(self) -> None:
        self.fields["kind"].choices = [("", _("kies")), *kinds_of_institutions(language()).items()]
        row = self.institution
        self.initial = {name: getattr(row, name) for name in ("name", "kind", "place", "country", "address", "notes")} if row else {
            "country": home_country(now())}
        self.initial["seen"] = state_of(row) if row else ""

    @property
    def facts(self) -> dict[str, str]:
        """What was said, as the journey takes it."""
        said = {name: said.replace("\r\n", "\n") for name, said in self.cleaned_data.items() if name != "seen"}
        return said | {"country": said["country"].upper()}


class LengthForm(AboutForm):
    rule = forms.ChoiceField(label=_("Welke termijn"), error_messages=REQUIRED)
    count = forms.IntegerField(label=_("Hoeveel"), required=False, min_value=1, max_value=999,
                               widget=forms.NumberInput(attrs={"class": "input input--short", "autocomplete": "off"}))
    unit = forms.ChoiceField(label=_("Geteld in"), choices=UNITS)
    silent = forms.BooleanField(label=_("Vanaf die dag zegt het reglement hier niets meer over."), required=False)
    source = forms.CharField(label=_("Waar staat dat"), max_length=200, required=False, widget=line(),
                             help_text=_("Het stuk en de dag, zoals “huisregels van 1 maart 2025”."))
    holds_from = day_field(_("Geldt vanaf"), help_text=_("Wat vroeger ontvangen is, houdt de termijn van zijn dag."))
    confirmed = forms.BooleanField(label=_("Ik las dit in het reglement zelf."), required=False,
                                   help_text=_("Zolang niemand dat deed, staat overal “nog te bevestigen” bij deze termijn."))

    def furnish(self) -> None:
        rules = own_terms(language(), on=the_day_of(now()), country=self.institution.country)
        self.fields["rule"].choices = [("", _("kies")), *rules.items()] if len(rules) != 1 else list(rules.items())
        self.fields["holds_from"].required = True
        self.fields["holds_from"].error_messages |= REQUIRED

    def clean(self) -> dict:
        said = super().clean()
        if not said.get("silent"):
            for name in ("count", "source"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, REQUIRED["required"])
        return said

    @property
    def length(self) -> OwnLength:
        """What was said, as the journey takes it."""
        said = self.cleaned_data
        within = None if said["silent"] else Span(said["count"], Unit(said["unit"]))
        return OwnLength(rule=said["rule"], within=within, source=said["source"], holds_from=said["holds_from"],
                         is_confirmed=said["confirmed"])


class RetireForm(AboutForm):
    on = day_field(_("Sinds wanneer is ze er niet meer"))
    successor = forms.CharField(label=_("Wat kwam in de plaats"), required=False, max_length=300,
                                help_text=_("Naam en plaats, of de code. Laat het leeg als er niets kwam."))
    seen = seen_field()

    def furnish(self) -> None:
        self.initial |= {"on": the_day_of(now()), "seen": state_of(self.institution)}
        self.fields["successor"].widget = SuggestingInput([str(one) for one in the_institutions()], attrs=LINE)
        self.fields["on"].required = True
        self.fields["on"].error_messages |= REQUIRED

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > the_day_of(now()):
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day

    def clean_successor(self) -> Institution | None:
        said = self.cleaned_data["successor"]
        found = (the_institution(said) or the_institution_of(said)) if said else None
        if said and found is None:
            raise forms.ValidationError(_("Zo heet er geen, of meer dan één. Schrijf naam en plaats zoals in de lijst, of de code."))
        return found


class OpenForm(AboutForm):
    seen = seen_field()

    def furnish(self) -> None:
        self.initial["seen"] = state_of(self.institution)


class TableForm(forms.Form):
    """A file with many institutions, to look at first."""

    use_required_attribute = False
    file = forms.FileField(label=_("Bestand"), error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
                           help_text=_("Een tabel als “CSV UTF-8”, ten hoogste 1 MB."),
                           widget=forms.FileInput(attrs={"class": "input input--file", "accept": ".csv,text/csv"}))
