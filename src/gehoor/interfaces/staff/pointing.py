"""Points of a complaint and the three tests: their forms and acts. Each act is a page of its own, like every other act on a case."""

from datetime import datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.models import Item
from gehoor.domain.cases.points import JUDGEMENTS, TESTS, state_of, tests_on, the_live
from gehoor.domain.services.names import is_without_names
from gehoor.domain.services.offered_regimes import is_of_another, regimes_offered, variants_offered
from gehoor.domain.services.testing import norms_of
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, WITHOUT_NAMES, SceneForm, area, choices, seen_field
from gehoor.interfaces.staff.looking_on import tell_of_looking_on
from gehoor.interfaces.staff.saying import language, say
from gehoor.interfaces.staff.sections import JUDGED, TESTED, respondents_named
from gehoor.journeys import points_are_handled as handled

WHOLE = ""
NORMS = "norms_"


def the_item(scene, *, number: int | None = None) -> Item:
    """The point that the address names, or that of a number.

    :raises NotAllowed: there is none of that number.
    """
    if number is None:
        number = int(scene.which) if scene.which.isdecimal() and len(scene.which) < 5 else 0
    item = scene.case.items.filter(number=number).first()
    if item is None:
        raise NotAllowed
    return item


class ItemForm(SceneForm):
    """A point that is added."""

    words = forms.CharField(label=_("Waarover dit punt gaat"), widget=area(4), max_length=2_000, error_messages=REQUIRED,
                            help_text=_("Eén ding, in onze woorden. Zo kan er één oordeel over zijn."))
    respondent = forms.ChoiceField(label=_("Over wie of wat"), widget=forms.RadioSelect, required=False)
    failing = forms.ChoiceField(label=_("Wat liep er mis"), required=False)
    theme = forms.ChoiceField(label=_("Thema"), required=False)
    regime = forms.ChoiceField(label=_("Volgens welke regeling"), required=False,
                               help_text=_("De termijnen van dit punt lopen volgens deze ene regeling."))
    variant = forms.ChoiceField(label=_("In welk geval"), required=False)
    received_on = forms.DateField(label=_("Ontvangen op"), error_messages=REQUIRED,
                                  widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"}))
    filed_on = forms.DateField(label=_("Door hen ontvangen op"), required=False,
                               widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"}),
                               help_text=_("Alleen als een ander volgens deze regeling antwoordt. De termijn telt vanaf deze dag. Leeg: "
                                           "nog niet ingediend, er loopt nog geen termijn."))

    def furnish(self) -> None:
        service, case = self.scene.service, self.scene.case
        named = respondents_named(case, self.scene.person)
        self.fields["respondent"].choices = [*((str(key), name) for key, name in named.items()), ("", _("nog niet gezegd"))]
        self.fields["failing"].choices = choices(service, "failing", empty=str(_("kies")))
        self.fields["theme"].choices = choices(service, "theme", empty=str(_("kies")))
        today = service.day_of(now())
        regimes = regimes_offered(service, language(), on=today)
        self.fields["regime"].choices = [("", _("geen, alleen de procedure van de zaak")), *regimes.items()]
        variants = {code: label for regime in regimes for code, label in variants_offered(service, regime, language(), on=today).items()}
        self.fields["variant"].choices = [("", _("gewoon")), *variants.items()]
        for name, offered in (("regime", regimes), ("variant", variants), ("filed_on", regimes)):
            if not offered:
                del self.fields[name]
        if is_without_names(service, case.kind):
            self.fields["words"].help_text = WITHOUT_NAMES
        self.initial |= {"received_on": service.day_of(case.opened_at), "theme": case.theme,
                         "respondent": str(next(iter(named))) if len(named) == 1 else ""} | self.initial

    def clean_received_on(self):
        return self._not_ahead("received_on")

    def clean_filed_on(self):
        return self._not_ahead("filed_on")

    def _not_ahead(self, name: str):
        day = self.cleaned_data[name]
        if day and day > self.scene.service.day_of(now()):
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day

    def clean(self) -> dict:
        said, service = super().clean(), self.scene.service
        regime, variant, on = said.get("regime", ""), said.get("variant", ""), self._counted_from(said) or service.day_of(now())
        if regime and regime not in regimes_offered(service, language(), on=on):
            self.add_error("regime", _("Deze regeling gold nog niet op de dag van ontvangst."))
        elif variant and variant not in variants_offered(service, regime, language(), on=on):
            self.add_error("variant", _("Dit geval hoort niet bij die regeling."))
        elif said.get("filed_on") and not is_of_another(service, regime):
            self.add_error("filed_on", _("Kies eerst de regeling waarnaar een ander antwoordt. Anders telt de dag waarop wij dit kregen."))
        return said

    @staticmethod
    def _counted_from(said: dict):
        return said.get("filed_on") or said.get("received_on")

    def is_filed(self, regime: str) -> bool:
        """Whether the complaint is where it is answered: here it is."""
        return not is_of_another(self.scene.service, regime) or bool(self.cleaned_data.get("filed_on"))

    @property
    def given(self):
        """What the act takes."""
        return self.point()

    def point(self) -> Point:
        """What was said, as the journey takes it."""
        said, case, service = self.cleaned_data, self.scene.case, self.scene.service
        day = self._counted_from(said)
        # The moment of a talk isn't known; of the story itself it is.
        moment = case.opened_at if day == service.day_of(case.opened_at) else datetime.combine(day, time(12), service.calendar.zone)
        return Point(words=said["words"], received_at=moment, respondent=said["respondent"] or None, failing=said["failing"],
                     theme=said["theme"], regime=said.get("regime", ""), variant=said.get("variant", ""),
                     is_filed=self.is_filed(said.get("regime", "")))


class ItemChangedForm(ItemForm):
    """A point that is said anew."""

    seen = seen_field()

    def furnish(self) -> None:
        item = the_item(self.scene)
        said = item.unsealed(self.scene.person.keyring.open(item.compartment_id))
        self.initial |= {"words": said["words"], "respondent": str(item.respondent_id or ""), "failing": item.failing, "theme": item.theme,
                         "regime": item.regime, "variant": item.variant, "received_on": self.scene.service.day_of(item.received_at),
                         "seen": state_of(item)}
        super().furnish()
        # Another day of receipt moves terms: it has a page of its own, that asks why.
        self.fields["received_on"].disabled = True
        self.fields["received_on"].widget = forms.HiddenInput()
        self.fields.pop("filed_on", None)

    def is_filed(self, regime: str) -> bool:
        """As it was; put only now under a law by which another answers, it waits for the day they received it."""
        item, service = the_item(self.scene), self.scene.service
        return not is_of_another(service, regime) or (item.is_filed and is_of_another(service, item.regime))

    @property
    def given(self):
        """What the act takes."""
        return self.point(), self.cleaned_data["seen"]


class FindForm(SceneForm):
    """How a point is found, and why."""

    finding = forms.ChoiceField(label=_("Bevinding"), widget=forms.RadioSelect, error_messages=REQUIRED)
    reasons = forms.CharField(label=_("Redenen"), help_text=_("Voor het dossier. De melder leest dit niet."), widget=area(8),
                              max_length=LONGEST,
                              error_messages={"required": _("Schrijf waarom. Een bevinding gaat nooit zonder redenen.")})
    told = forms.CharField(label=_("Wat de melder hierover leest"), widget=area(3), max_length=2_000, required=False,
                           help_text=_("Eén of twee zinnen: waarom wij dit vinden. Ze komen bij dit punt in het antwoord te staan. De "
                                       "melder leest ze pas als dat antwoord verstuurd is."))
    seen = seen_field()

    def furnish(self) -> None:
        item, findings = the_item(self.scene), self.scene.service.procedure.findings
        if not findings:
            raise NotAllowed
        done = tests_on(self.scene.case.tested.all(), item.id)
        self.fields["finding"].choices = [(one.code, one.label.text(language())) for one in findings]
        missing = {code for one in findings for code in one.requires if code not in done}
        if missing:
            self.fields["finding"].help_text = _("Voor een oordeel is eerst nodig: %(tests)s.") % {
                "tests": ", ".join(str(TESTED[test]) for test in TESTS if f"{test}_tested" in missing)}
        self.initial |= {"seen": state_of(item), "finding": item.finding}
        if not self.is_bound:
            self.initial["told"] = item.unsealed(self.scene.person.keyring.open(item.compartment_id)).get("told", "")


class AnsweredForm(SceneForm):
    """That whom a point is about has answered it, when and what."""

    on = forms.DateField(label=_("Geantwoord op"), error_messages=REQUIRED,
                         widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--date"}))
    words = forms.CharField(label=_("Wat er geantwoord is"), widget=area(5), max_length=LONGEST, error_messages=REQUIRED)
    seen = seen_field()

    def furnish(self) -> None:
        item = the_item(self.scene)
        if item.finding or item.answered_at:
            raise NotAllowed
        self.initial |= {"on": self.scene.service.day_of(now()), "seen": state_of(item)}


class UnansweredForm(SceneForm):
    """Why an answer was none."""

    words = forms.CharField(label=_("Waarom dit toch geen antwoord is"), widget=area(4), max_length=2_000, error_messages=REQUIRED)
    seen = seen_field()

    def furnish(self) -> None:
        item = the_item(self.scene)
        if item.finding or not item.answered_at:
            raise NotAllowed
        self.initial["seen"] = state_of(item)


class DropForm(SceneForm):
    """Why a point falls away."""

    reasons = forms.CharField(label=_("Waarom dit punt wegvalt"), widget=area(4), max_length=2_000,
                              error_messages={"required": _("Schrijf waarom dit punt wegvalt.")})
    seen = seen_field()

    def furnish(self) -> None:
        self.initial["seen"] = state_of(the_item(self.scene))


class TestForm(SceneForm):
    """One of the three tests: norms of its sets, whether they were kept, and why."""

    __test__ = False
    number = forms.ChoiceField(label=_("Wat wordt getoetst"), widget=forms.RadioSelect, required=False)
    judgement = forms.ChoiceField(label=_("Oordeel over wat je aankruist"), widget=forms.RadioSelect, error_messages=REQUIRED,
                                  choices=[(code, JUDGED[code]) for code in JUDGEMENTS])
    reasons = forms.CharField(label=_("Redenen"), widget=area(6), max_length=LONGEST,
                              error_messages={"required": _("Schrijf waarom. Een oordeel gaat nooit zonder redenen.")})

    def furnish(self) -> None:
        scene = self.scene
        self.against, _dash, number = scene.which.partition("-")
        if self.against not in TESTS:
            raise NotAllowed
        staff_file = scene.person.keyring.open(scene.case.compartment_id)
        live = the_live(scene.case.items.all())
        self.fields["number"].choices = [(WHOLE, _("de hele zaak")), *(
            (str(item.number), f"{item.number}. {item.unsealed(staff_file)['words'][:90]}") for item in live)]
        if number and number not in dict(self.fields["number"].choices):
            raise NotAllowed
        self.initial["number"] = number
        if not live:
            del self.fields["number"]
        today, spoken = scene.service.day_of(now()), language()
        for one in norms_of(scene.service, self.against, on=today):
            for group, title in list(one.groups.items()) or [("", None)]:
                entries = [entry for entry in one.entries if (entry.group or "") == group]
                field = forms.MultipleChoiceField(
                    label=f"{one.title.text(spoken)}: {title.text(spoken).lower()}" if title else one.title.text(spoken),
                    choices=[(f"{one.code}/{entry.code}", f"{entry.number} {entry.title.text(spoken)}") for entry in entries],
                    required=False, widget=forms.CheckboxSelectMultiple)
                field.folds = True
                field.help_text = _("Deze lijst is nog te bevestigen.") if one.status == "to_be_confirmed" else ""
                self.fields[f"{NORMS}{one.code}_{group}"] = field
        self.order_fields(["number", *(name for name in self.fields if name.startswith(NORMS)), "judgement", "reasons"])

    @property
    def norms(self) -> list[tuple[str, str]]:
        """What was ticked, each as (set, code)."""
        ticked = [value for name, values in self.cleaned_data.items() if name.startswith(NORMS) for value in values]
        return [tuple(value.split("/", 1)) for value in ticked]

    @property
    def given(self) -> dict:
        """What the act takes."""
        said = self.cleaned_data
        return {"number": int(said["number"]) if said.get("number") else None, "against": self.against, "norms": self.norms,
                "judgement": said["judgement"], "reasons": said["reasons"]}


def _add(scene, said: Point, at) -> None:
    handled.item_is_added(person=scene.person, case=scene.case, point=said, at=at)


def _change(scene, said: tuple, at) -> None:
    point, seen = said
    handled.item_is_changed(person=scene.person, case=scene.case, number=int(scene.which), point=point, seen=seen, at=at)


def _find(scene, said: dict, at) -> None:
    handled.item_is_found(person=scene.person, case=scene.case, number=int(scene.which), at=at, **said)


def _answered(scene, said: dict, at) -> None:
    handled.item_is_answered(person=scene.person, case=scene.case, number=int(scene.which), on=said.get("on"), words=said["words"],
                             seen=said["seen"], at=at)


def _drop(scene, said: dict, at) -> None:
    handled.item_is_dropped(person=scene.person, case=scene.case, number=int(scene.which), at=at, **said)


def _test(scene, said: dict, at) -> None:
    handled.norms_are_tested(person=scene.person, case=scene.case, at=at, **said)


def about_item(scene) -> list[tuple[str, str]]:
    """The point, and what was found before, to stand above its form."""
    item = the_item(scene)
    said = item.unsealed(scene.person.keyring.open(item.compartment_id))
    found = [(_("Bevinding nu"), say(scene.service, "finding", item.finding)), (_("Redenen"), said.get("reasons", "")),
             (_("Wat de melder hierover leest"), said.get("told", ""))]
    return [(_("Punt %(number)s") % {"number": item.number}, said["words"]), *(found if item.finding else ())]


def their_item(scene) -> list[tuple[str, str]]:
    """What a colleague made of the point meanwhile."""
    return about_item(scene)


POINT_ACTS = (
    {"name": "item", "title": _("Voeg een punt toe"), "button": _("Voeg toe"), "form": ItemForm, "do": _add,
     "hint": _("Eén verhaal kan meer punten hebben, elk over iemand anders. De melder vertelt het maar één keer.")},
)
ON_POINT = (
    {"name": "item", "title": _("Zeg dit punt anders"), "button": _("Bewaar"), "form": ItemChangedForm, "do": _change,
     "theirs": their_item, "hint": _("Zolang er geen bevinding over is.")},
    {"name": "find", "title": _("Bevinding over een punt"), "button": _("Bewaar bevinding"), "form": FindForm, "do": _find,
     "about": about_item, "theirs": their_item, "goes_on": tell_of_looking_on,
     "hint": _("Een latere bevinding komt ervoor te staan. De eerste blijft leesbaar.")},
    {"name": "answered", "title": _("Er is geantwoord op een punt"), "button": _("Bewaar"), "form": AnsweredForm, "do": _answered,
     "about": about_item, "theirs": their_item, "done": _("Bewaard. De termijnen van dit punt zijn voorbij."),
     "hint": _("Als de instelling of persoon over wie dit punt gaat, antwoordde. Een bevinding zeg je daarna, apart.")},
    {"name": "unanswered", "title": _("Dit punt is toch niet beantwoord"), "button": _("Bewaar"), "form": UnansweredForm, "do": _answered,
     "about": about_item, "theirs": their_item, "done": _("Bewaard. De termijnen van dit punt lopen weer.")},
    {"name": "drop", "title": _("Laat een punt wegvallen"), "button": _("Laat wegvallen"), "form": DropForm, "do": _drop,
     "about": about_item, "theirs": their_item, "hint": _("Voor een punt dat geen punt bleek. Het blijft leesbaar en telt niet meer mee.")},
    {"name": "test", "title": _("Toets"), "button": _("Bewaar toets"), "form": TestForm, "do": _test,
     "titled": lambda scene: TESTED.get(scene.which.partition("-")[0], _("Toets")),
     "hint": _("Drie toetsen, elk apart: de wet, de verdragen, de ombudsnormen. De ene antwoordt nooit voor de andere.")},
)
