"""The form of a step: its outcome, the sheets that it asks on its own page, and the words that go along to the reporter.

Of a step that refuses something also the grounds, and the reasons for the file.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.domain.conversations.queries import can_be_written_to, last_answered_at, the_conversation
from gehoor.domain.services.along import left_out
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.forms import DeclaredForm
from gehoor.domain.services.procedures import Move
from gehoor.domain.services.refusing import (
    TooBare,
    TooShort,
    blocks_for_refusal,
    grounds_that_apply,
    is_too_bare,
    next_instance,
    reads_as_child,
)
from gehoor.domain.services.schema.needed import the_sheets_of
from gehoor.domain.services.schema.procedure import Sheet
from gehoor.foundation.clock import now
from gehoor.interfaces.kit.templatetags.moments import day_and_clock
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, MoveForm, SceneForm, area
from gehoor.interfaces.staff.sheets import sheet_form
from gehoor.interfaces.staff.text_blocks import blocks_for_reporter, written_out
from gehoor.journeys.terms_run import the_terms
from gehoor.journeys.what_is_met import the_answers_on_grounds, what_is_met
from gehoor.journeys.words_go_along import what_it_must_name, what_it_must_say

GAP = re.compile(r"(?:^|\s)(?:…|\.\.\.)(?=[\s.,;:?!]|$)")
"""Where a text block leaves something to be written: dots that stand apart, which nobody's own sentence ends with."""


def refuse_gaps(said: str) -> str:
    """What somebody wrote.

    :raises ValidationError: a text block left something open in it, and nobody filled it in.
    """
    if GAP.search(said):
        raise forms.ValidationError(_("Schrijf zelf wat op de plaats van “…” hoort."))
    return said


@dataclass(frozen=True)
class AskedBeside:
    """A sheet that a step asks on its own page."""

    declared: Sheet
    form: DeclaredForm


class StepForm(MoveForm):
    """A step without words: its outcome where it has one. `beside` are the sheets that it asks."""

    def __init__(self, data=None, *, scene, step: Move, sheets: list[Sheet], **kwargs):
        self.beside = [AskedBeside(one, sheet_form(one, scene, data, prefix=prefix_of(one))) for one in sheets]
        super().__init__(data, scene=scene, step=step, **kwargs)

    def is_valid(self) -> bool:
        """Whether everything on the page can be sent: its own part, and each sheet beside it."""
        return all([super().is_valid(), *(one.form.is_valid() for one in self.beside)])

    @property
    def given(self) -> dict:
        """What was filled in, with the answers of the sheets by their codes."""
        return {**self.cleaned_data, "sheets": {one.declared.code: one.form.given for one in self.beside}}


class Worded:
    """A form with words to the reporter: a sentence at least, with what it must name and may not leave out."""

    scene: object
    step: Move
    cleaned_data: dict
    too_bare = TooShort.message

    def furnish_words(self, name: str, along) -> None:
        """Say what must stand in them, next to their field."""
        scene = self.scene
        self.must_name = what_it_must_name(scene.person, scene.case, scene.service, along)
        self.must_say = what_it_must_say(scene.case, scene.service, along)
        said = [gettext("Noem ook naar wie je doorverwijst: “%(name)s”.") % {"name": "”, “".join(self.must_name)}] if self.must_name else []
        said += [gettext("Dit blijft erin staan: “%(words)s”") % {"words": self.must_say}] if self.must_say else []
        self.fields[name].help_text = " ".join(said)

    def furnish_told(self, *, always: bool = False) -> None:
        """Ask for the words, unless a message of this stage can be pointed at that says them already."""
        met = not always and self.step.must_tell in what_is_met(self.scene.case)
        self.fields["text"].required = not met
        if not met or not can_be_written_to(self.scene.case):
            del self.fields["told"]
            return
        said_at = last_answered_at(self.scene.case) if self.step.answers else self.scene.case.last_told_at
        words = _("Ons bericht van %(moment)s is dit antwoord") if self.step.answers else _("Ons bericht van %(moment)s zegt dit al")
        self.fields["told"].label = words % {"moment": day_and_clock(said_at)}

    def furnish_aloud(self) -> None:
        """Ask what was said otherwise to who holds no code: a call or a letter is an answer too."""
        self.must_name, self.must_say = [], ""
        self.furnish_told()
        self.fields["text"].label = _("Wat je zelf zei of schreef, hoe en op welke dag")
        self.fields["text"].help_text = _("Dit blijft in het dossier, als notitie.")

    def clean(self) -> dict:
        """Nobody takes a step in silence in passing: who wrote already says which message it was."""
        said = super().clean()
        if "told" in self.fields and "text" not in self.errors and not said.get("text", "").strip() and not said.get("told"):
            self.add_error("text", _("Schrijf wat de melder leest, of zeg hieronder dat het al geschreven is."))
        return said

    def looked_at(self, said: str) -> str:
        """The words, or what is wrong with them."""
        if self.fields["text"].required and not said.strip():
            raise forms.ValidationError(REQUIRED["required"])
        refuse_gaps(said)
        if said.strip() and is_too_bare(said):
            raise forms.ValidationError(self.too_bare)
        if said.strip() and (complaint := left_out(said, names=self.must_name, words=self.must_say)):
            raise forms.ValidationError(complaint)
        return said


class TellingForm(Worded, StepForm):
    """A step that tells the reporter how it goes on."""

    text = forms.CharField(label=_("Wat de melder leest"), widget=area(7), max_length=LONGEST, strip=False, required=False,
                           error_messages=REQUIRED)
    told = forms.BooleanField(required=False)

    def furnish(self) -> None:
        super().furnish()
        case, along = self.scene.case, self.step.tell
        if not can_be_written_to(case):
            self.furnish_aloud()
            return
        self.furnish_words("text", along)
        self.furnish_told()
        if self.fields["text"].required:
            self.initial["text"] = words_to_begin_with(self.scene, along)

    def clean_text(self) -> str:
        return self.looked_at(self.cleaned_data["text"])


class RefusalForm(Worded, StepForm):
    """A step that refuses."""

    too_bare = TooBare.message
    reasons = forms.CharField(label=_("Redenen"), help_text=_("Voor het dossier. De melder leest dit niet."), widget=area(4),
                              max_length=LONGEST, error_messages=REQUIRED)
    text = forms.CharField(label=_("Wat de melder leest"), widget=area(7), max_length=LONGEST, strip=False, required=False,
                           error_messages=REQUIRED)
    told = forms.BooleanField(required=False)

    def furnish(self) -> None:
        super().furnish()
        case, service = self.scene.case, self.scene.service
        if not can_be_written_to(case):
            self.furnish_aloud()
        else:
            self.furnish_words("text", self.step.tell)
            # A child always reads why, and whoever is referred reads to whom.
            self.furnish_told(always=bool(self.must_name) or reads_as_child(service, audience=case.audience, role=case.reporter_role))
        if late := next((term for term in the_terms(case, service) if term.lapses and term.is_overdue(now())), None):
            words = gettext("Weigeren kon tot en met %(day)s (%(source)s). Zeg in de redenen waarom het nu nog gebeurt.") % {
                "day": day_in_words(service.day_of(late.due_at)), "source": late.source}
            self.fields["reasons"].help_text = f"{self.fields['reasons'].help_text} {words}"
        if not self.is_bound:
            offered = {code for code, _label in self.fields["grounds"].choices}
            judged = grounds_that_apply(service, the_answers_on_grounds(case, self.scene.person))
            self.initial["grounds"] = [code for code in judged if code in offered]

    def clean_text(self) -> str:
        return self.looked_at(self.cleaned_data["text"])


class SheetPage(Worded, SceneForm):
    """The page of one sheet: its questions, and where it asks for them the words to the reporter."""

    text = forms.CharField(label=_("Wat de melder hierover leest"), widget=area(7), max_length=LONGEST, strip=False,
                           error_messages=REQUIRED)

    def __init__(self, data=None, *, scene, sheet: Sheet, tells: bool, **kwargs):
        self.sheet, self.tells = sheet, tells
        self.beside = [AskedBeside(sheet, sheet_form(sheet, scene, data))]
        # A name of its own: a sheet may have a question that is called so.
        super().__init__(data, scene=scene, prefix="along", **kwargs)

    def furnish(self) -> None:
        if not self.tells:
            del self.fields["text"]
            return
        self.furnish_words("text", self.sheet.tell)
        self.initial["text"] = words_to_begin_with(self.scene, self.sheet.tell)

    def clean_text(self) -> str:
        return self.looked_at(self.cleaned_data["text"])

    def is_valid(self) -> bool:
        """Whether the answers and the words can be kept."""
        return all([super().is_valid(), *(one.form.is_valid() for one in self.beside)])

    @property
    def given(self) -> dict:
        """The answers, and the words where there are any."""
        return {"answers": self.beside[0].form.given, "text": self.cleaned_data.get("text", "")}


def prefix_of(sheet: Sheet) -> str:
    """What stands before the names of its questions on the page of a step."""
    return f"sheet-{sheet.code}"


def asked_beside(scene, step: Move, data=None, *, but: Collection[str] = ()) -> list[Sheet]:
    """The sheets of a step that are asked on its page, in the order of the step: those still missing, and those that were sent along.

    :param but: sheets whose answer closes the step. That isn't asked again in passing: who thinks otherwise by now says so on the sheet.
    """
    missing = set(the_sheets_of(step.missing))
    sent = {code for code in step.asks if data is not None and any(name.startswith(f"sheet-{code}-") for name in data)}
    return [scene.service.procedure.sheet(code) for code in step.asks if code in (missing | sent) - set(but)]


def form_of_step(scene, step: Move, data=None, *, but: Collection[str] = ()) -> StepForm:
    """The form that this step needs."""
    made = RefusalForm if step.grounds else TellingForm if step.tell else StepForm
    return made(data, scene=scene, step=step, sheets=asked_beside(scene, step, data, but=but))


def words_to_begin_with(scene, along) -> str:
    """The text block that the message begins with, filled in as the reporter reads it."""
    conversation = the_conversation(scene.case)
    if along is None or along.block is None or conversation is None:
        return ""
    return written_out(scene.service.procedure.text_block(along.block), case=scene.case, service=scene.service, person=scene.person,
                       reads_in=conversation.language)


def to_write_of_sheet(scene) -> dict:
    """What helps to write the words that go along with a sheet."""
    blocks = blocks_for_reporter(scene.service)
    return {"reads_in": the_conversation(scene.case).language, "has_blocks": bool(blocks), "blocks": blocks}


def to_write(scene, step: Move) -> dict:
    """What helps to write the words of a step: the language that is read, text blocks, and where one can go next after a refusal."""
    if not step.carries_words:
        return {}
    if not can_be_written_to(scene.case):
        return {"reaches_nobody": "refusal" if step.grounds else "telling"}
    reads_in, service = the_conversation(scene.case).language, scene.service
    blocks = blocks_for_refusal(service) if step.grounds else blocks_for_reporter(service)
    where = next_instance(service, audience=scene.case.audience, language=reads_in) if step.grounds else ""
    return {"reads_in": reads_in, "has_blocks": bool(blocks), "blocks": blocks, "next_instance": where}
