"""Without consent, on a legal ground: the forms and acts of it. One asks and answers every question, another decides."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.domain.consent.models import AGREED, DECLINED, TO_ACT, TO_WITHDRAWAL, OutwardAct, Override
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.law import the_grounds, the_grounds_file
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.agreeing import HERE, act_of, day_input, in_short, moment_of, row_of
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, SceneForm, area
from gehoor.interfaces.staff.saying import language
from gehoor.journeys import law_goes_first as overriding

TOLD = [("yes", _("ja, het kind weet dit")), ("no", _("neen"))]


class GroundForm(SceneForm):
    """Every question of a legal ground, and whether the child knows."""

    known_as = forms.ChoiceField(label=_("Hoe weet je dit"), widget=forms.RadioSelect, error_messages=REQUIRED)
    reach = forms.ChoiceField(label=_("Voor wat"), widget=forms.RadioSelect, error_messages=REQUIRED)
    until_day = forms.DateField(label=_("Tot en met"), widget=day_input(), required=False)
    child_told = forms.ChoiceField(label=_("Weet het kind dit"), widget=forms.RadioSelect, choices=TOLD, error_messages=REQUIRED)
    told_why = forms.CharField(label=_("Zo neen: waarom niet"), widget=area(2), max_length=2_000, required=False)
    tells = forms.CharField(label=_("Wat de melder hierover van ons leest"), widget=area(4), max_length=LONGEST, error_messages=REQUIRED)

    def furnish(self) -> None:
        at = now()
        act, code = act_and_ground(self.scene)
        lifts = "act" if act else TO_WITHDRAWAL
        file = the_grounds_file(self.scene.service, at.date())
        ground = next((one for one in the_grounds(self.scene.service, at.date(), lifts=lifts) if one.code == code), None)
        if ground is None:
            raise NotAllowed
        self.questions = file.asked(ground)
        self.fields["known_as"].choices = [(one.code, one.label.text(language())) for one in file.known_as]
        answers = {f"q_{one.code}": forms.CharField(label=one.ask.text(language()), widget=area(3), max_length=LONGEST,
                                                    error_messages=REQUIRED) for one in self.questions}
        if act:
            self.fields["reach"].choices = [("act", _("alleen dit")), ("recipient", _("alles aan deze ontvanger, tot een dag"))]
            self.initial.setdefault("reach", "act")
            self.last = overriding.the_last_day(self.scene.service, ground, at=at)
            self.fields["until_day"].help_text = _("Hoogstens %(last)s. Daarna wegen twee mensen het opnieuw.") % {
                "last": day_in_words(self.last)}
            del self.fields["tells"]
        else:
            del self.fields["reach"], self.fields["until_day"]
        rest = dict(self.fields)
        self.fields.clear()
        self.fields.update({"known_as": rest.pop("known_as"), **answers, **rest})

    def clean(self) -> dict:
        said = super().clean()
        if said.get("child_told") == "no" and not said.get("told_why", "").strip():
            self.add_error("told_why", _("Weet het kind het niet? Schrijf waarom."))
        if said.get("reach") == "recipient" and not said.get("until_day"):
            self.add_error("until_day", _("Zeg tot wanneer."))
        elif said.get("reach") == "recipient" and not self.scene.service.day_of(now()) <= said["until_day"] <= self.last:
            self.add_error("until_day", str(overriding.TooLong(self.last)))
        said["answers"] = {one.code: said.get(f"q_{one.code}", "") for one in self.questions}
        return said


class ConfirmForm(SceneForm):
    verdict = forms.ChoiceField(label=_("Beslissing"), widget=forms.RadioSelect, error_messages=REQUIRED,
                                choices=[(AGREED, _("ik ga akkoord")), (DECLINED, _("ik ga niet akkoord"))])
    reasons = forms.CharField(label=_("Waarom"), widget=area(4), max_length=LONGEST, error_messages=REQUIRED)



def act_and_ground(scene) -> tuple[OutwardAct | None, str]:
    """What an address of a legal ground names: the act, where there is one, and the code of the ground."""
    key, _separator, code = scene.which.rpartition("--")
    return (act_of(scene, key) if key else None), code


def _tell_anyway(scene, said: dict, at) -> None:
    act, code = act_and_ground(scene)
    overriding.telling_is_asked(
        person=scene.person, case=scene.case, act=act, ground=code, known_as=said["known_as"], answers=said["answers"],
        is_child_told=said["child_told"] == "yes", told_why=said["told_why"], at=at,
        whole_recipient_until=moment_of(said["until_day"], at=at, end=True) if said["reach"] == "recipient" else None)


def _go_on(scene, said: dict, at) -> None:
    overriding.going_on_is_asked(person=scene.person, case=scene.case, ground=act_and_ground(scene)[1], known_as=said["known_as"],
                                 answers=said["answers"], is_child_told=said["child_told"] == "yes", told_why=said["told_why"],
                                 tells=said["tells"], at=at)


def _confirm(scene, said: dict, at) -> None:
    overriding.override_is_decided(person=scene.person, case=scene.case, override=_override_of(scene), verdict=said["verdict"],
                                   reasons=said["reasons"], at=at)


def _override_of(scene) -> Override:
    return row_of(Override.objects.filter(case=scene.case).select_related("asked_by", "act__to__party", "to__party"), scene.which)


def _about_ground(scene) -> list[tuple[str, str]]:
    act, code = act_and_ground(scene)
    file = the_grounds_file(scene.service, now().date())
    ground = next((one for one in file.grounds if one.code == code), None)
    if ground is None:
        raise NotAllowed
    told = [(_("Grond"), ground.label.text(language())), (_("Wat die toelaat"), ground.says.text(language())), (_("Bron"), ground.source)]
    if ground.of_offences:
        told.append((_("Alleen voor"), "; ".join(one.text(language()) for one in file.offences)))
    if "to_be_confirmed" in (ground.status, file.status):
        told.append((_("Let op"), gettext("nog te bevestigen door een jurist van de dienst")))
    return [*told, *(in_short(act, scene) if act else [])]


def _about_override(scene) -> list[tuple[str, str]]:
    override = _override_of(scene)
    said = override.unsealed(scene.person.keyring.open(scene.case.compartment_id))
    asked = gettext("%(who)s, voor de zaak") % {"who": override.asked_by.name}
    told = gettext("ja") if override.is_child_told else gettext("neen: %(why)s") % {"why": said["told_why"]}
    return [(_("Grond"), f"{said['ground']['label']} ({said['ground']['source']})"), (_("Gevraagd door"), asked),
            *((one["ask"], one["said"]) for one in said["answers"]), (_("Weet het kind dit"), told),
            (_("Wat de melder leest"), said.get("tells", "")), *(in_short(override.act, scene) if override.lifts == TO_ACT else [])]


ON_GROUND = (
    {"name": "tell_anyway", "title": _("Zonder toestemming, op een wettelijke grond"), "button": _("Vraag een tweede persoon"),
     "form": GroundForm, "do": _tell_anyway, "about": _about_ground,
     "hint": _("Beantwoord elke vraag. Een collega die deze zaak mag openen, beslist mee. Jij beslist niet alleen, en "
              "ook niet met wie jou vervangt of wie jij vervangt."),
     "done": _("Gevraagd. Een collega moet nog bevestigen."), **HERE},
    {"name": "go_on", "title": _("Ga verder hoewel de melder wil stoppen"), "button": _("Vraag een tweede persoon"), "form": GroundForm,
     "do": _go_on, "about": _about_ground,
     "hint": _("Alleen voor de veiligheid van een kind. De melder hoort het van ons, zodra een collega bevestigt."),
     "done": _("Gevraagd. Een collega moet nog bevestigen."), **HERE},
    {"name": "confirm_telling", "title": _("Beslis mee: zonder toestemming"), "button": _("Beslis"), "form": ConfirmForm, "do": _confirm,
     "hint": _("Lees elk antwoord. Jouw naam staat erbij."), "about": _about_override, **HERE},
)
"""Acts on a legal ground, and on what somebody asked on one."""
