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
from gehoor.domain.services.schema import Question


@dataclass(frozen=True)
class Told:
    """A question and what was answered."""

    code: str
    kind: str
    question: str
    answer: str


def told(questions: Iterable[Question], answers: Mapping[str, Any], reader: Reader) -> list[Told]:
    """What was answered, in the order of the questions, in the reader's words; the reporter's own words stay as they are."""
    return [
        Told(question.code, question.kind, reader.reads(question.label),
             in_words(question, answers[question.code], reader))
        for question in questions if is_answered(answers.get(question.code))
    ]


def in_words(question: Question, answer: Any, reader: Reader) -> str:
    """One answer in words."""
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
