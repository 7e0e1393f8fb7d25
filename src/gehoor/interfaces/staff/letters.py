"""What leaves the house in writing: the letter as it begins, and the day by which an answer to it is expected.

Told to the table of acts.
"""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.consent.models import OutwardAct
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.agreeing import HERE, act_of, in_short
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, SceneForm, area
from gehoor.interfaces.staff.moving import refuse_gaps
from gehoor.interfaces.staff.term_forms import a_day
from gehoor.interfaces.staff.text_blocks import blocks_for_others, written_to_others
from gehoor.journeys import something_leaves as leaving

CALL = "call"
"""What is said aloud: it begins with nobody's text."""


class SentForm(SceneForm):
    """What was said or written when it left, and until when we wait for what comes back."""

    text = forms.CharField(label=_("Wat er gezegd of gegeven is"), widget=area(14), max_length=LONGEST, error_messages=REQUIRED)
    answer_by = forms.DateField(label=_("Antwoord verwacht tegen"), required=False, widget=a_day(),
                                help_text=_("Dat wordt een vraag die openstaat, met een herinnering op die dag. "
                                            "Leeg: er komt geen antwoord."))

    def furnish(self) -> None:
        act, said = the_act_opened(self.scene)
        self.initial |= {"answer_by": answer_by_of(said), "text": letter_of(self.scene, act, said)}

    def clean_text(self) -> str:
        return refuse_gaps(self.cleaned_data["text"])

    def clean_answer_by(self) -> date | None:
        day = self.cleaned_data["answer_by"]
        if day and day < self.scene.service.day_of(now()):
            raise forms.ValidationError(leaving.AnswerIsPast.message)
        return day


def the_act_opened(scene) -> tuple[OutwardAct, dict]:
    """The outward act that the address names, with what was sealed of it."""
    act = act_of(scene)
    return act, act.unsealed(scene.person.keyring.open(scene.case.compartment_id))


def answer_by_of(said: dict) -> date | None:
    """The day by which an answer was planned to come."""
    return date.fromisoformat(said["answer_by"]) if said.get("answer_by") else None


def letter_of(scene, act: OutwardAct, said: dict) -> str:
    """How the letter begins: the text block for its purpose, or at least what it is about."""
    if act.kind == CALL:
        return ""
    told = {"case": scene.case, "service": scene.service, "person": scene.person, **_letter(said)}
    block = next((one for one in blocks_for_others(scene.service, act.purpose) if act.purpose in one.purposes), None)
    if block:
        return written_to_others(block, **told)
    return str(_("Betreft: %(about)s") % {"about": said["about"]}) + "\n\n" if said["about"] else ""


def to_write_letter(scene) -> dict:
    """What helps to write a letter: the text blocks for others, those of its purpose first."""
    act, said = the_act_opened(scene)
    blocks = [] if act.kind == CALL else blocks_for_others(scene.service, act.purpose)
    return {"blocks": blocks, "has_blocks": bool(blocks), "letter": _letter(said)}


def _letter(said: dict) -> dict:
    return {"about": said["about"], "answer_by": answer_by_of(said)}


def _sent(scene, said: dict, at) -> None:
    leaving.act_is_done(person=scene.person, case=scene.case, act=act_of(scene), said=said["text"], answer_by=said["answer_by"], at=at)


ON_LETTER = (
    {"name": "sent", "title": _("Dit gaat naar buiten"), "button": _("Het is vertrokken"), "form": SentForm, "do": _sent,
     "hint": _("Schrijf niet meer dan waarvoor er toestemming is."), "about": lambda scene: in_short(act_of(scene), scene),
     "helps": to_write_letter, "done": _("Genoteerd dat het vertrok."), "keeps_refused": True, **HERE},
)
"""Acts on one thing that leaves."""
