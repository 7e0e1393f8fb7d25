"""Mediating: the forms and acts of it, and how its codes are said. Each act is a page of its own, like every other act on a case."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gehoor.domain.mediation.queries import OpenedMediation, Seated, the_chairs
from gehoor.domain.mediation.states import (
    ACCEPTED,
    AGREED,
    CONDITIONAL,
    NOTHING,
    OPEN,
    PARTLY,
    REFUSED,
    SHUTTLE,
    STOPPED,
    TOGETHER,
)
from gehoor.domain.services.answers import answer_in_words
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.forms import CHILD, LONGEST, REQUIRED, SceneForm, area
from gehoor.interfaces.staff.saying import language, say
from gehoor.journeys import mediation_goes_on as going

FORMS = {TOGETHER: _("samen aan één tafel"), SHUTTLE: _("pendelen: de bemiddelaar gaat heen en weer, niemand zit samen")}
STANDS = {OPEN: _("nog open"), ACCEPTED: _("aanvaardt"), CONDITIONAL: _("aanvaardt onder voorwaarden"), REFUSED: _("aanvaardt niet")}
ENDINGS = {AGREED: _("akkoord"), PARTLY: _("gedeeltelijk akkoord"), NOTHING: _("geen akkoord"), STOPPED: _("gestopt")}
AGREEMENT = _("Wat is er afgesproken of gezegd aan het einde")
NOBODY = _("de bemiddelaar")


def noted(service, axis: str, code: str) -> str:
    """What keeps from mediating, in words: what the case was classified as, or what stands on a sheet."""
    return say(service, axis, code) if code else answer_in_words(service, axis, language())


def name_of(seated: Seated | None, service) -> str:
    """A side in words: its name, or what it is where nobody gave a name."""
    return called(seated.name, seated.role, service) if seated else str(NOBODY)


def called(name: str, role: str, service) -> str:
    """A name with the role beside it; the role alone where there is no name."""
    said = {CHILD: _now("kind of jongere"), "respondent": _now("over wie het gaat")}.get(role) or say(service, "reporter_role", role)
    return f"{name} ({said})" if name else said


def _opened(scene) -> OpenedMediation:
    opened = going.the_mediation_opened(scene.person, scene.case)
    if opened is None:
        raise NotAllowed
    return opened


class BeginForm(SceneForm):
    chairs = forms.MultipleChoiceField(label=_("Tussen wie"), widget=forms.CheckboxSelectMultiple,
                                       error_messages={"required": _("Kies minstens twee partijen om tussen te bemiddelen.")})
    form = forms.ChoiceField(label=_("Hoe"), widget=forms.RadioSelect, choices=list(FORMS.items()), error_messages=REQUIRED)
    why = forms.CharField(label=_("Waarom bemiddelen"), widget=area(4), max_length=LONGEST, error_messages=REQUIRED)
    override = forms.CharField(label=_("Waarom het toch kan"), widget=area(4), max_length=LONGEST, required=False)

    def furnish(self) -> None:
        scene = self.scene
        chairs = the_chairs(scene.case, scene.person.keyring.open(scene.case.compartment_id))
        self.fields["chairs"].choices = [(key, called(name, role, scene.service)) for key, name, role in chairs]
        if len(chairs) < 2:
            self.fields["chairs"].help_text = _(
                "Voeg eerst de mensen toe, en over wie het gaat. Een regel zonder dader zit niet aan tafel.")
        blocks = going.what_blocks(scene.person, scene.case)
        if not blocks:
            del self.fields["override"]
            return
        told = ", ".join(noted(scene.service, axis, code) for axis, code in blocks)
        self.fields["override"].help_text = _(
            "Genoteerd: %(noted)s. Alleen een leidinggevende beslist dat bemiddelen toch kan. Pendelen is dan de veilige vorm.") % {
                "noted": told}
        self.initial.setdefault("form", SHUTTLE)


INTEREST = _("Het belang van het kind")
OF_CHILD = _("Wat betekent dit voor het kind, nu en later? Wat zei het kind er zelf van?")


class SidesForm(SceneForm):
    """A form about one side of the mediation that goes on."""

    side = forms.ChoiceField(label=_("Wie"), widget=forms.RadioSelect, error_messages=REQUIRED)
    only_present = True

    def furnish(self) -> None:
        self.opened = _opened(self.scene)
        self.fields["side"].choices = [(str(one.row.id), name_of(one, self.scene.service)) for one in self.opened.sides
                                       if one.takes_part or not self.only_present]
        if not self.fields["side"].choices:
            self.fields["side"].help_text = _("Nog niemand zei dat hij of zij meedoet. Noteer dat eerst.")


class SideAnswersForm(SidesForm):
    takes_part = forms.ChoiceField(label=_("Doet mee"), widget=forms.RadioSelect, choices=[("yes", _("ja")), ("no", _("nee"))],
                                   error_messages=REQUIRED)
    conditions = forms.CharField(label=_("Onder welke voorwaarden"), widget=area(3), max_length=LONGEST, required=False)
    only_present = False


class SideSpeaksForm(SidesForm):
    text = forms.CharField(label=_("Wat deze partij zegt"), widget=area(8), max_length=LONGEST, strip=False, error_messages=REQUIRED)


class ClearForm(SceneForm):
    statement = forms.ChoiceField(label=_("Wat er gezegd is"), widget=forms.RadioSelect, error_messages=REQUIRED)
    sides = forms.MultipleChoiceField(label=_("Wie dit mag horen"), widget=forms.CheckboxSelectMultiple, required=False,
                                      help_text=_("Alleen wie de partij zelf noemde. Niemand aangekruist: het blijft bij ons."))

    def furnish(self) -> None:
        opened, service = _opened(self.scene), self.scene.service
        self.fields["statement"].choices = [(str(said.row.id), f"{name_of(one, service)}: {said.text[:120]}")
                                            for one in opened.sides for said in one.said]
        self.fields["sides"].choices = [(str(one.row.id), name_of(one, service)) for one in opened.sides]
        if not self.is_bound:
            chosen = next((said for one in opened.sides for said in one.said if str(said.row.id) == self.initial.get("statement")), None)
            self.initial["sides"] = [str(side.id) for side in chosen.cleared_for] if chosen else []


class ProposeForm(SidesForm):
    side = forms.ChoiceField(label=_("Wie stelt voor"), widget=forms.RadioSelect, required=False)
    text = forms.CharField(label=_("Voorstel"), widget=area(6), max_length=LONGEST, error_messages=REQUIRED,
                           help_text=_("Eén ding per voorstel, met een datum: dan is het te aanvaarden en na te kijken."))
    interest = forms.CharField(label=INTEREST, widget=area(4), max_length=LONGEST, error_messages=REQUIRED, help_text=OF_CHILD)

    def furnish(self) -> None:
        super().furnish()
        self.fields["side"].choices = [("", NOBODY), *self.fields["side"].choices]


class StandForm(SidesForm):
    proposal = forms.ChoiceField(label=_("Voorstel"), widget=forms.RadioSelect, error_messages=REQUIRED)
    stand = forms.ChoiceField(label=_("Waar deze partij staat"), widget=forms.RadioSelect, choices=list(STANDS.items()),
                              error_messages=REQUIRED)
    words = forms.CharField(label=_("In eigen woorden, of de voorwaarden"), widget=area(3), max_length=LONGEST, required=False)
    field_order = ("proposal", "side", "stand", "words")

    def furnish(self) -> None:
        super().furnish()
        self.fields["proposal"].choices = [(str(one.row.id), f"{one.row.number}. {one.text[:120]}") for one in self.opened.proposals]


class EndForm(SceneForm):
    ended_as = forms.ChoiceField(label=_("Hoe het eindigt"), widget=forms.RadioSelect, choices=list(ENDINGS.items()),
                                 error_messages=REQUIRED)
    interest = forms.CharField(label=INTEREST, widget=area(6), max_length=LONGEST, required=False, help_text=OF_CHILD)
    words = forms.CharField(label=AGREEMENT, widget=area(6), max_length=LONGEST, required=False)


def _begin(scene, said: dict, at) -> None:
    going.mediation_begins(person=scene.person, case=scene.case, form=said["form"], why=said["why"], chairs=said["chairs"],
                           override=said.get("override", ""), at=at)


def _side_answers(scene, said: dict, at) -> None:
    going.side_answers(person=scene.person, case=scene.case, side_id=said["side"], takes_part=said["takes_part"] == "yes",
                       conditions=said["conditions"], at=at)


def _side_speaks(scene, said: dict, at) -> None:
    going.side_speaks(person=scene.person, case=scene.case, side_id=said["side"], text=said["text"], at=at)


def _clear(scene, said: dict, at) -> None:
    going.words_are_cleared(person=scene.person, case=scene.case, statement_id=said["statement"], for_sides=said["sides"], at=at)


def _propose(scene, said: dict, at) -> None:
    going.proposal_is_made(person=scene.person, case=scene.case, side_id=said["side"] or None, text=said["text"],
                           interest=said["interest"], at=at)


def _stand(scene, said: dict, at) -> None:
    going.side_takes_stand(person=scene.person, case=scene.case, proposal_id=said["proposal"], side_id=said["side"],
                           status=said["stand"], words=said["words"], at=at)


def _end(scene, said: dict, at) -> None:
    going.mediation_ends(person=scene.person, case=scene.case, ended_as=said["ended_as"], interest=said["interest"],
                         words=said["words"], at=at)


_ALIKE = {"leads_to": "staff:mediation", "is_about_story": False}
MEDIATING = (
    {"name": "mediate", "title": _("Begin te bemiddelen"), "button": _("Begin"), "form": BeginForm, "do": _begin,
     "hint": _("Niemand moet meedoen. Wie zwijgt, zei geen ja; de zaak gaat dan gewoon verder."), **_ALIKE},
    {"name": "mediate_side", "title": _("Doet deze partij mee"), "button": _("Bewaar"), "form": SideAnswersForm, "do": _side_answers,
     **_ALIKE},
    {"name": "mediate_say", "title": _("Wat een partij zegt"), "button": _("Bewaar"), "form": SideSpeaksForm, "do": _side_speaks,
     "hint": _("Dit blijft bij ons tot die partij zegt wie het mag horen."), **_ALIKE},
    {"name": "mediate_clear", "title": _("Wie mag dit horen"), "button": _("Bewaar"), "form": ClearForm, "do": _clear,
     "hint": _("Vraag het eerst aan wie het zei. Wat niet vrijgegeven is, komt in geen enkel blad voor een ander."), **_ALIKE},
    {"name": "mediate_propose", "title": _("Noteer een voorstel"), "button": _("Bewaar"), "form": ProposeForm, "do": _propose, **_ALIKE},
    {"name": "mediate_stand", "title": _("Waar een partij staat"), "button": _("Bewaar"), "form": StandForm, "do": _stand,
     "hint": _("Wat iemand eerder zei, blijft staan met zijn dag."), **_ALIKE},
    {"name": "mediate_end", "title": _("Rond de bemiddeling af"), "button": _("Rond af"), "form": EndForm, "do": _end, **_ALIKE},
)
GIVEN = ("side", "statement", "proposal")
"""What an address may say beforehand of these forms."""
