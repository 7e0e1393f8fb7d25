"""Consent, and what leaves the house: the forms and acts of it. Each act is a page of its own, like every other act on a case."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.cases.actions.people import INSTITUTION, PERSON
from gehoor.domain.consent.models import GIVEN, NOT_ASKED, PENDING, REFUSED, Consent, OutwardAct
from gehoor.domain.consent.queries import the_recipients
from gehoor.domain.directory.queries import the_offered
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.law import the_consents, the_sharing
from gehoor.domain.services.names import is_without_names
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.choosing import InstitutionField
from gehoor.interfaces.staff.forms import REQUIRED, WITHOUT_NAMES, SceneForm, area, line
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.sections import role_in_words
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.to_whom import ToWhom, recipient_in_words, why_unsure

ANSWERS = {GIVEN: _("stemt toe"), REFUSED: _("weigert"), NOT_ASKED: _("niet gevraagd")}
STATES = {"pending": _("nog niet vertrokken"), "done": _("vertrokken"), "stopped": _("gestopt")}
STOPPED_BECAUSE = {"withdrawn": _("een toestemming werd ingetrokken"), "reporter_withdrew": _("de melder wil stoppen"),
                   "by_hand": _("iemand hield het tegen")}
NEW = ""


def shared(name: str, code: str) -> str:
    """What staff read for a code of what can leave a case; a code that is gone is shown as it is."""
    found = the_sharing(now().date()).named(name, code)
    return found.label.text(language()) if found else code


def choices_of(name: str) -> list[tuple[str, str]]:
    """A list of codes with their words, to choose from."""
    return [(one.code, one.label.text(language())) for one in getattr(the_sharing(now().date()), name)]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": "input input--date"}, format="%Y-%m-%d")


class RecipientForm(SceneForm):
    """A form that says to whom: somebody the case has already, an institution of the list, or in words."""

    to = forms.ChoiceField(label=_("Aan wie"), required=False)
    institution = InstitutionField(label=_("Of uit de lijst van instellingen"), required=False, empty_label=_("staat er niet bij"))
    recipient_kind = forms.ChoiceField(label=_("Wat voor ontvanger is dit"), required=False)
    recipient_words = forms.CharField(label=_("Of in woorden"), max_length=200, required=False, widget=line())
    recipient_outside = forms.BooleanField(label=_("Dit is geen ouder van het kind, en niemand anders uit deze zaak"), required=False)

    def furnish(self) -> None:
        case, person = self.scene.case, self.scene.person
        self.fields["institution"].offer(the_offered(the_day_of(now())))
        staff_file = person.keyring.open(case.compartment_id)
        self._recipients = {f"r-{one.id}": one for one in the_recipients(case)}
        named = {one.party_id for one in self._recipients.values()}
        self._parties = {f"p-{one.id}": one for one in case.parties.all() if one.id not in named}
        known = {key: recipient_in_words(one, staff_file) for key, one in self._recipients.items()}
        self._respondents = _said_respondents(case, staff_file, but=set(known.values()))
        self.fields["to"].choices = [
            (NEW, _("iemand anders, hieronder")),
            *((key, words or shared("recipients", self._recipients[key].kind)) for key, words in known.items()),
            *((key, words) for key, (words, _kind) in self._respondents.items()),
            *((key, name_of_party(one, one.unsealed(staff_file), self.scene.service)) for key, one in self._parties.items())]
        self.fields["recipient_kind"].choices = [("", _("kies")), *((one.code, one.label.text(language())) for one in
                                                  the_sharing(now().date()).recipients if not one.in_case)]
        if is_without_names(self.scene.service, case.kind):
            self.fields["recipient_words"].help_text = WITHOUT_NAMES
        # Asked only where it makes a difference.
        self._unsure = self._why_unsure(self._meant(self.data.get("to", ""), self.data.get("recipient_words", ""), self.data))
        if self._unsure is None:
            del self.fields["recipient_outside"]

    def _meant(self, key: str, words: str, said) -> ToWhom | None:
        """The recipient that is meant in words, as far as was said; None for any other."""
        if key in self._recipients:
            return ToWhom(known=self._recipients[key])
        if key in self._respondents:
            words, kind = self._respondents[key]
            return ToWhom(kind=said.get("recipient_kind") or kind, words=words)
        if key in self._parties or said.get("institution") or not words:
            return None
        return ToWhom(kind=said.get("recipient_kind") or "", words=words)

    def _why_unsure(self, to: ToWhom | None):
        staff_file = self.scene.person.keyring.open(self.scene.case.compartment_id)
        return to and why_unsure(to, case=self.scene.case, staff_file=staff_file, at=now())

    def clean(self) -> dict:
        said = super().clean()
        key, words = said.get("to") or NEW, said.get("recipient_words", "")
        meant = self._meant(key, words, said)
        if key in self._parties:
            said["whom"] = ToWhom(kind="party", party=self._parties[key])
        elif meant is None and said.get("institution"):
            said["whom"] = ToWhom(kind=said.get("recipient_kind") or "institution", institution=said["institution"])
        elif meant is None:
            if "institution" not in self.errors:
                self.add_error("to", _("Zeg aan wie. Eén ontvanger tegelijk."))
        elif meant.known is None and not meant.kind:
            self.add_error("recipient_kind", _("Zeg wat voor ontvanger dit is."))
        elif self._unsure is not None and not said.get("recipient_outside"):
            self.add_error("recipient_outside", str(self._unsure))
        else:
            said["whom"] = replace(meant, is_outside=self._unsure is not None)
        return said


def _said_respondents(case, staff_file, *, but: set[str]) -> dict[str, tuple[str, str]]:
    """Whom the case is about in words that nobody found in the list of institutions: as (words, kind of recipient where that is plain).

    Chosen, not typed again: a consent holds for the recipient it was given for, and two spellings would be two.
    """
    rows = [(one, one.unsealed(staff_file)["words"])
            for one in case.respondents.filter(Q(kind=PERSON) | Q(kind=INSTITUTION, tag=None))]
    return {f"x-{one.id}": (words, INSTITUTION if one.kind == INSTITUTION else "") for one, words in rows if words and words not in but}


class _SaidFields(forms.Form):
    """What somebody said."""

    # Beside which field a refusal stands that only the whole of it can tell.
    refused_at = {giving.NotInThatCapacity: "capacity"}

    party = forms.ChoiceField(label=_("Wie"), widget=forms.RadioSelect, error_messages=REQUIRED)
    capacity = forms.ChoiceField(label=_("In welke hoedanigheid"), error_messages=REQUIRED)
    answer = forms.ChoiceField(label=_("Antwoord"), widget=forms.RadioSelect, choices=list(ANSWERS.items()), error_messages=REQUIRED)
    reason = forms.ChoiceField(label=_("Niet gevraagd: waarom"), required=False)
    exception = forms.ChoiceField(label=_("Zonder de ouders: waarom"), required=False)
    way = forms.ChoiceField(label=_("Hoe gezegd"), required=False)
    words = forms.CharField(label=_("Wat precies, of waarom precies niet gevraagd"), widget=area(3), max_length=2_000, required=False)
    from_day = forms.DateField(label=_("Vanaf"), widget=day_input(), error_messages=REQUIRED)
    until_day = forms.DateField(label=_("Tot en met"), widget=day_input(), required=False)


class AgreeForm(_SaidFields, RecipientForm):
    """What somebody of the case says about telling somebody outside."""

    purpose = forms.ChoiceField(label=_("Waarvoor"), error_messages=REQUIRED)
    data = forms.MultipleChoiceField(label=_("Welke gegevens"), widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED)
    field_order = ["to", "institution", "recipient_kind", "recipient_words", "recipient_outside", "purpose", "data", "party", "capacity",
                   "answer", "reason", "exception", "way", "words", "from_day", "until_day"]

    def furnish(self) -> None:
        super().furnish()
        self.fields["purpose"].choices = choices_of("purposes")
        self.fields["data"].choices = choices_of("data")
        _furnish_said(self)

    def clean(self) -> dict:
        return _clean_said(self, super().clean())


class AgreeForForm(_SaidFields, SceneForm):
    """What somebody of the case says about one act that waits."""

    def furnish(self) -> None:
        _furnish_said(self)

    def clean(self) -> dict:
        return _clean_said(self, super().clean())


def _furnish_said(form) -> None:
    scene = form.scene
    staff_file = scene.person.keyring.open(scene.case.compartment_id)
    form.parties = {str(one.id): one for one in scene.case.parties.all()}
    form.fields["party"].choices = [(key, name_of_party(one, one.unsealed(staff_file), scene.service)) for key, one in form.parties.items()]
    for name, listed in (("capacity", "capacities"), ("way", "ways"), ("reason", "not_asked")):
        form.fields[name].choices = choices_of(listed)
    form.fields["reason"].choices = [("", _("is gevraagd")), *form.fields["reason"].choices]
    exceptions = the_consents(scene.service, now().date()).exceptions
    form.fields["exception"].choices = [("", _("niet van toepassing")), *((one.code, one.label.text(language())) for one in exceptions)]
    if not exceptions:
        del form.fields["exception"]
    form.initial.setdefault("from_day", the_day_of(now()))


def _clean_said(form, said: dict) -> dict:
    said["given_by"] = form.parties.get(said.get("party", ""))
    if said.get("answer") == NOT_ASKED and not said.get("reason"):
        form.add_error("reason", _("Zeg waarom het niet gevraagd werd."))
    if said.get("answer") != NOT_ASKED:
        said["reason"] = ""
    if said.get("answer") != GIVEN:
        said["exception"] = ""
    if said.get("until_day") and said.get("from_day") and said["until_day"] < said["from_day"]:
        form.add_error("until_day", _("De toestemming eindigt voor ze begint."))
    return said


class SendOutForm(RecipientForm):
    """Something that is to leave."""

    kind = forms.ChoiceField(label=_("Wat"), widget=forms.RadioSelect, error_messages=REQUIRED)
    purpose = forms.ChoiceField(label=_("Waarvoor"), error_messages=REQUIRED)
    data = forms.MultipleChoiceField(label=_("Welke gegevens gaan mee"), widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED)
    about = forms.CharField(label=_("Waarover"), widget=area(3), max_length=2_000, required=False,
                            help_text=_("Een brief begint ermee."))
    answer_by = forms.DateField(label=_("Antwoord verwacht tegen"), widget=day_input(), required=False)
    field_order = ["kind", "to", "institution", "recipient_kind", "recipient_words", "recipient_outside", "purpose", "data", "about",
                   "answer_by"]

    def furnish(self) -> None:
        super().furnish()
        for name, listed in (("kind", "acts_by_hand"), ("purpose", "purposes"), ("data", "data")):
            self.fields[name].choices = choices_of(listed)

    def clean_answer_by(self) -> date | None:
        day = self.cleaned_data["answer_by"]
        if day and day < self.scene.service.day_of(now()):
            raise forms.ValidationError(leaving.AnswerIsPast.message)
        return day


class SureForm(SceneForm):
    """Nothing to fill in: the page says what will happen."""


class WhyForm(SceneForm):
    why = forms.CharField(label=_("Waarom"), widget=area(4), max_length=2_000, error_messages=REQUIRED)


def name_of_party(party, said: dict, service) -> str:
    """Somebody of the case in words: the name, or the role where nobody gave one."""
    role = gettext("kind of jongere") if party.is_child else role_in_words(service, party.role)
    name = said.get("name", "")
    return f"{name} ({role})" if name else role


def act_of(scene, which: str = "") -> OutwardAct:
    """The outward act that the address names.

    :raises NotAllowed: this case has no such act.
    """
    return row_of(OutwardAct.objects.filter(case=scene.case).select_related("to__party", "made_by"), which or scene.which)


def row_of(rows, which: str):
    try:
        found = rows.filter(pk=UUID(which)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotAllowed
    return found


def moment_of(day: date | None, *, at: datetime, end: bool = False) -> datetime | None:
    """When a day that somebody wrote begins or ends here; today begins now."""
    if day is None or (day == the_day_of(at) and not end):
        return at if day else None
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59) if end else time(0)))


def _record(scene, said: dict, at, *, to, purpose: str, data) -> None:
    giving.consent_is_recorded(
        person=scene.person, case=scene.case, to=to, party=said["given_by"], capacity=said["capacity"], purpose=purpose, data=data,
        answer=said["answer"], way=said.get("way", ""), words=said["words"], from_at=moment_of(said["from_day"], at=at),
        until_at=moment_of(said.get("until_day"), at=at, end=True), reason=said["reason"], exception=said.get("exception", ""), at=at)


def _agree(scene, said: dict, at) -> None:
    _record(scene, said, at, to=said["whom"], purpose=said["purpose"], data=said["data"])


def _agree_for(scene, said: dict, at) -> None:
    act = act_of(scene)
    _record(scene, said, at, to=ToWhom(known=act.to), purpose=act.purpose, data=act.data)


def _take_back(scene, _said: dict, at) -> None:
    giving.consent_is_withdrawn(person=scene.person, case=scene.case, consent_id=_consent_of(scene).id, at=at)


def _send_out(scene, said: dict, at) -> None:
    leaving.act_is_planned(person=scene.person, case=scene.case, to=said["whom"], kind=said["kind"], purpose=said["purpose"],
                           data=said["data"], about=said["about"], answer_by=said["answer_by"], at=at)


def _hold_back(scene, _said: dict, at) -> None:
    leaving.act_is_stopped(person=scene.person, case=scene.case, act=act_of(scene), at=at)


def _oppose(scene, said: dict, at) -> None:
    giving.parent_and_child_are_opposed(person=scene.person, case=scene.case, why=said["why"], at=at)


def _oppose_no_more(scene, _said: dict, at) -> None:
    giving.parent_and_child_agree_again(person=scene.person, case=scene.case, at=at)


def _consent_of(scene) -> Consent:
    return row_of(Consent.objects.filter(case=scene.case).exclude(to=None).select_related("to__party", "party"), scene.which)


def in_short(act: OutwardAct, scene) -> list[tuple[str, str]]:
    """An outward act as it stands above a form."""
    staff_file = scene.person.keyring.open(scene.case.compartment_id)
    said = act.unsealed(staff_file)
    missing = leaving.the_carried(scene.person, scene.case, [act], at=now())[act.id]
    lacking = "" if act.state != PENDING or missing.holds else "\n".join(missing.missing)
    return [(_("Wat"), shared("acts", act.kind)), (_("Aan wie"), recipient_in_words(act.to, staff_file)),
            (_("Waarvoor"), shared("purposes", act.purpose)), (_("Welke gegevens"), ", ".join(shared("data", code) for code in act.data)),
            (_("Waarover"), said["about"]), (_("Nog nodig"), lacking),
            (_("Antwoord verwacht tegen"), day_in_words(date.fromisoformat(said["answer_by"])) if said.get("answer_by") else "")]


def _about_consent(scene) -> list[tuple[str, str]]:
    consent, staff_file = _consent_of(scene), scene.person.keyring.open(scene.case.compartment_id)
    waiting = OutwardAct.objects.filter(case=scene.case, state=PENDING, rests_on__consent=consent).count()
    return [(_("Wie"), name_of_party(consent.party, consent.party.unsealed(staff_file), scene.service)),
            (_("Aan wie"), recipient_in_words(consent.to, staff_file)), (_("Waarvoor"), shared("purposes", consent.purpose)),
            (_("Welke gegevens"), ", ".join(shared("data", code) for code in consent.data)),
            (_("Wat dan stopt"), gettext("%(n)s dat nog moest vertrekken") % {"n": waiting} if waiting else gettext("niets wacht hierop"))]


HERE = {"leads_to": "staff:consents"}
CONSENT_ACTS = (
    {"name": "agree", "title": _("Noteer wat iemand zegt over delen"), "button": _("Bewaar"), "form": AgreeForm, "do": _agree,
     "hint": _("Eén ontvanger, één doel. Vraag het in gewone woorden. Weigeren mag altijd."), **HERE},
    {"name": "send_out", "title": _("Iets dat naar buiten gaat"), "button": _("Bereid voor"), "form": SendOutForm, "do": _send_out,
     "hint": _("Hiermee vertrekt nog niets. De volgende bladzijde zegt of er toestemming is."),
     "done": _("Voorbereid. Er is niets vertrokken."),
     **HERE},
    {"name": "oppose", "title": _("Belangen van ouder en kind gaan niet samen"), "button": _("Noteer dit"), "form": WhyForm, "do": _oppose,
     "hint": _("Vanaf dan gaat niets meer naar een ouder. De bladzijde van de zaak waarschuwt."), **HERE},
    {"name": "oppose_no_more", "title": _("Belangen van ouder en kind gaan weer samen"), "button": _("Haal de waarschuwing weg"),
     "form": SureForm, "do": _oppose_no_more, **HERE},
)
"""Acts on a case."""

ON_CONSENT = (
    {"name": "agree_for", "title": _("Noteer wat iemand hierover zegt"), "button": _("Bewaar"), "form": AgreeForForm, "do": _agree_for,
     "about": lambda scene: in_short(act_of(scene), scene), **HERE},
    {"name": "take_back", "title": _("Iemand trekt een toestemming in"), "button": _("Ja, ingetrokken"), "form": SureForm, "do": _take_back,
     "hint": _("Wat erop wachtte, stopt meteen."), "about": _about_consent,
     "done": _("Ingetrokken. Wat erop wachtte, is gestopt."), **HERE},
    {"name": "hold_back", "title": _("Hou dit tegen"), "button": _("Het vertrekt niet"), "form": SureForm, "do": _hold_back,
     "about": lambda scene: in_short(act_of(scene), scene), "done": _("Tegengehouden."), **HERE},
)
"""Acts on one row: a consent, or something that leaves."""
