"""The forms of decisions about a term, of a case or of a point of it. The address names a term by its code, that of a point by "2-code"."""

import re
from uuid import UUID

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.timing import the_last_change
from gehoor.domain.consent.models import DONE, OutwardAct
from gehoor.domain.consent.queries import the_consents
from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.offered_regimes import is_of_another
from gehoor.domain.services.terms import RunningTerm
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.kit.templatetags.moments import short_day
from gehoor.interfaces.staff.agreeing import shared
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, SceneForm, area, line, seen_field
from gehoor.interfaces.staff.pointing import the_item
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.sections import parties_named, respondents_named
from gehoor.journeys import terms_are_changed as changed
from gehoor.journeys.said_how import Told
from gehoor.journeys.terms_run import the_terms, the_terms_of_points
from gehoor.journeys.to_whom import recipient_in_words

TOLD = {
    "complainant": _("de klager"), "respondent": _("over wie de klacht gaat"), "institution": _("de instelling"),
    "committee": _("de klachtencommissie"), "requester": _("wie het vroeg"),
}
"""Whom a rule may name that must be told of an extension."""
OTHERWISE = "otherwise"
GAP = re.compile(r"(?:^|\s)…")
"""Where a message leaves room for the reasons."""
HOW = [("letter", _("per brief")), ("mail", _("per e-mail")), ("form", _("met de code, in een bericht")), ("aloud", _("mondeling"))]


def a_day() -> forms.DateInput:
    """An input for a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"})


def named_in_address(term: RunningTerm) -> str:
    """A term as an address names it."""
    return f"{term.point}-{term.code}" if term.point else term.code


def meant(scene) -> tuple[int | None, str]:
    """The number of the point and the code of the term that the address names.

    :raises NotAllowed: the number is none.
    """
    number, dash, code = scene.which.partition("-")
    if not dash:
        return None, scene.which
    if not number.isdecimal() or len(number) > 4:
        raise NotAllowed
    return int(number), code


def the_term(scene) -> RunningTerm:
    """The term that the address names, running or met.

    :raises NotAllowed: there is no such term.
    """
    number, code = meant(scene)
    if number is None:
        terms = the_terms(scene.case, scene.service)
    else:
        items = scene.case.items.filter(number=number, answered_at=None).select_related("respondent")
        found = the_terms_of_points(items, scene.service, scene.case.term_changes.all())
        terms = found[0][1] if found and not scene.case.is_closed else []
    term = next((one for one in terms if one.code == code and (number or one.met_at is None)), None)
    if term is None:
        raise NotAllowed
    return term


def is_of_them(scene, term: RunningTerm) -> bool:
    """Whether it is somebody else who answers within a term, and makes it longer."""
    return bool(term.point and term.known.regime) and is_of_another(scene.service, term.known.regime.regime)


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


class LongerForm(TermForm):
    """Until which day, and what the reporter reads of it."""

    until = forms.DateField(label=_("Nieuwe laatste dag"), error_messages=REQUIRED, widget=a_day())
    message = forms.CharField(label=_("Bericht aan de melder"), widget=area(4), max_length=LONGEST, strip=False, required=False)

    def about_term(self) -> None:
        case = self.scene.case
        if not can_be_written_to(case):
            del self.fields["message"]
            return
        spoken = the_conversation(case).language
        term = the_term(self.scene)
        with override(spoken):
            self.initial["message"] = (self._another_needs_longer(term) if is_of_them(self.scene, term) else
                                       gettext("Wij hebben meer tijd nodig om dit goed te bekijken. De reden: …"))
        ends = self.scene.service.day_of(term.due_at)
        words = _("Op de plaats van “…” komt wat je bij “Waarom” schreef: mag de melder dat niet lezen, schrijf er dan zelf iets. "
                  "Laat het leeg als je niets wil sturen. Eronder komt vanzelf: “%(days)s”")
        self.fields["message"].help_text = words % {"days": changed.both_days(None, ends, spoken)}

    def _another_needs_longer(self, term: RunningTerm) -> str:
        item = the_item(self.scene, number=term.point)
        who = respondents_named(self.scene.case, self.scene.person).get(item.respondent_id) or gettext("Wie de klacht behandelt")
        return gettext("%(who)s heeft meer tijd nodig om te antwoorden. De reden: …") % {"who": who}

    def clean(self) -> dict:
        """The reasons that were just given stand in the message too, where it leaves room for them."""
        said = super().clean()
        if said.get("message") and said.get("reasons"):
            said["message"] = GAP.sub(lambda gap: gap[0][:-1] + said["reasons"].strip(), said["message"], count=1)
        return said


class ExtendForm(LongerForm):
    """Longer, as the rule allows."""

    field_order = ["until", "reasons", "message"]

    def about_term(self) -> None:
        super().about_term()
        term = the_term(self.scene)
        notice = term.rule.extend.notice if term.rule.extend else []
        if longest := term.longest_until:
            self.initial["until"] = longest
            self.fields["until"].help_text = _("Ten laatste %(day)s.") % {"day": day_in_words(longest)}
        self.notice = notice
        for code in notice:
            self._ask_how(code)

    def _ask_how(self, code: str) -> None:
        """By which letter somebody was told; or how else, and when."""
        whom = TOLD.get(code, code)
        first = _("nog niet") if code != changed.COMPLAINANT else _("met het bericht hierboven, of nog niet")
        self.fields[f"told_{code}"] = forms.ChoiceField(
            label=_("Laten weten aan: %(who)s") % {"who": whom}, required=False, choices=[("", first), *sent_in_writing(self.scene),
                                                                                     (OTHERWISE, _("anders"))],
            help_text=_("De regel wil dat ieder van hen het schriftelijk weet voor de termijn om is."))
        self.fields[f"how_{code}"] = forms.CharField(label=_("Anders: hoe"), required=False, max_length=200, widget=line())
        self.fields[f"on_{code}"] = forms.DateField(label=_("Anders: op welke dag"), required=False, widget=a_day())

    def clean(self) -> dict:
        said = super().clean()
        said["told"] = {}
        for code in self.notice:
            chosen, how, on = (said.get(f"{part}_{code}") for part in ("told", "how", "on"))
            if chosen == OTHERWISE:
                said["told"][code] = Told(how=how or "", on=on)
                if not how:
                    self.add_error(f"how_{code}", _("Zeg hoe."))
                if not on and f"on_{code}" not in self.errors:
                    self.add_error(f"on_{code}", _("Zeg op welke dag."))
                elif on and on > self.scene.service.day_of(now()):
                    self.add_error(f"on_{code}", _("Deze dag moet nog komen."))
            elif chosen:
                said["told"][code] = Told(act=UUID(chosen))
            elif not (code == changed.COMPLAINANT and said.get("message", "").strip()):
                self.add_error(f"told_{code}", _("Laat het eerst weten aan: %(who)s.") % {"who": TOLD.get(code, code)})
        return said


def sent_in_writing(scene) -> list[tuple[str, str]]:
    """What left this case in writing, the newest first, to choose from."""
    staff_file = scene.person.keyring.open(scene.case.compartment_id)
    left = OutwardAct.objects.filter(case=scene.case, state=DONE).exclude(kind="call").select_related("to__party").order_by("-done_at")
    return [(str(act.pk), ", ".join([shared("acts", act.kind), recipient_in_words(act.to, staff_file), short_day(act.done_at)]))
            for act in left]


class ConsentForm(LongerForm):
    """Longer than the rule allows, because the complainant agreed."""

    who = forms.ChoiceField(label=_("Wie stemde in"), error_messages=REQUIRED)
    how = forms.ChoiceField(label=_("Hoe stemde de klager in"), widget=forms.RadioSelect, choices=HOW, error_messages=REQUIRED)
    agreed_on = forms.DateField(label=_("Op welke dag stemde de klager in"), error_messages=REQUIRED, widget=a_day())
    words = forms.CharField(label=_("In de woorden van de klager"), max_length=500, required=False, widget=line())
    consent = forms.ChoiceField(label=_("De toestemming die genoteerd is"), required=False)
    field_order = ["until", "who", "how", "agreed_on", "words", "consent", "reasons", "message"]

    def about_term(self) -> None:
        super().about_term()
        scene = self.scene
        named = {str(key): words for key, words in parties_named(scene.case, scene.person, scene.service).items()}
        self.fields["who"].choices = [("", _("kies")), *((words, words) for words in named.values()), ("reporter", _("de melder"))]
        given = {str(one.id): f"{named.get(str(one.party_id), '')}: {shared('purposes', one.purpose)}, {short_day(one.from_at)}"
                 for one in the_consents(scene.case) if one.was_given and one.withdrawn_at is None}
        self.fields["consent"].choices = [("", _("geen, of niet genoteerd")), *given.items()]
        if not given:
            del self.fields["consent"]
        extend = the_term(scene).rule.extend
        if extend and extend.consent_in_writing:
            self.fields["how"].help_text = _("De regel wil het schriftelijk (%(source)s). Mondeling is niet genoeg.") % {
                "source": extend.source or the_term(scene).source}

    def clean_agreed_on(self):
        return self.not_ahead("agreed_on")

    def clean_how(self) -> str:
        how, extend = self.cleaned_data["how"], the_term(self.scene).rule.extend
        if extend and extend.consent_in_writing and how not in changed.IN_WRITING:
            raise forms.ValidationError(changed.NotInWriting(the_term(self.scene)))
        return how


class CaseOfRuleForm(TermForm):
    """In which case of its rule the term runs."""

    variant = forms.ChoiceField(label=_("Welk geval geldt"), widget=forms.RadioSelect, required=False)
    since = forms.DateField(label=_("Sinds welke dag"), error_messages=REQUIRED, widget=a_day())
    field_order = ["variant", "since", "reasons"]

    def about_term(self) -> None:
        term = the_term(self.scene)
        variants = term.known.law_term.variants if term.known.law_term else {}
        if not variants:
            raise NotAllowed
        self.fields["variant"].choices = [("", _("gewoon")), *((code, one.label.text(language())) for code, one in variants.items())]
        self.initial |= {"variant": term.variant, "since": self.scene.service.day_of(now())}

    def clean_since(self):
        return self.not_ahead("since")


class DoneForm(TermForm):
    """On which day it was done."""

    on = forms.DateField(label=_("Op welke dag"), error_messages=REQUIRED, widget=a_day())
    field_order = ["on", "reasons"]

    def about_term(self) -> None:
        self.fields["reasons"].label = _("Wat er gebeurde")

    def clean_on(self):
        return self.not_ahead("on")


class NotDoneForm(TermForm):
    """It wasn't done after all: why."""


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
    """A case or a point that was received on another day than it says."""

    day = forms.DateField(label=_("Ontvangen op"), error_messages=REQUIRED, widget=a_day())
    field_order = ["day", "reasons"]

    def about_term(self) -> None:
        if self.scene.which:
            item = the_item(self.scene)
            if is_of_another(self.scene.service, item.regime):
                self.fields["day"].label = _("Door hen ontvangen op")
            if item.is_filed:
                self.initial["day"] = self.scene.service.day_of(item.received_at)
            else:
                self.fields["reasons"].label = _("Hoe je dat weet")
            return
        received = next((one.started_at for one in the_terms(self.scene.case, self.scene.service) if one.known.starts_with == "received"),
                        self.scene.case.opened_at)
        self.initial["day"] = self.scene.service.day_of(received)

    def clean_day(self):
        return self.not_ahead("day")
