"""The terms of a case, for people who work here: longer, at a standstill, running on, another day of receipt. A page each."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.timing import the_last_change
from gehoor.domain.services.deadlines import may_be_extended
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.terms import RunningTerm
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.forms import REQUIRED, SceneForm, area, line, seen_field
from gehoor.interfaces.staff.saying import language
from gehoor.journeys import terms_are_changed as changed
from gehoor.journeys.terms_run import the_terms

TOLD = {
    "complainant": _("de klager"), "respondent": _("over wie de klacht gaat"), "institution": _("de instelling"),
    "committee": _("de klachtencommissie"), "requester": _("wie het vroeg"),
}
"""Whom a rule may name that must be told of an extension."""
HOW = [("letter", _("per brief")), ("mail", _("per e-mail")), ("form", _("met de code, in een bericht"))]


def a_day() -> forms.DateInput:
    """An input for a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"})


def the_term(scene) -> RunningTerm:
    """The running term that the address names.

    :raises NotAllowed: no such term runs.
    """
    found = next((one for one in the_terms(scene.case, scene.service) if one.code == scene.which and one.met_at is None), None)
    if found is None:
        raise NotAllowed
    return found


class TermForm(SceneForm):
    """What every decision about a term asks: why, and what the person saw when they decided."""

    reasons = forms.CharField(label=_("Waarom"), widget=area(4), max_length=2_000, error_messages=REQUIRED)
    seen = seen_field()

    def furnish(self) -> None:
        self.initial["seen"] = the_last_change(self.scene.case)
        self.about_term()

    def about_term(self) -> None:
        """Fill in what depends on the term."""

    def not_ahead(self, name: str):
        """A day that has been.

        :raises ValidationError: it must still come.
        """
        day = self.cleaned_data[name]
        if day > self.scene.service.day_of(now()):
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day


class ExtendForm(TermForm):
    """Longer, as the rule allows."""

    until = forms.DateField(label=_("Nieuwe laatste dag"), error_messages=REQUIRED, widget=a_day())
    told = forms.MultipleChoiceField(label=_("Dit liet je al weten aan"), widget=forms.CheckboxSelectMultiple, required=False)
    field_order = ["until", "reasons", "told"]

    def about_term(self) -> None:
        term = the_term(self.scene)
        notice = term.rule.extend.notice if term.rule.extend else []
        if longest := term.longest_until:
            self.initial["until"] = longest
            self.fields["until"].help_text = _("Ten laatste %(day)s.") % {"day": day_in_words(longest)}
        if notice:
            self.fields["told"].choices = [(code, TOLD.get(code, code)) for code in notice]
            self.fields["told"].help_text = _("De regel wil dat ieder van hen het schriftelijk weet voor de termijn om is.")
        else:
            del self.fields["told"]

    def clean_told(self) -> list[str]:
        told = self.cleaned_data["told"]
        if missing := [str(label) for code, label in self.fields["told"].choices if code not in told]:
            raise forms.ValidationError(_("Laat het eerst weten aan: %(who)s.") % {"who": ", ".join(missing)})
        return told


class ConsentForm(TermForm):
    """Longer than the rule allows, because the complainant agreed."""

    until = forms.DateField(label=_("Nieuwe laatste dag"), error_messages=REQUIRED, widget=a_day())
    how = forms.ChoiceField(label=_("Hoe stemde de klager in"), widget=forms.RadioSelect, choices=HOW, error_messages=REQUIRED)
    agreed_on = forms.DateField(label=_("Op welke dag stemde de klager in"), error_messages=REQUIRED, widget=a_day())
    words = forms.CharField(label=_("In de woorden van de klager"), max_length=500, required=False, widget=line())
    field_order = ["until", "how", "agreed_on", "words", "reasons"]

    def clean_agreed_on(self):
        return self.not_ahead("agreed_on")


class StandStillForm(TermForm):
    """At a standstill, for a declared cause."""

    because = forms.ChoiceField(label=_("Wat maakt dat hij stilstaat"), widget=forms.RadioSelect, error_messages=REQUIRED)
    since = forms.DateField(label=_("Sinds welke dag"), error_messages=REQUIRED, widget=a_day())
    field_order = ["because", "since", "reasons"]

    def about_term(self) -> None:
        known = the_term(self.scene).known.law_term
        causes = known.suspended_by if known else []
        self.fields["because"].choices = [(cause.code, cause.label.text(language())) for cause in causes]
        self.initial |= {"since": self.scene.service.day_of(now()), "because": causes[0].code if len(causes) == 1 else ""}

    def clean_since(self):
        return self.not_ahead("since")


class RunOnForm(TermForm):
    """Running on again."""

    since = forms.DateField(label=_("Vanaf welke dag loopt hij verder"), error_messages=REQUIRED, widget=a_day())
    field_order = ["since", "reasons"]

    def about_term(self) -> None:
        self.initial["since"] = self.scene.service.day_of(now())

    def clean_since(self):
        return self.not_ahead("since")


class ReceivedForm(TermForm):
    """Received on another day than it was opened."""

    day = forms.DateField(label=_("Ontvangen op"), error_messages=REQUIRED, widget=a_day())
    field_order = ["day", "reasons"]

    def about_term(self) -> None:
        received = next((one.started_at for one in the_terms(self.scene.case, self.scene.service) if one.known.starts_with == "received"),
                        self.scene.case.opened_at)
        self.initial["day"] = self.scene.service.day_of(received)

    def clean_day(self):
        return self.not_ahead("day")


def can_change(term: RunningTerm) -> list[tuple[str, str]]:
    """What can be decided about a term now, as (name of the act, words)."""
    if term.met_at is not None:
        return []
    rule, can = term.rule.extend, []
    if may_be_extended(term.rule, term.changes):
        can.append(("extend_term", _("Verleng")))
    elif rule and rule.more_by_consent:
        can.append(("extend_by_consent", _("Langer, met toestemming")))
    if term.stands_still:
        can.append(("run_on", _("Laat verder lopen")))
    elif term.known.law_term and term.known.law_term.suspended_by:
        can.append(("stand_still", _("Laat stilstaan")))
    return can


def _about(scene) -> list[tuple[str, str]]:
    term = the_term(scene)
    return [(term.label.text(language()), term.explanation)]


def _common(scene, said: dict, at) -> dict:
    return {"person": scene.person, "case": scene.case, "reasons": said["reasons"], "seen": said["seen"], "at": at}


def _extend(scene, said: dict, at) -> None:
    changed.term_is_extended(term=scene.which, until=said["until"], told=said.get("told", []), **_common(scene, said, at))


def _by_consent(scene, said: dict, at) -> None:
    changed.term_is_extended_by_consent(
        term=scene.which, until=said["until"], **_common(scene, said, at),
        consent={"how": said["how"], "on": said["agreed_on"].isoformat(), "words": said["words"]})


def _stand_still(scene, said: dict, at) -> None:
    changed.term_stands_still(term=scene.which, because=said["because"], since=said["since"], **_common(scene, said, at))


def _run_on(scene, said: dict, at) -> None:
    changed.term_runs_on(term=scene.which, since=said["since"], **_common(scene, said, at))


def _received(scene, said: dict, at) -> None:
    changed.receipt_is_corrected(day=said["day"], **_common(scene, said, at))


ON_TERM = (
    {"name": "extend_term", "title": _("Verleng een termijn"), "button": _("Verleng"), "form": ExtendForm, "do": _extend, "about": _about,
     "hint": _("Dit kan alleen voor de termijn om is, en zover de regel gaat. De redenen blijven verzegeld bij de zaak."),
     "done": _("Verlengd."), "is_about_story": False},
    {"name": "extend_by_consent", "title": _("Verleng met toestemming van de klager"), "button": _("Verleng"), "form": ConsentForm,
     "do": _by_consent, "about": _about, "hint": _("Langer kan alleen als de klager schriftelijk instemt."), "done": _("Verlengd."),
     "is_about_story": False},
    {"name": "stand_still", "title": _("Laat een termijn stilstaan"), "button": _("Laat stilstaan"), "form": StandStillForm,
     "do": _stand_still, "about": _about, "hint": _("De termijn loopt niet tot iemand hem verder laat lopen."),
     "done": _("Hij staat stil."), "is_about_story": False},
    {"name": "run_on", "title": _("Laat een termijn verder lopen"), "button": _("Laat verder lopen"), "form": RunOnForm, "do": _run_on,
     "about": _about, "done": _("Hij loopt verder."), "is_about_story": False},
)
TERM_ACTS = (
    {"name": "received_on", "title": _("Verbeter de dag van ontvangst"), "button": _("Bewaar"), "form": ReceivedForm, "do": _received,
     "hint": _("Alle termijnen die vanaf de ontvangst tellen, lopen mee. Wanneer de zaak hier werd geopend, verandert niet."),
     "done": _("Bewaard. De termijnen lopen mee."), "is_about_story": False},
)
