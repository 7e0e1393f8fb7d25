"""Makes a Django form of declared questions, in the reader's language and, for children, in plain words.

Called by the public questionnaire and by the sheets of staff. Nothing a person typed is ever thrown away because of an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from gehoor.domain.services.forms.asking import asked_of, is_answered, is_needed
from gehoor.domain.services.forms.choices import CHOOSING, Offered, Reader, offered, waits_for_a_lawyer
from gehoor.domain.services.forms.complaints import complaint
from gehoor.domain.services.forms.inputs import (
    LineField,
    ManyFilesField,
    PartialDateField,
    SeveralLinesField,
    SeveralLinesWidget,
    SuggestingInput,
    VerbatimField,
    WholeNumberField,
)
from gehoor.domain.services.forms.matrix import MatrixField, rows_of
from gehoor.domain.services.schema import Question

__all__ = ["DeclaredForm", "Part", "Reader", "form_class"]

LONGEST = {"text": 200, "place": 200, "institution": 200, "long_text": 20_000}
"""Most characters where a question says nothing else."""
_COMPLAINTS = {"max_length": "too_long", "invalid_choice": "unknown_choice", "invalid_list": "unknown_choice"}
"""What Django's own faults are called here."""
_QUIET = {"autocomplete": "off"}


@dataclass(frozen=True)
class Part:
    """One question as a template shows it: words, input, and what is offered."""

    question: Question
    label: str
    hint: str
    help: str
    field: forms.BoundField | None
    offered: list[Offered]
    # For who works here: that somebody must still confirm the list it asks by.
    unsure: str = ""

    @property
    def kind(self) -> str:
        """Kind of the question; a `note` has no field."""
        return self.question.kind


class DeclaredForm(forms.Form):
    """A form of declared questions. `answers` holds what was answered on other pages; conditions may look at it.

    After `is_valid()`: `.given` has the answers of this form, ready for JSON, without what is empty or wasn't asked;
    `.files_given(code)` has files.
    """

    questions: ClassVar[Sequence[Question]] = ()
    reader: ClassVar[Reader]
    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, answers: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.answers = dict(answers or {})
        super().__init__(data, files, initial=self.answers, **kwargs)
        self.given: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Keep the answers to what is asked; complain in the reader's words about what can't stay."""
        cleaned = {code: answer for code, answer in self.cleaned_data.items() if is_answered(answer)}
        asked = asked_of(self.questions, {**self.answers, **_none(self.questions), **cleaned})
        for question in self.questions:
            faults = self._errors.pop(question.code, None)
            if question not in asked:
                cleaned.pop(question.code, None)
            elif faults:
                for fault in faults.as_data():
                    self.add_error(question.code, self._in_words(question, fault))
            elif question.code not in cleaned and is_needed(question, {**self.answers, **_none(self.questions), **cleaned}):
                self.add_error(question.code, self._in_words(question, ValidationError("", code="required")))
        self.given = {code: answer for code, answer in cleaned.items() if self.fields[code].question.kind != "files"
                      and code not in self._errors}
        return {code: answer for code, answer in cleaned.items() if code not in self._errors}

    def files_given(self, code: str) -> list[Any]:
        """The files that came with a question."""
        return self.cleaned_data.get(code) or []

    def parts(self) -> list[Part]:
        """The questions and notes in order, as they are shown: without what an answer of an earlier page already rules out."""
        here = {question.code for question in self.questions}
        earlier = {code: answer for code, answer in self.answers.items() if code not in here}
        return [self._part(question) for question in self.questions if not _is_ruled_out(question, here, earlier)]

    def _part(self, question: Question) -> Part:
        field = self[question.code] if question.code in self.fields else None
        reads = self.reader.reads
        unsure = gettext("Deze lijst is nog te bevestigen.") if self.reader.audience is None and waits_for_a_lawyer(question) else ""
        return Part(question, reads(question.label), f"{reads(question.hint)} {unsure}".strip(), reads(question.help), field,
                    offered(question, self.reader) if field and (question.kind in CHOOSING or question.kind == "matrix") else [], unsure)

    def _in_words(self, question: Question, fault: ValidationError) -> ValidationError:
        what = _COMPLAINTS.get(fault.code, fault.code)
        params = dict(fault.params or {})
        params |= {"question": params.get("row_label") or self.reader.reads(question.label),
                   "length": params.get("show_value", 0), "most": params.get("most", params.get("limit_value", 0))}
        return ValidationError(complaint(what, plain=self.reader.plain), code=what, params=params)


def _none(questions: Sequence[Question]) -> dict[str, None]:
    """What was answered here before doesn't count any more."""
    return {question.code: None for question in questions}


def _is_ruled_out(question: Question, here: set[str], earlier: Mapping[str, Any]) -> bool:
    """Whether it depends on answers of earlier pages alone, and they say no; what depends on this page may still be asked."""
    condition = question.when
    return condition is not None and not any(test.question in here for test in condition.tests()) and not condition.holds(earlier)


def form_class(questions: Sequence[Question], reader: Reader, *, institutions: Sequence[str] = ()) -> type[DeclaredForm]:
    """A form class for these questions and this reader.

    :param institutions: names to suggest where a question asks for an institution.
    """
    fields: dict[str, Any] = {}
    for question in questions:
        if question.kind != "note":
            field = _field(question, reader, institutions)
            field.question = question
            fields[question.code] = field
    made = type("DeclaredForm", (DeclaredForm,), {**fields, "questions": tuple(questions), "reader": reader})
    made.base_fields = _Fields(made.base_fields)
    return made


class _Fields(dict[str, forms.Field]):
    """The fields of a class of forms. Nobody changes them, so each of its forms has these, and not copies as Django makes them."""

    def __deepcopy__(self, _memo: Any) -> dict[str, forms.Field]:
        return dict(self)


def _field(question: Question, reader: Reader, institutions: Sequence[str]) -> forms.Field:
    label = reader.reads(question.label)
    common = {"label": label, "required": False}
    most = question.max_length or LONGEST.get(question.kind)
    match question.kind:
        case "long_text":
            return VerbatimField(max_length=most, widget=forms.Textarea(attrs=_QUIET), **common)
        case "text" | "place":
            return LineField(max_length=most, widget=forms.TextInput(attrs=_QUIET), **common)
        case "institution" if question.several:
            return SeveralLinesField(max_length=most, widget=SeveralLinesWidget(institutions, attrs=_QUIET), **common)
        case "institution":
            return LineField(max_length=most, widget=SuggestingInput(institutions, attrs=_QUIET), **common)
        case "number":
            widget = forms.TextInput(attrs={**_QUIET, "inputmode": "numeric"})
            return WholeNumberField(minimum=question.minimum, maximum=question.maximum, widget=widget, **common)
        case "partial_date":
            field = PartialDateField(exact=question.exact, attrs=_QUIET, **common)
            if question.has_been or question.means == "child_birth_date":
                field.validators.append(_not_after(reader))
            return field
        case "files":
            return ManyFilesField(**common)
        case "matrix":
            return MatrixField(question, rows_of(question, reader), [one.code for one in offered(question, reader)], **common)
    choices = [(one.code, one.label) for one in offered(question, reader)]
    if question.kind == "choices":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple(attrs=_QUIET), **common)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect(attrs=_QUIET), **common)


def _not_after(reader: Reader) -> Any:
    def check(date: Mapping[str, Any]) -> None:
        given = tuple(date.get(part, 1) for part in ("year", "month", "day"))
        if "year" in date and given > (reader.on.year, reader.on.month, reader.on.day):
            raise ValidationError("", code="in_future")

    return check
