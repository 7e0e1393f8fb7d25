"""Whom a case is about, said better: another institution where it was recognised wrongly, the full name of a person; and that whoever
reads it stands too near to one of them.
"""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.people import INSTITUTION, PERSON, seen_as
from gehoor.domain.cases.models import Respondent
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.persons import NameTooShort, tag_of_person
from gehoor.domain.directory.queries import names_by_tag, the_institution_behind, the_offered
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.forms import REQUIRED, SceneForm, line, seen_field
from gehoor.journeys.case_moves_on import respondent_is_corrected
from gehoor.journeys.person_stands_near import person_stands_near, respondent_is_called

UNLISTED = "unlisted"


def the_respondent(scene) -> Respondent:
    """The respondent that the address names.

    :raises NotAllowed: the case has no such row.
    """
    try:
        row = scene.case.respondents.filter(pk=UUID(scene.which)).first()
    except ValueError:
        raise NotAllowed from None
    if row is None:
        raise NotAllowed
    return row


class CorrectForm(SceneForm):
    """Which institution it is. That it isn't in the list is a choice of its own: what is wrong goes away only when somebody says so."""

    institution = forms.ChoiceField(label=_("Welke instelling"), error_messages=REQUIRED)
    seen = seen_field()

    def furnish(self) -> None:
        self.initial["seen"] = seen_as(the_respondent(self.scene))
        # What it was taken for is what is wrong; what the case names already would stand there twice.
        named = {bytes(one.tag) for one in self.scene.case.respondents.exclude(tag=None)}
        offered = the_offered(self.scene.service.day_of(self.scene.case.opened_at))
        self.offered = {str(one.pk): one for one in offered if bytes(one.tag) not in named}
        self.fields["institution"].choices = [("", _("kies")), (UNLISTED, _("staat niet in de lijst")),
                                              *((key, str(one)) for key, one in self.offered.items())]

    def clean_institution(self) -> Institution | None:
        return self.offered.get(self.cleaned_data["institution"])


def _correct(scene, said: dict, at) -> None:
    respondent_is_corrected(person=scene.person, case=scene.case, respondent_id=the_respondent(scene).id,
                            institution=said["institution"], seen=said["seen"] or "", at=at)


def about_respondent(scene) -> list[tuple[str, str]]:
    """What somebody said, and what it was taken for."""
    row = the_respondent(scene)
    said = row.unsealed(scene.person.keyring.open(scene.case.compartment_id))
    known = names_by_tag({bytes(row.tag)}).get(bytes(row.tag), "") if row.kind == INSTITUTION and row.tag else said.get("name", "")
    return [(str(_("Wat er staat")), said["words"]), (str(_("Nu")), known)]


class WhoForm(SceneForm):
    """The full name of a person."""

    name = forms.CharField(label=_("Voornaam en naam"), max_length=120, widget=line(), error_messages=REQUIRED)
    seen = seen_field()

    def furnish(self) -> None:
        row = the_person(self.scene)
        said = row.unsealed(self.scene.person.keyring.open(row.compartment_id))
        self.initial |= {"seen": seen_as(row), "name": said.get("name", "")}

    def clean_name(self) -> str:
        if tag_of_person(self.cleaned_data["name"]) is None:
            raise forms.ValidationError(NameTooShort.message)
        return self.cleaned_data["name"]


class NearForm(WhoForm):
    """That somebody stands too near. Of a person whose name nobody said yet, the name is asked: it is by that the rule knows them."""

    def furnish(self) -> None:
        row = the_respondent(self.scene)
        if row.kind not in (INSTITUTION, PERSON) or (row.kind == INSTITUTION and row.tag is None):
            raise NotAllowed
        if row.kind == PERSON and row.tag is None:
            super().furnish()
            return
        del self.fields["name"], self.fields["seen"]


def the_person(scene) -> Respondent:
    """The respondent that the address names, who is a person.

    :raises NotAllowed: it is none.
    """
    row = the_respondent(scene)
    if row.kind != PERSON:
        raise NotAllowed
    return row


def _call(scene, said: dict, at) -> None:
    respondent_is_called(person=scene.person, case=scene.case, respondent_id=the_person(scene).id, name=said["name"],
                         seen=said["seen"] or "", at=at)


def _stand_near(scene, said: dict, at) -> None:
    row = the_respondent(scene)
    if row.kind == INSTITUTION:
        person_stands_near(person=scene.person, institution=the_institution_behind(bytes(row.tag)), at=at)
        return
    if row.tag is None:
        _call(scene, said, at)
    known = row.unsealed(scene.person.keyring.open(row.compartment_id))
    person_stands_near(person=scene.person, name=said.get("name") or known["name"], at=at)


ON_RESPONDENT = (
    {"name": "who", "title": _("Wie is deze persoon"), "button": _("Bewaar"), "form": WhoForm, "do": _call, "about": about_respondent,
     "theirs": lambda scene: about_respondent(scene)[1:],
     "hint": _("Wie een belangenconflict heeft met deze persoon, ziet de zaak meteen niet meer. De woorden zelf veranderen niet.")},
    {"name": "near", "title": _("Ik sta hier te dicht bij"), "button": _("Meld dit"), "form": NearForm, "do": _stand_near,
     "about": about_respondent, "is_about_story": False, "done": _("Gemeld. Je ziet, telt en vindt zaken hierover niet meer."),
     "hint": _("Een naaste, een vriend, een vroegere collega, of iets anders? Zeg het. Je ziet, telt en vindt deze zaak dan niet meer, en "
               "geen enkele andere over hetzelfde. Een collega neemt over. Je kan dit niet zelf terugnemen.")},
    {"name": "correct", "title": _("Verbeter de instelling"), "button": _("Bewaar"), "form": CorrectForm, "do": _correct,
     "about": about_respondent, "theirs": lambda scene: about_respondent(scene)[1:],
     "hint": _("Wie een belangenconflict heeft met deze instelling, ziet de zaak meteen niet meer. Wie er een had met de vorige, ziet ze "
               "weer. De woorden zelf veranderen niet.")},
)
