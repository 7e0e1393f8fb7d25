"""Correcting which institution a case is about, where it was recognised wrongly: another of the list, or none of it."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.people import seen_as
from gehoor.domain.cases.models import Respondent
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.queries import names_by_tag, the_offered
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.forms import REQUIRED, SceneForm, seen_field
from gehoor.journeys.case_moves_on import respondent_is_corrected

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
    words = row.unsealed(scene.person.keyring.open(scene.case.compartment_id))["words"]
    return [(str(_("Wat er staat")), words), (str(_("Nu")), names_by_tag({bytes(row.tag)}).get(bytes(row.tag), "") if row.tag else "")]


ON_RESPONDENT = (
    {"name": "correct", "title": _("Verbeter de instelling"), "button": _("Bewaar"), "form": CorrectForm, "do": _correct,
     "about": about_respondent, "theirs": lambda scene: about_respondent(scene)[1:],
     "hint": _("Wie een belangenconflict heeft met deze instelling, ziet de zaak meteen niet meer. Wie er een had met de vorige, ziet ze "
               "weer. De woorden zelf veranderen niet.")},
)
