"""One question: of a public questionnaire or of a sheet that staff fill in. The same model, the same form engine.

`forms.py` of the room makes Django forms of it.
"""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Described
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.axes import LISTS
from gehoor.domain.services.schema.base import Code, Declared, Wording
from gehoor.domain.services.schema.conditions import Condition

Kind = Literal[
    "text", "long_text", "choice", "choices", "partial_date", "number", "yes_no_unknown", "place", "institution", "files", "note",
    "appointment", "matrix",
]
CHOOSING = ("choice", "choices")
WITH_CHOICES = (*CHOOSING, "matrix")
ONLY_IN_SHEETS = ("matrix",)
"""Kinds of question that staff are asked, and nobody who tells."""

MEANS: dict[str, tuple[Kind, ...]] = {
    "story": ("long_text",),
    "wish": ("long_text", "text"),
    "tried_before": ("long_text", "choices"),
    "theme": CHOOSING,
    "failing": CHOOSING,
    "reporter_role": ("choice",),
    "child_age": ("number",),
    "child_name": ("text",),
    "child_birth_date": ("partial_date",),
    "child_gender": ("choice",),
    "reporter_name": ("text",),
    "region": ("choice", "place"),
    "respondent": ("institution", "text"),
    "happened_on": ("partial_date",),
    "files": ("files",),
    "contact_safe": ("yes_no_unknown",),
    "contact_how": ("choice",),
    "contact_when": ("text", "long_text", "choices"),
    "contact_name": ("text",),
    "contact_address": ("text",),
    "interpreter": ("text", "choice", "yes_no_unknown"),
    "worker_preference": ("choice",),
    "urgent": ("yes_no_unknown",),
    "contact_kind": ("choice",),
    "violence": CHOOSING,
    "by_whom": CHOOSING,
    "institution_kind": CHOOSING,
    "measure": CHOOSING,
    "tag": CHOOSING,
    "marker": CHOOSING,
    "certainty": ("choice",),
    "spoken_language": ("text", "choice"),
    "child_agrees": ("yes_no_unknown",),
    "child_knows": ("yes_no_unknown",),
    "appointment": ("appointment",),
    "opposed": ("yes_no_unknown",),
}
"""What an answer may mean to the kernel, and the kinds of question that can carry it. A closed list, each word with its test."""

ONLY_SAID_IN_SHEETS = ("opposed",)
"""What only somebody who works here can say: that the interests of parent and child oppose each other."""

CONTACT_WAYS = ("receipt", "phone", "text_message", "email", "letter", "through_someone", "none")
"""Codes that a question meaning `contact_how` may offer. `receipt`: I come back myself; `none`: do not contact me."""
WORKER_PREFERENCES = ("woman", "man", "none")
"""Codes that a question meaning `worker_preference` may offer."""
YES_NO_UNKNOWN = ("yes", "no", "unknown")


RIGHTS = "rights."
GROUNDS = "grounds"
"""What the rows of a matrix can be: the grounds of the procedure it stands in."""


def _known_list(name: str) -> str:
    if name not in LISTS and not str(name).startswith(RIGHTS):
        raise PydanticCustomError("choices_from", '"{name}" is no list to choose from', {"name": name, "known": [*LISTS, "rights.crc"]})
    return name


def _known_rows(name: str) -> str:
    if name != GROUNDS and not str(name).startswith(RIGHTS):
        raise PydanticCustomError("rows_from", '"{name}" is nothing a row can be made of', {"name": name, "known": [GROUNDS, "rights.bic"]})
    return name


class Choice(Declared):
    """One answer that can be chosen."""

    code: Code
    """Code that is kept."""
    label: Wording
    """What people read."""
    hint: Wording | None = None
    """A sentence under it."""
    off_scale: bool = False
    """Among ordered answers: one that stands on no scale, such as "can't be estimated"; it is told and not drawn."""


class Field(Declared):
    """One question, or a note between questions."""

    code: Code
    """Code of the question, once in a questionnaire or sheet."""
    kind: Kind
    """How it is asked. `note` asks nothing: its label is read."""
    label: Wording
    """The question."""
    hint: Wording | None = None
    """What to think of, under the question."""
    help: Wording | None = None
    """Why we ask, or what happens with it: behind a fold."""
    required: bool = False
    """Whether one can't go on without it. Rarely: a child may skip."""
    choices: list[Choice] = []
    """The answers, for `choice` and `choices`."""
    choices_from: Annotated[str, BeforeValidator(_known_list)] | None = None
    """Or: take the answers from a list of axes.yaml (`roles` gives those of the audience), or from a set of rights: `rights.crc`."""
    ordered: bool = False
    """Whether the answers stand from least to most, so that a series of them can be drawn."""
    rows: list[Choice] = []
    """For a matrix: what is asked about, a row each, in this order. Its `choices` are the scale on which each is answered."""
    rows_from: Annotated[str, BeforeValidator(_known_rows)] | None = None
    """Or: the rows are the `grounds` of this procedure, or the entries of a set of rights: `rights.bic`."""
    words: Wording | None = None
    """For a matrix: what can be written beside each row, such as the source or the reason; none: nothing."""
    words_for: list[Code] = []
    """For a matrix: answers of the scale that can't stand without those words."""
    means: str | None = None
    """What the answer means to the kernel, one of a closed list."""
    starts_as: Code | None = None
    """In a sheet: the question of the questionnaire whose answer it begins with, to be looked at by who fills it in. What the reporter
    told isn't typed twice."""
    when: Condition | None = None
    """Only asked when this holds."""
    required_when: Condition | None = None
    """In a sheet: one can't go on without it when this holds. It is asked anyhow."""
    max_length: int | None = Described(default=None, ge=1, le=50_000)
    """Most characters, for text."""
    minimum: int | None = None
    """Smallest number."""
    maximum: int | None = None
    """Largest number."""
    exact: bool = False
    """For a date: day, month and year must all be given (a sheet of staff)."""
    has_been: bool = False
    """For a date: of what already happened, such as a talk or a letter that left. A day after today is refused."""
    several: bool = False
    """For an institution: more than one can be named, each is a respondent of its own."""
    channel: Code | None = None
    """For an appointment: the channel of service.yaml whose `by_appointment` hours are offered."""
    becomes_task: Wording | None = None
    """For a date in a sheet: what is to be done on that day. Filled in, it is a task of who has the case, with a reminder."""
    needed_for: Wording | None = None
    """What can't be done without this answer ("een klacht onderzoeken"). Nobody is turned away: the check page says so before
    sending, and who works here sees what is still to be asked."""
    asked_as: Wording | None = None
    """How it is asked in a message, as a sentence; without it, its label is."""
    needed_when: Condition | None = None
    """Only needed for that when this holds; it is asked anyhow."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind == "appointment") != (self.channel is not None):
            raise PydanticCustomError("channel", 'question "{code}": an appointment names its `channel`, and nothing else does',
                                      {"code": self.code})
        if self.several and self.kind != "institution":
            raise PydanticCustomError("several", 'question "{code}" is a {kind}; only an institution can be `several`',
                                      {"code": self.code, "kind": self.kind})
        if self.needed_for and (self.required or self.kind == "note"):
            raise PydanticCustomError("needed_for", 'question "{code}" can\'t be required, or a note, and also `needed_for` something',
                                      {"code": self.code})
        if self.becomes_task and self.kind != "partial_date":
            raise PydanticCustomError("becomes_task", 'question "{code}" is a {kind}; only a date `becomes_task`',
                                      {"code": self.code, "kind": self.kind})
        if self.has_been and self.kind != "partial_date":
            raise PydanticCustomError("has_been", 'question "{code}" is a {kind}; only a date `has_been`',
                                      {"code": self.code, "kind": self.kind})
        if self.needed_when and not self.needed_for:
            raise PydanticCustomError("needed_when", 'question "{code}" says `needed_when`, and not what it is `needed_for`',
                                      {"code": self.code})
        choosing = self.kind in WITH_CHOICES
        if choosing and bool(self.choices) == bool(self.choices_from):
            raise PydanticCustomError("choices", 'question "{code}" needs `choices` or `choices_from`, one of both',
                                      {"code": self.code})
        if not choosing and (self.choices or self.choices_from):
            raise PydanticCustomError("choices", 'question "{code}" is a {kind} and can\'t have choices',
                                      {"code": self.code, "kind": self.kind})
        if self.kind == "note" and (self.required or self.means):
            raise PydanticCustomError("note", 'note "{code}" asks nothing, so it can\'t be required or mean something',
                                      {"code": self.code})
        if self.kind == "files" and self.required:
            raise PydanticCustomError("files", 'question "{code}" can\'t be required: nobody needs a document to be heard',
                                      {"code": self.code})
        return self

    @model_validator(mode="after")
    def _is_a_matrix_or_has_no_rows(self) -> Self:
        about = {"code": self.code, "kind": self.kind}
        if self.kind != "matrix" and (self.rows or self.rows_from or self.words or self.words_for):
            raise PydanticCustomError("rows", 'question "{code}" is a {kind}; only a matrix has rows, and words beside them', about)
        if self.kind == "matrix" and bool(self.rows) == bool(self.rows_from):
            raise PydanticCustomError("rows", 'matrix "{code}" needs `rows` or `rows_from`, one of both', about)
        if self.words_for and self.words is None:
            raise PydanticCustomError("words_for", 'matrix "{code}" wants words for some answers and doesn\'t say which `words`', about)
        if self.ordered and self.kind != "choice":
            raise PydanticCustomError("ordered", 'question "{code}" is a {kind}; only a choice is `ordered`', about)
        if not self.ordered and any(one.off_scale for one in self.choices):
            raise PydanticCustomError("ordered", 'question "{code}" is not `ordered`, so no answer stands off its scale', about)
        if self.required and self.required_when:
            raise PydanticCustomError("required_when", 'question "{code}" is always required, so `required_when` says nothing', about)
        return self

    @model_validator(mode="after")
    def _means_something_known(self) -> Self:
        if self.means is None:
            return self
        if self.means not in MEANS:
            raise PydanticCustomError("means", '"{means}" is nothing the kernel knows', {"means": self.means, "known": list(MEANS)})
        if self.kind not in MEANS[self.means]:
            raise PydanticCustomError(
                "means_kind", "a question that means {means} must be of kind {kinds}, not {kind}",
                {"means": self.means, "kinds": " or ".join(MEANS[self.means]), "kind": self.kind},
            )
        return self
