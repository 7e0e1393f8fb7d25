"""Who asks to see a file, and of which class each part is: the forms and acts of it, and what stands in a part."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.working import ASKED_LATER
from gehoor.domain.cases.parties import what_may_leave
from gehoor.domain.services.forms import Reader, told
from gehoor.domain.services.forms.telling import date_in_words
from gehoor.domain.services.law import the_access
from gehoor.domain.services.names import every_question
from gehoor.domain.services.schema.access import LOOK
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.agreeing import day_input, name_of_party
from gehoor.interfaces.staff.forms import REQUIRED, SceneForm, area
from gehoor.interfaces.staff.saying import language
from gehoor.journeys import file_is_asked_for as asking
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.parts_of_a_file import Part, the_parts

KINDS = {
    "story": _("Het verhaal"), "contact": _("Een contact"), "message_in": _("Een bericht aan ons"), "message_out": _("Een bericht van ons"),
    "note": _("Een notitie"), "summary": _("Onze samenvatting"), "sheet": _("Een blad"), "file": _("Een bestand"),
    "person": _("Een persoon"), "point": _("Een punt"), "tested": _("Een toets"),
    "relation": _("Hoe mensen bij elkaar horen"), "term": _("Een termijn die anders liep"), "consent": _("Een toestemming"),
    "outward": _("Iets dat naar buiten ging"), "override": _("Een beslissing van twee personen"), "task": _("Een taak"),
    "approval": _("Een akkoord"), "opposed": _("Een afweging over het belang van het kind"), "mediation": _("De bemiddeling"),
    "statement": _("Wat een kant zei"), "proposal": _("Een voorstel"),
}
ASKED_IN_WORDS = ("override", "proposal")
ABLE = [("presumed", _("zoals de wet vermoedt bij deze leeftijd")), ("yes", _("ja, en ik schrijf waarom")),
        ("no", _("neen, en ik schrijf waarom"))]
SHORT = 300
"""How much of a part stands beside the question of its class."""


def texts_of(part: Part, service: Service) -> list[tuple[str, str]]:
    """What stands in a part, as (question, answer); bare text has no question."""
    if part.fragment.kind in ("story", "contact"):
        return _of_contact(part, service)
    if part.fragment.kind == "person":
        return _of_person(part, service)
    if part.fragment.kind == "sheet":
        row, answers = part.row.row, part.row.said["answers"]
        fields = every_question(service) if row.code == ASKED_LATER else service.procedure.sheet(row.code).fields
        reader = Reader(service=service, language=language(), on=service.day_of(row.filled_at))
        return [(one.question, one.answer) for one in told(fields, answers, reader)]
    # Of decisions, each answer stands under its question; of the rest, the words alone.
    return [(name if part.fragment.kind in ASKED_IN_WORDS else "", words) for name, words in part.told if words]


def title_of(part: Part, service: Service) -> str:
    """What a part is, in words, without what stands in it."""
    if part.fragment.kind == "sheet" and part.row.row.code != ASKED_LATER:
        return service.procedure.sheet(part.row.row.code).title.text(language())
    return str(KINDS[part.fragment.kind])


def _of_person(part: Part, service: Service) -> list[tuple[str, str]]:
    """What is known of somebody; a secret address never leaves, not even in the file of who lives there."""
    said = what_may_leave(part.row.said)
    born = date_in_words(said["born"], language()) if isinstance(said.get("born"), Mapping) else said.get("born", "")
    found = [(gettext("Wie"), name_of_party(part.row.row, said, service)), (gettext("Geboren"), born),
             (gettext("Leeftijd"), str(said.get("age") or "")), (gettext("Adres"), str(said.get("address") or "")),
             (gettext("Waar moeten we op letten"), str(said.get("mind") or ""))]
    return [(question, words) for question, words in found if words]


def _of_contact(part: Part, service: Service) -> list[tuple[str, str]]:
    contact, said = part.row.contact, part.row.said
    found = []
    if contact.audience and said.get("answers"):
        reader = Reader(service=service, language=language(), on=service.day_of(contact.received_at), audience=contact.audience)
        asked = list(service.questionnaire(contact.audience).fields())
        found = [(one.question, one.answer) for one in told(asked, said["answers"], reader)]
    own = [("", said.get("words", "")), (gettext("Wat wij zeiden en deden"), said.get("did", ""))]
    return [*found, *((question, words) for question, words in own if words)]


class ClassForm(SceneForm):
    """Of which class each part is, and about whom where it is about somebody else."""

    def furnish(self) -> None:
        scene, at = self.scene, now()
        opened = case_is_opened(person=scene.person, case=scene.case, at=at)
        parts = the_parts(opened, staff_file=scene.person.keyring.open(scene.case.compartment_id), at=at)
        self.parts_asked = [part for part in parts if part.fragment.code == LOOK] or parts
        classes = [(one.code, one.label.text(language())) for one in the_access(scene.service, at.date()).classes]
        self.known = {str(known.row.id): known.row for known in opened.parties}
        people = [(str(known.row.id), name_of_party(known.row, known.said, scene.service)) for known in opened.parties]
        for part in self.parts_asked:
            key = part.fragment.id.hex
            words = " ".join(f"{question} {answer}".strip() for question, answer in texts_of(part, scene.service))
            self.fields[f"class_{key}"] = forms.ChoiceField(
                label=f"{title_of(part, scene.service)}, {part.at:%d-%m-%Y}", choices=[("", _("kies")), *classes], error_messages=REQUIRED,
                help_text=words[:SHORT] + ("…" if len(words) > SHORT else ""))
            self.fields[f"about_{key}"] = forms.ChoiceField(
                label=_("Gaat over"), choices=[("", _("niemand anders")), *people], required=False)
            if part.fragment.code != LOOK:
                self.initial[f"class_{key}"] = part.fragment.code
            self.initial[f"about_{key}"] = str(part.fragment.about or "")


class AskFileForm(SceneForm):
    """Somebody asks to see the file."""

    # Beside which field a refusal stands that only the whole of it can tell.
    refused_at = {asking.WhichMinor: "minor", asking.AgeNeeded: "minor", asking.ReasonsNeeded: "reasons", asking.NotChecked: "checked",
                  asking.NotThatAsker: "party"}

    asker = forms.ChoiceField(label=_("Wie vraagt het"), widget=forms.RadioSelect, error_messages=REQUIRED)
    party = forms.ChoiceField(label=_("Wie is dat in deze zaak"), required=False)
    minor = forms.ChoiceField(label=_("Over welke minderjarige"), required=False)
    regime = forms.ChoiceField(label=_("Op welke wet"), error_messages=REQUIRED)
    words = forms.CharField(label=_("Wat wordt er gevraagd, en door wie"), widget=area(3), max_length=2_000, error_messages=REQUIRED)
    received_on = forms.DateField(label=_("Wanneer kwam de vraag"), widget=day_input(), error_messages=REQUIRED)
    able = forms.ChoiceField(label=_("Kan de minderjarige dit zelf beoordelen"), widget=forms.RadioSelect, choices=ABLE, initial="presumed")
    reasons = forms.CharField(label=_("Waarom je afwijkt, na gesprek met de minderjarige"), widget=area(3), max_length=2_000,
                              required=False)
    agreed = forms.BooleanField(label=_("De minderjarige stemt ermee in dat deze persoon meeleest."), required=False)
    checked = forms.BooleanField(label=_("Ik keek na of deze persoon dit mag vragen."), required=False)

    def furnish(self) -> None:
        scene, day = self.scene, now().date()
        file = the_access(scene.service, day)
        staff_file = scene.person.keyring.open(scene.case.compartment_id)
        self.known = {str(one.id): one for one in scene.case.parties.all()}
        people = [(key, name_of_party(one, one.unsealed(staff_file), scene.service)) for key, one in self.known.items()]
        children = [(key, words) for key, words in people if self.known[key].is_child]
        self.regimes = {one.code: one for one in asking.offered_regimes(scene.service, day)}
        self.fields["asker"].choices = [(one.code, one.label.text(language())) for one in file.askers]
        self.fields["party"].choices = [("", _("staat er niet bij")), *people]
        self.fields["minor"].choices = [("", _("geen")), *children]
        self.fields["regime"].choices = [(code, one.title.text(language())) for code, one in self.regimes.items()]
        self.initial.setdefault("received_on", day)
        if len(children) == 1:
            self.initial.setdefault("minor", children[0][0])
        checks = [f"{asker.label.text(language())}: {' '.join(check.text(language()) for check in asker.checks)}"
                  for asker in file.askers if asker.checks]
        self.fields["checked"].help_text = " ".join(checks)

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > self.scene.service.day_of(now()):
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day


def _class(scene, said: dict, at) -> None:
    form = ClassForm(None, scene=scene)
    chosen = {part.fragment.id: (part.fragment.kind, said[f"class_{part.fragment.id.hex}"],
                                 form.known.get(said.get(f"about_{part.fragment.id.hex}", "")))
              for part in form.parts_asked if said.get(f"class_{part.fragment.id.hex}")}
    asking.fragments_are_classed(person=scene.person, case=scene.case, said=chosen, at=at)


def _ask(scene, said: dict, at) -> None:
    form = AskFileForm(None, scene=scene)
    asking.file_is_asked_for(
        person=scene.person, case=scene.case, regime=form.regimes[said["regime"]], asker=said["asker"],
        party=form.known.get(said["party"]), minor=form.known.get(said["minor"]),
        is_able={"yes": True, "no": False}.get(said["able"]), is_agreed=said["agreed"], is_checked=said["checked"],
        words=said["words"], reasons=said["reasons"], received_on=said["received_on"], at=at)


INSPECTION_ACTS = (
    {"name": "class_parts", "title": _("Van welke soort is elk deel"), "button": _("Bewaar"), "form": ClassForm, "do": _class,
     "hint": _("Kijk elk deel na voor iemand het dossier ziet. Twijfel je, vraag het aan wie de gegevens beschermt."),
     "leads_to": "staff:inspection", "is_about_story": False},
    {"name": "ask_file", "title": _("Iemand vraagt het dossier te zien"), "button": _("Noteer de vraag"), "form": AskFileForm, "do": _ask,
     "hint": _("De wet zegt wie wat mag zien. Hier beslist niemand op het gevoel."), "leads_to": "staff:inspection",
     "is_about_story": False,
     "done": _("Genoteerd. De termijn loopt.")},
)
"""Acts on a case."""
