"""The forms of the people who work here. What is offered comes from the declared service; what is refused says why."""

import json
from datetime import date

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.accounts.queries import the_other_teams
from gehoor.domain.cases.actions.people import PERSON
from gehoor.domain.cases.actions.working import SUMMARISED, the_mark
from gehoor.domain.cases.queries import the_candidates
from gehoor.domain.contacts.models import Standing
from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.domain.directory.persons import NameTooShort, tag_of_person
from gehoor.domain.directory.queries import the_institutions, the_offered
from gehoor.domain.services.forms.choices import where_it_stands
from gehoor.domain.services.forms.inputs import SuggestingInput
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.names import NobodyIsNamedHere, is_without_names
from gehoor.domain.services.schema.ground import Ground
from gehoor.foundation.clock import now
from gehoor.interfaces.kit.lines import AgeField, LineInput
from gehoor.interfaces.kit.templatetags.moments import short_day
from gehoor.interfaces.staff.choosing import InstitutionField
from gehoor.interfaces.staff.saying import language
from gehoor.journeys.later_than_promised import what_is_put_off
from gehoor.journeys.message_passes import DayIsPast

CHILD = "child"
LONGEST = 20_000
REQUIRED = {"required": _("Vul dit in.")}
WITHOUT_NAMES = _("In deze soort zaak wordt niemand genoemd. Schrijf geen namen of adressen.")
NAMING = ("child_name", "reporter_name", "contact_address")
# Hidden in a form: what stood before the person when they began.
SEEN = ("seen", "seen_summary", "expected")
LINE = {"class": "input", "autocomplete": "off"}


def choices(service, dimension: str, *, empty: str = "") -> list[tuple[str, str]]:
    """What a list of the service offers, with a first choice that is none where one must be able to choose nothing."""
    labels = list(code_labels(service, dimension, language()).items())
    return [("", empty), *labels] if empty else labels


def line(**attrs: str) -> LineInput:
    """An input of one line."""
    return LineInput(attrs={**LINE, **attrs})


def area(rows: int) -> forms.Textarea:
    """An input of several lines."""
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def real_day(day: date) -> None:
    """:raises ValidationError: a day of which no calendar of ours knows the moment: a slip in the year, or worse."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(_("Kijk het jaartal na."))


class SceneForm(forms.Form):
    """A form about one case; `scene` says which, in which service, by whom."""

    use_required_attribute = False

    def __init__(self, data=None, *, scene, **kwargs):
        self.scene = scene
        super().__init__(data, **kwargs)
        self.furnish()
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.validators = [*field.validators, real_day]

    def furnish(self) -> None:
        """Fill in what is offered."""


class AnswerForm(SceneForm):
    kind = forms.ChoiceField(label=_("Dit is"), choices=[
        ("answer", _("een antwoord")), ("question", _("een vraag aan de melder")), ("notice", _("een bericht, nog geen antwoord"))],
                             widget=forms.RadioSelect, initial="answer")
    text = forms.CharField(label=_("Bericht"), widget=area(8), max_length=LONGEST, strip=False, error_messages=REQUIRED)
    promised_by = forms.DateField(
        label=_("Je belooft iets tegen"), required=False, help_text=_("Alleen als het bericht een dag belooft. Dan staat het op de lijst."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"}))
    promised = forms.CharField(label=_("Wat je belooft"), max_length=200, required=False, widget=line())

    def clean(self) -> dict:
        said = super().clean()
        by = said.get("promised_by")
        if by and by < self.scene.service.day_of(now()):
            self.add_error("promised_by", DayIsPast.message)
        if said.get("promised") and not by and "promised_by" not in self.errors:
            self.add_error("promised_by", _("Zeg ook tegen welke dag."))
        return said


class RestForm(SceneForm):
    # The last message that the person had before them: one that came since is read first.
    seen = forms.CharField(widget=forms.HiddenInput)

    def furnish(self) -> None:
        self.initial["seen"] = self.scene.case.last_heard_at.isoformat()


class NoteForm(SceneForm):
    text = forms.CharField(label=_("Notitie"), widget=area(6), max_length=LONGEST, strip=False, error_messages=REQUIRED)


class AssignForm(SceneForm):
    to = forms.ModelChoiceField(label=_("Behandelaar"), queryset=Account.objects.none(), required=False,
                                empty_label=_("niemand"))
    expected = forms.ModelChoiceField(queryset=Account.objects.all(), required=False, widget=forms.HiddenInput)

    def furnish(self) -> None:
        case = self.scene.case
        self.fields["to"].queryset = the_candidates(case)
        self.initial |= {"to": self.scene.person.id if case.handler_id is None else case.handler_id, "expected": case.handler_id}


class HandOverForm(SceneForm):
    to = forms.ModelChoiceField(label=_("Naar welk team"), queryset=Team.objects.none(), error_messages=REQUIRED, empty_label=_("kies"))
    reason = forms.CharField(label=_("Waarom"), widget=area(4), max_length=2_000, error_messages=REQUIRED)
    expected = forms.ModelChoiceField(queryset=Team.objects.all(), widget=forms.HiddenInput)

    def furnish(self) -> None:
        self.fields["to"].queryset = the_other_teams(self.scene.case.team)
        self.initial["expected"] = self.scene.case.team_id


class UrgencyForm(SceneForm):
    urgency = forms.ChoiceField(label=_("Hoe dringend"), widget=forms.RadioSelect, error_messages=REQUIRED)
    message = forms.CharField(label=_("Bericht aan de melder, als het later wordt"), widget=area(3), max_length=LONGEST, strip=False,
                              required=False)

    def furnish(self) -> None:
        self.fields["urgency"].choices = choices(self.scene.service, "urgency")
        self.initial["urgency"] = self.scene.case.urgency
        furnish_later(self)


def furnish_later(form: SceneForm) -> None:
    """Say which urgencies put a day off that the reporter was promised, and offer to tell them; nothing where none does."""
    case = form.scene.case
    later = {label: put_off for code, label in form.fields["urgency"].choices if (put_off := what_is_put_off(case, code))}
    if not later:
        del form.fields["message"]
        return
    said = [_("%(urgency)s: “%(promise)s” op %(day)s in plaats van %(was)s.") % {
        "urgency": label, "promise": one.label.text(language()).rstrip("."), "day": short_day(one.due_at), "was": short_day(one.was_at)}
        for label, put_off in later.items() for one in put_off]
    form.fields["urgency"].help_text = " ".join([str(_("De melder las een vroegere dag dan bij deze keuzes hoort.")), *map(str, said)])
    if not can_be_written_to(case):
        del form.fields["message"]
        return
    with override(the_conversation(case).language):
        form.initial["message"] = gettext("Wij antwoorden later dan wij eerst zeiden.")
    form.fields["message"].help_text = _("Dit vertrekt alleen als een beloofde dag later wordt. De dagen komen er vanzelf onder. Laat het "
                                         "leeg als je het zelf zegt.")


def seen_field() -> forms.CharField:
    """What stood before the person when they began: kept with what they typed, also over a lock."""
    return forms.CharField(widget=forms.HiddenInput, required=False, empty_value=None)


class SummariseForm(SceneForm):
    title = forms.CharField(label=_("Titel"), max_length=120, required=False, widget=line())
    summary = forms.CharField(label=_("Samenvatting"), widget=area(8), max_length=LONGEST, required=False)
    seen = seen_field()

    def furnish(self) -> None:
        case = self.scene.case
        if not self.is_bound:
            self.initial |= case.unsealed(self.scene.person.keyring.open(case.compartment_id))
        self.initial["seen"] = the_mark(case, SUMMARISED)

    def clean(self) -> dict:
        """A title may stand alone at first; a summary that stands there isn't emptied."""
        said = super().clean()
        if not self.errors and not said["summary"] and (self.scene.case.has_summary or not said["title"]):
            self.add_error("summary", REQUIRED["required"])
        return said


RESPONDENT_KINDS = [("institution", _("een instelling")), ("person", _("een persoon")), ("rule", _("een regel, zonder dader"))]
NOBODYS_KINDS = [(code, label) for code, label in RESPONDENT_KINDS if code != PERSON]


class RespondentForm(SceneForm):
    kind = forms.ChoiceField(label=_("Het gaat over"), widget=forms.RadioSelect, initial="institution", choices=RESPONDENT_KINDS)
    institution = InstitutionField(label=_("Uit de lijst"), required=False, empty_label=_("staat er niet bij"))
    words = forms.CharField(label=_("Of in woorden"), max_length=200, required=False,
                            widget=line())
    name = forms.CharField(label=_("Is het een persoon: voornaam en naam"), max_length=120, required=False, widget=line(),
                           help_text=_("Zodra de naam er staat, ziet een collega met een belangenconflict de zaak niet meer."))

    def furnish(self) -> None:
        self.fields["institution"].offer(the_offered(self.scene.service.day_of(self.scene.case.opened_at)))
        if is_without_names(self.scene.service, self.scene.case.kind):
            self.fields["kind"].choices = NOBODYS_KINDS
            self.fields["words"].help_text = WITHOUT_NAMES
            del self.fields["name"]

    def clean(self) -> dict:
        said = super().clean()
        if said.get("name") and said.get("kind") != PERSON:
            self.add_error("name", _("Een naam is er alleen voor een persoon. Kies dan “een persoon”."))
        elif said.get("name") and tag_of_person(said["name"]) is None:
            self.add_error("name", NameTooShort.message)
        elif said.get("kind") == PERSON and said.get("institution"):
            self.add_error("institution", _("Een instelling uit de lijst is geen persoon."))
        if not (said.get("institution") or said.get("words") or said.get("name")) and "institution" not in self.errors:
            self.add_error("words", _("Kies een instelling uit de lijst, of schrijf over wie of wat het gaat."))
        chosen = said.get("institution")
        if chosen and self.scene.case.respondents.filter(tag=chosen.tag).exists():
            self.add_error("institution", _("Deze instelling staat er al bij."))
        return said


class RecogniseForm(SceneForm):
    respondent = forms.ChoiceField(label=_("Wat er staat"), error_messages=REQUIRED)
    kind = forms.ChoiceField(label=_("Dat is"), widget=forms.RadioSelect, initial="institution", choices=RESPONDENT_KINDS)
    institution = InstitutionField(label=_("Welke instelling"), required=False, empty_label=_("kies"))

    def furnish(self) -> None:
        staff_file = self.scene.person.keyring.open(self.scene.case.compartment_id)
        unknown = self.scene.case.respondents.filter(kind="institution", tag=None)
        self.fields["respondent"].choices = [(str(row.id), row.unsealed(staff_file)["words"]) for row in unknown]
        self.fields["institution"].queryset = the_offered(self.scene.service.day_of(self.scene.case.opened_at))
        if is_without_names(self.scene.service, self.scene.case.kind):
            self.fields["kind"].choices = NOBODYS_KINDS

    def clean(self) -> dict:
        said = super().clean()
        if said.get("kind") == "institution" and not said.get("institution") and "institution" not in self.errors:
            self.add_error("institution", _("Kies de instelling. Staat ze niet in de lijst, dan kan nog geen belangenconflict gelden."))
        elif said.get("kind") != "institution":
            said["institution"] = None
        return said


class DeputyForm(SceneForm):
    account = forms.ModelChoiceField(label=_("Wie"), queryset=Account.objects.none(), error_messages=REQUIRED, empty_label=_("kies"))

    def furnish(self) -> None:
        self.fields["account"].queryset = the_candidates(self.scene.case).exclude(pk=self.scene.person.id)


class ConfidentialForm(SceneForm):
    people = forms.ModelMultipleChoiceField(
        label=_("Wie mag deze zaak nog openen"), queryset=Account.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Noem minstens twee mensen die deze zaak mogen openen.")})

    def furnish(self) -> None:
        self.fields["people"].queryset = the_candidates(self.scene.case)
        self.initial["people"] = [self.scene.person.id]


class MoveForm(SceneForm):
    outcome = forms.ChoiceField(label=_("Uitkomst"), widget=forms.RadioSelect, error_messages=REQUIRED)
    grounds = forms.MultipleChoiceField(label=_("Grond"), widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED)
    expected = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, scene, step, **kwargs):
        self.step = step
        super().__init__(data, scene=scene, **kwargs)

    def furnish(self) -> None:
        for name, offered in (("outcome", self.step.outcomes), ("grounds", self.step.open_grounds)):
            if offered or (name == "grounds" and self.step.shut):
                self.fields[name].choices = [(one.code, one.label.text(language())) for one in offered]
                if name == "grounds":
                    self.fields[name].choices = [(one.code, ground_in_words(one)) for one in offered]
                if len(offered) == 1 and name == "outcome":
                    self.initial[name] = offered[0].code
            else:
                del self.fields[name]
        if self.step.shut:
            labels = {one.code: one.label.text(language()) for one in self.step.grounds}
            self.fields["grounds"].help_text = " ".join(
                gettext("“%(ground)s” kan nu niet: %(why)s.") % {"ground": labels[code], "why": ", ".join(why)}
                for code, why in self.step.shut.items())
        self.initial["expected"] = self.scene.case.stage


def ground_in_words(ground: Ground) -> str:
    """A ground with where it is written, and whether a lawyer must still confirm it."""
    where = where_it_stands(ground.source, status=ground.status)
    return f"{ground.label.text(language())} ({where})" if where else ground.label.text(language())


def sent_again(make_form, data):
    """The form with what was typed, and with what stands there now as what was seen."""
    data, fresh = data.copy(), make_form(None)
    for name in SEEN:
        if name in fresh.fields:
            value = fresh[name].value()
            data[name] = "" if value is None else str(value)
    form = make_form(data)
    form.is_valid()
    return form


class RegisterForm(forms.Form):
    """A talk, a letter or a visit, on one screen."""

    use_required_attribute = False
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(label=_("Wat de persoon zegt, in eigen woorden"), widget=area(13), max_length=LONGEST, strip=False,
                            required=False)
    did = forms.CharField(label=_("Wat wij zeiden en deden"), widget=area(4), max_length=LONGEST, required=False)
    channel = forms.ChoiceField(label=_("Hoe"), widget=forms.RadioSelect, error_messages=REQUIRED)
    kind = forms.ChoiceField(label=_("Soort contact"), widget=forms.RadioSelect, error_messages=REQUIRED)
    reporter_role = forms.ChoiceField(label=_("Wie"), required=False)
    audience = forms.ChoiceField(label=_("Welke deur past"), required=False)
    theme = forms.ChoiceField(label=_("Thema"), required=False)
    urgency = forms.ChoiceField(label=_("Hoe dringend"), required=False)
    child_name = forms.CharField(label=_("Naam van het kind"), max_length=120, required=False, widget=line())
    child_age = AgeField(label=_("Leeftijd van het kind"), max_length=20, required=False, widget=line())
    reporter_name = forms.CharField(label=_("Naam en contact van de persoon"), max_length=200, required=False, widget=line())
    respondent = forms.CharField(label=_("Over welke instelling, persoon of regel"), max_length=200, required=False, widget=line())
    contact_channel = forms.ChoiceField(label=_("Contact is veilig"), required=False, choices=[
        ("", _("nee, of niet gevraagd")), ("phone", _("ja, per telefoon")), ("email", _("ja, per e-mail")),
        ("letter", _("ja, per brief"))])
    contact_address = forms.CharField(label=_("Nummer of adres, wanneer, onder welke naam"), max_length=200, required=False,
                                      widget=line())
    outcome = forms.ChoiceField(label=_("Uitkomst"), required=False)
    minutes = forms.IntegerField(label=_("Duur in minuten"), required=False, min_value=0, max_value=1_440,
                                 widget=forms.NumberInput(attrs={"class": "input input--short", "autocomplete": "off"}))

    def __init__(self, data=None, *, service, **kwargs):
        super().__init__(data, **kwargs)
        self.service = service
        self.fields["channel"].choices = [(one.code, one.label.text(language())) for one in service.about.channels
                                          if one.core != "web_form"]
        self.fields["kind"].choices = [(one.code, one.label.text(language())) for one in service.procedure.kinds]
        doors = [(one.code, one.title.text(language())) for one in service.about.audiences]
        if len(doors) > 1:
            self.fields["audience"].choices = [("", _("wat bij de persoon past")), *doors]
        else:
            del self.fields["audience"]
        for name in ("reporter_role", "theme", "urgency", "outcome"):
            self.fields[name].choices = choices(service, name, empty=str(_("kies")))
        named = {"all": [{"question": "kind", "is_not": one.code} for one in service.procedure.kinds if one.without_names]}
        # The browser hides by this what a kind without names doesn't have; what was typed there all the same is refused below.
        self.when_named = json.dumps(named) if named["all"] else ""
        self.fields["respondent"].widget = SuggestingInput([str(place) for place in the_institutions()], attrs=LINE)

    def clean(self) -> dict:
        said = super().clean()
        if self.standing(said) == Standing.REAL and not (said.get("words") or said.get("did")):
            self.add_error("words", _("Schrijf wat de persoon zei, of wat jullie deden."))
        for name in NAMING if is_without_names(self.service, said.get("kind", "")) else ():
            if said.get(name):
                self.add_error(name, NobodyIsNamedHere.message)
        return said

    def standing(self, said: dict) -> str:
        """How it is counted: a kind that is counted apart names its own standing."""
        kind = next((one for one in self.service.procedure.kinds if one.code == said.get("kind")), None)
        return kind.code if kind and kind.counted == "apart" and kind.code in Standing.values else Standing.REAL
