"""Reads answers back in words: for "check what you told", for the case, for a filled-in sheet.

Called by pages. An answer that was given to an older version is read with that version's questions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.domain.services.appointments import answer_in_words
from gehoor.domain.services.forms.asking import is_answered
from gehoor.domain.services.forms.choices import CHOOSING, Reader, offered
from gehoor.domain.services.forms.matrix import rows_of
from gehoor.domain.services.schema import Question
from gehoor.domain.services.schema.needed import IS, WORDS


@dataclass(frozen=True)
class Told:
    """A question and what was answered; of a matrix each row apart too: what it is about, the answer, and the words beside it."""

    code: str
    kind: str
    question: str
    answer: str
    rows: tuple[tuple[str, str, str], ...] = ()


def told(questions: Iterable[Question], answers: Mapping[str, Any], reader: Reader) -> list[Told]:
    """What was answered, in the order of the questions, in the reader's words; the reporter's own words stay as they are."""
    return [
        Told(question.code, question.kind, reader.reads(question.label),
             in_words(question, answers[question.code], reader),
             tuple(matrix_in_words(question, answers[question.code], reader)) if question.kind == "matrix" else ())
        for question in questions if is_answered(answers.get(question.code))
    ]


def in_words(question: Question, answer: Any, reader: Reader) -> str:
    """One answer in words."""
    if question.kind == "matrix":
        rows = matrix_in_words(question, answer, reader)
        return "\n".join(f"{label}: {said}" + (f" ({words})" if words else "") for label, said, words in rows)
    if question.kind == "appointment":
        return answer_in_words(reader.service, answer, reader.language)
    if question.kind in CHOOSING:
        with override(reader.language):
            labels = {one.code: str(one.label) for one in offered(question, reader, past=True)}
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(labels.get(code, code) for code in chosen)
    if question.kind == "partial_date":
        return date_in_words(answer, reader.language)
    if isinstance(answer, list):
        # A name of an institution has a comma of its own.
        return "; ".join(map(str, answer))
    return str(answer)


def matrix_in_words(question: Question, answer: Mapping[str, Mapping[str, str]], reader: Reader) -> list[tuple[str, str, str]]:
    """The answered rows of a matrix in order, each as (what it is about, the answer, the words beside it)."""
    asked = {row.code: str(row.label) for row in rows_of(question, reader, past=True)}
    with override(reader.language):
        scale = {one.code: str(one.label) for one in offered(question, reader, past=True)}
    order = [*(code for code in asked if code in answer), *(code for code in answer if code not in asked)]
    return [(asked.get(code, code), scale.get(answer[code].get(IS, ""), answer[code].get(IS, "")), answer[code].get(WORDS, ""))
            for code in order]


def date_in_words(date: Mapping[str, Any], language: str) -> str:
    """A partial date: "12-03-2026", "03-2026", "2026", "vorige zomer"; a lone day says that it is a day."""
    numbers = [f"{date[part]:02}" for part in ("day", "month", "year") if part in date]
    with override(language):
        if set(date) & {"day", "month", "year"} == {"day"}:
            numbers = [_("dag %(day)s van een maand") % {"day": date["day"]}]
        elif set(date) & {"day", "month", "year"} == {"month"}:
            numbers = [_("maand %(month)s") % {"month": date["month"]}]
        elif set(date) & {"day", "month", "year"} == {"day", "year"}:
            numbers = [_("dag %(day)s van een maand in %(year)s") % {"day": date["day"], "year": date["year"]}]
    return ", ".join(part for part in ("-".join(numbers), date.get("about", "")) if part)
