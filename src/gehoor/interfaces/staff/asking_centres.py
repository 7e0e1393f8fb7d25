"""Between centres: the forms and acts of asking another one whether it knows a child, of its answer, and of ours."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.centres.models import KNOWN, MAY_NOT_SAY, NOT_KNOWN, Question, Received
from gehoor.domain.centres.queries import access_received, opened_for
from gehoor.domain.services.registry import the_service
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.agreeing import HERE, SureForm, act_of, choices_of, in_short, name_of_party, row_of
from gehoor.interfaces.staff.forms import REQUIRED, SceneForm, area, line
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.working import day_field
from gehoor.journeys import centres_ask_each_other as asking

THEY_SAID = {KNOWN: _("zij kennen dit kind"), NOT_KNOWN: _("zij vinden dit kind niet"), MAY_NOT_SAY: _("zij mogen het niet zeggen")}
WE_SAID = {KNOWN: _("wij kennen dit kind"), NOT_KNOWN: _("wij vinden dit kind niet"), MAY_NOT_SAY: _("wij mogen het niet zeggen")}


def centre_in_words(centres, code: str) -> str:
    """The name of another centre; one that left the list is shown by its code."""
    return next((one.name.text(language()) for one in centres if one.code == code), code)


def the_centres_of(person, at) -> list:
    """The other centres that the services of this person's teams name."""
    found = [centre for code in sorted(person.services) for centre in the_service(code, at.date()).about.centres]
    return list({one.code: one for one in found}.values())


def asked_services(person, at) -> list[str]:
    """The services of this person's teams that other centres may ask."""
    return [code for code in sorted(person.services) if the_service(code, at.date()).about.centres]


class AskCentreForm(SceneForm):
    """About which child, to which centre, with which details, and why."""

    party = forms.ChoiceField(label=_("Over welk kind"), widget=forms.RadioSelect, error_messages=REQUIRED)
    centre = forms.ChoiceField(label=_("Aan welk centrum"), error_messages=REQUIRED)
    data = forms.MultipleChoiceField(
        label=_("Wat mag gezegd worden"), widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED,
        help_text=_("Alleen wat nodig is om het kind te herkennen. Het verhaal gaat nooit mee, en een geheim adres ook niet."))
    why = forms.CharField(label=_("Waarom vragen we dit"), widget=area(3), max_length=2_000, error_messages=REQUIRED,
                          help_text=_("Dit blijft in de zaak. Het andere centrum leest het niet."))

    def furnish(self) -> None:
        case = self.scene.case
        known = asking.who_can_be_asked_about(case, self.scene.person.keyring.open(case.compartment_id))
        self.children = {str(party.id): (party, said) for party, said in known}
        self.fields["party"].choices = [(key, name_of_party(party, said, self.scene.service))
                                        for key, (party, said) in self.children.items()]
        if not self.children:
            self.fields["party"].help_text = _("In deze zaak staat nog geen kind met een naam. Voeg het kind eerst toe.")
        self.fields["centre"].choices = [("", _("kies")), *((one.code, one.name.text(language()))
                                                            for one in asking.the_centres(case, now()))]
        told = asking.what_may_be_told(now())
        self.fields["data"].choices = [(code, label) for code, label in choices_of("data") if code in told]
        self.initial.setdefault("data", list(told)[:1])
        if len(self.children) == 1:
            self.initial.setdefault("party", next(iter(self.children)))

    def clean(self) -> dict:
        said = super().clean()
        party, known = self.children.get(said.get("party", ""), (None, {}))
        said["child"] = party
        told = asking.what_may_be_told(now())
        for code in said.get("data", ()) if party else ():
            if not any(known.get(detail) for detail in told[code]):
                self.add_error("data", _("Dit weten we niet van dit kind, of het is geheim: %(what)s.") % {
                    "what": dict(self.fields["data"].choices)[code]})
        return said


class PutForm(SceneForm):
    """When we look whether there is an answer; the words are made."""

    due_on = day_field(_("Wanneer vragen we het na"), help_text=_("Dan staat het bij wat anderen ons moeten laten weten."))


class TheirAnswerForm(SceneForm):
    """What the other centre answered, by whom, when."""

    answer = forms.ChoiceField(label=_("Wat antwoordde het centrum"), widget=forms.RadioSelect, choices=list(THEY_SAID.items()),
                               error_messages=REQUIRED)
    who = forms.CharField(label=_("Wie zei dit"), max_length=200, widget=line(), error_messages=REQUIRED)
    on = day_field(_("Op welke dag"))
    words = forms.CharField(label=_("Wat ze er nog bij zeiden"), widget=area(3), max_length=2_000, required=False)

    def furnish(self) -> None:
        self.fields["on"].required = True
        self.fields["on"].error_messages |= REQUIRED
        self.initial.setdefault("on", the_day_of(now()))

    def clean(self) -> dict:
        said = super().clean()
        if said.get("on") and said["on"] > the_day_of(now()):
            self.add_error("on", _("Die dag moet nog komen."))
        return said


class OurYesForm(SceneForm):
    reasons = forms.CharField(label=_("Waarom zeggen we dit"), widget=area(3), max_length=2_000, error_messages=REQUIRED,
                              help_text=_("Dit blijft bij ons."))


def _ask(scene, said: dict, at) -> None:
    asking.centre_is_asked(person=scene.person, case=scene.case, centre=said["centre"], party=said["child"], data=said["data"],
                           why=said["why"], at=at)


def _put(scene, said: dict, at) -> None:
    asking.question_is_put(person=scene.person, case=scene.case, question=_question_of(scene), due_on=said["due_on"], at=at)


def _their_answer(scene, said: dict, at) -> None:
    asking.answer_is_noted(person=scene.person, case=scene.case, question=_question_of(scene), answer=said["answer"], who=said["who"],
                           words=said["words"], on=said["on"], at=at)


def _prepare_yes(scene, _said: dict, at) -> None:
    asking.yes_is_prepared(person=scene.person, case=scene.case, received=_received_of(scene), at=at)


def _say_yes(scene, said: dict, at) -> None:
    asking.yes_is_answered(person=scene.person, case=scene.case, act=act_of(scene), reasons=said["reasons"], at=at)


def _question_of(scene) -> Question:
    """The question that an outward act of the case carries."""
    question = Question.objects.filter(case=scene.case, act=act_of(scene)).select_related("party").first()
    if question is None:
        raise NotAllowed
    return question


def _received_of(scene) -> Received:
    """The question of another centre that the address names, for the team of the case.

    :raises NotAllowed: there is none, or it isn't theirs to read.
    """
    row = row_of(Received.objects.filter(team=scene.case.team_id), scene.which)
    received = access_received(scene.person, row.pk)
    if received is None:
        raise NotAllowed
    return received


def _about_question(scene) -> list[tuple[str, str]]:
    staff_file = scene.person.keyring.open(scene.case.compartment_id)
    return [*in_short(act_of(scene), scene), (_("Wat er gezegd wordt"), asking.the_words(scene.case, _question_of(scene), staff_file))]


def _about_received(scene) -> list[tuple[str, str]]:
    received = _received_of(scene)
    said = opened_for(scene.person, received)
    return [(_("Wie vraagt"), f"{centre_in_words(asking.the_centres(scene.case, now()), received.centre)}, {said['who']}"),
            (_("Over wie"), " · ".join(filter(None, [said["name"], said["born"]]))), (_("Waarom"), said["why"])]


CENTRE_ACTS = (
    {"name": "ask_centre", "title": _("Vraag een ander centrum of het dit kind kent"), "button": _("Bereid de vraag voor"),
     "form": AskCentreForm, "do": _ask, "done": _("Voorbereid. Er is niets gevraagd."),
     "hint": _("Niemand kijkt in elkaars zaken: je vraagt, en iemand antwoordt. Hiermee vertrekt nog niets. De volgende bladzijde zegt of "
               "er toestemming is."), **HERE},
)
"""Acts on a case."""

ON_CENTRE = (
    {"name": "put_question", "title": _("Stel deze vraag"), "button": _("Het is gevraagd"), "form": PutForm, "do": _put,
     "about": _about_question, "hint": _("Zeg of schrijf deze woorden en niets anders."),
     "done": _("Gevraagd. Het antwoord schrijf je hier."),
     **HERE},
    {"name": "centre_answered", "title": _("Noteer het antwoord van het centrum"), "button": _("Bewaar"), "form": TheirAnswerForm,
     "do": _their_answer, "about": _about_question, **HERE},
    {"name": "know_child", "title": _("Zeg een ander centrum dat wij dit kind kennen"), "button": _("Bereid het antwoord voor"),
     "form": SureForm, "do": _prepare_yes, "about": _about_received, "done": _("Voorbereid. Er is niets gezegd."),
     "hint": _("Kijk eerst na of dit hetzelfde kind is. Ook dit vertrekt alleen met toestemming of op een wettelijke grond. Collega’s die "
               "deze zaak niet mogen openen, zien niet dat je dit voorbereidt."), **HERE},
    {"name": "say_yes", "title": _("Zeg dat wij dit kind kennen"), "button": _("Het is gezegd"), "form": OurYesForm, "do": _say_yes,
     "about": lambda scene: in_short(act_of(scene), scene), "done": _("Genoteerd. De vraag is beantwoord."),
     "hint": _("Zeg alleen: ja, wij kennen dit kind. Niets uit de zaak."), **HERE},
)
"""Acts on something that goes between centres: the outward act that carries it, or the question that was received."""


def where_it_goes(act, questions: dict) -> str:
    """The act by which something that is covered leaves: what goes between centres has a form of its own."""
    if act.id in questions:
        return "put_question"
    return "say_yes" if act.kind == asking.answers_by(now()) else "sent"


def their_answer(said: dict) -> str:
    """What another centre answered, in words; empty while we wait."""
    return str(THEY_SAID[said["answer"]]) if said.get("answer") else ""
