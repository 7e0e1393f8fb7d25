"""Asking the reporter what is still to be asked: choose which, see the message as it will be read, and send it as a question."""

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.interfaces.staff.asked_later import in_sentences
from gehoor.interfaces.staff.forms import LONGEST, SceneForm, area
from gehoor.journeys.message_passes import staff_answers


class AskForm(SceneForm):
    """What stands before the questions, which questions, and what stands after them."""

    layout = "staff/_asking.html"
    opening = forms.CharField(label=_("Zo begint het bericht"), widget=area(2), max_length=LONGEST, required=False)
    questions = forms.MultipleChoiceField(label=_("Wat je vraagt"), widget=forms.CheckboxSelectMultiple,
                                          error_messages={"required": _("Kies minstens één vraag.")})
    closing = forms.CharField(label=_("Zo eindigt het"), widget=area(2), max_length=LONGEST, required=False)

    def furnish(self) -> None:
        self.purposes = in_sentences(self.scene)
        self.sentences = {code: sentence for _purpose, asked in self.purposes for code, sentence in asked}
        self.fields["questions"].choices = list(self.sentences.items())
        self.reads_in = the_conversation(self.scene.case).language
        self.reaches_nobody = not can_be_written_to(self.scene.case)
        with override(self.reads_in):
            self.initial |= {"questions": list(self.sentences),
                             "opening": gettext("Wij lazen wat je schreef. Om verder te kunnen, vragen wij je nog dit:"),
                             "closing": gettext("Weet je iets niet? Of zeg je het liever niet? Schrijf dat dan.")}

    @property
    def has_nothing(self) -> bool:
        """Whether there is nothing to send."""
        return not self.sentences

    @property
    def only_looks(self) -> bool:
        """Whether somebody wants to see first how it reads."""
        return "look" in self.data

    @property
    def by_purpose(self) -> list[tuple[str, list]]:
        """The boxes, under what their answers are needed for."""
        boxes = {one.data["value"]: one for one in self["questions"]}
        return [(purpose, [boxes[code] for code, _sentence in asked]) for purpose, asked in self.purposes]

    @property
    def message(self) -> str:
        """What the reporter will read, as it stands now."""
        chosen = self["questions"].value() or []
        asked = [f"– {sentence}" for code, sentence in self.sentences.items() if code in chosen]
        return "\n\n".join(part for part in (self["opening"].value().strip(), "\n".join(asked), self["closing"].value().strip()) if part)

    @property
    def given(self) -> dict:
        """What is sent."""
        return {"text": self.message}


def _ask(scene, said: dict, at) -> None:
    staff_answers(person=scene.person, case=scene.case, text=said["text"], kind="question", at=at)


ASKING = (
    {"name": "ask", "title": _("Vraag het de melder"), "button": _("Verstuur"), "form": AskForm, "do": _ask,
     "hint": _("Kies wat je vraagt. Hieronder staat het bericht zoals de melder het leest."),
     "done": _("Verstuurd. De melder leest het met de code.")},
)
