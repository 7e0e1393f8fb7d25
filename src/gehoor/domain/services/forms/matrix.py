"""A table of rows that are each answered on the same scale, with words beside them: a sheet asks ground by ground, condition by condition.

Used by the form engine. An answer is `{row: {"is": code, "words": text}}`; a row that nobody answered isn't in it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gehoor.domain.services.forms.choices import Offered, Reader, rights_offered, where_it_stands
from gehoor.domain.services.schema import Question
from gehoor.domain.services.schema.fields import GROUNDS, RIGHTS
from gehoor.domain.services.schema.needed import IS, WORDS

LONGEST = 2_000
"""Most characters beside a row."""
Rows = dict[str, dict[str, str]]


def rows_of(question: Question, reader: Reader, *, past: bool = False) -> list[Offered]:
    """What a matrix asks about, in order; with `past`, also what it asked about before (to read an old answer)."""
    if question.rows_from == GROUNDS:
        return [Offered(one.code, reader.reads(one.label), where_it_stands(one.source, status=one.status))
                for one in reader.service.procedure.grounds]
    if question.rows_from:
        return rights_offered(question.rows_from.removeprefix(RIGHTS), reader, past=past)
    return [Offered(row.code, reader.reads(row.label), reader.reads(row.hint)) for row in question.rows]


class MatrixWidget(forms.Widget):
    """Radios of each row under the name of the question and the row; the words under that with `-words` behind it."""

    def __init__(self, rows: Sequence[Offered]) -> None:
        super().__init__()
        self.rows = list(rows)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Rows:
        return {row.code: {IS: data.get(self.name_of(name, row.code)) or "", WORDS: data.get(self.words_of(name, row.code)) or ""}
                for row in self.rows}

    @staticmethod
    def name_of(name: str, row: str) -> str:
        """The name of the radios of a row."""
        return f"{name}-{row}"

    @classmethod
    def words_of(cls, name: str, row: str) -> str:
        """The name of the words beside a row."""
        return f"{cls.name_of(name, row)}-words"


class MatrixField(forms.Field):
    """The rows that were answered. Each row that can't stay as it is has a fault of its own, with `row` among its params."""

    def __init__(self, question: Question, rows: Sequence[Offered], scale: Sequence[str], **kwargs: Any) -> None:
        super().__init__(widget=MatrixWidget(rows), **kwargs)
        self.asks, self.rows, self.scale = question, list(rows), list(scale)

    def clean(self, value: Mapping[str, Mapping[str, str]] | None) -> Rows | None:
        said = {row.code: self._answer((value or {}).get(row.code, {})) for row in self.rows}
        answered = {code: answer for code, answer in said.items() if answer}
        faults = [fault for row in self.rows for fault in self._faults(row, said[row.code], is_begun=bool(answered))]
        if faults:
            raise ValidationError(faults)
        return answered or None

    def _answer(self, given: Mapping[str, str]) -> dict[str, str]:
        words = str(given.get(WORDS) or "").replace("\0", "").replace("\r\n", "\n").strip()
        answer = {IS: str(given.get(IS) or ""), WORDS: words if self.asks.words else ""}
        return {name: said for name, said in answer.items() if said}

    def _faults(self, row: Offered, answer: Mapping[str, str], *, is_begun: bool) -> list[ValidationError]:
        chosen, words = answer.get(IS), answer.get(WORDS, "")
        about = {"row": row.code, "row_label": str(row.label)}
        if chosen and chosen not in self.scale:
            return [ValidationError("", code="unknown_choice", params=about)]
        if len(words) > LONGEST:
            return [ValidationError("", code="too_long", params=about | {"show_value": len(words), "limit_value": LONGEST})]
        if not chosen and (words or (self.asks.required and is_begun)):
            return [ValidationError("", code="row_open", params=about)]
        if chosen in self.asks.words_for and not words:
            return [ValidationError("", code="row_words", params=about)]
        return []

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True
