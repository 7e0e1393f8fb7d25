"""Answers that a step requires: `answer.<sheet>.<question>.<answer>`, of a matrix `answer.<sheet>.<question>.<row>.<answer>`.

Pure: the newest answers of each sheet come in opened, from whoever has the keys. Lists and timers never ask for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.domain.services.forms.choices import Reader, offered
from gehoor.domain.services.forms.matrix import rows_of
from gehoor.domain.services.forms.telling import in_words
from gehoor.domain.services.schema.needed import ANSWER, IS, Answers, Needed
from gehoor.domain.services.schema.procedure import ProcedureFile
from gehoor.domain.services.service import Service


@dataclass(frozen=True)
class Otherwise:
    """A required answer where another was given: the requirement, the sheet, the question, and both answers in words."""

    word: str
    sheet: str
    title: str
    question: str
    said: str
    needed: str


def answers_required(procedure: ProcedureFile) -> set[str]:
    """Every such requirement of a procedure."""
    required = [code for stage in procedure.stages for code in (*stage.requires, *(one for move in stage.moves for one in move.requires))]
    return {code for code in (*required, *(one for outcome in procedure.outcomes for one in outcome.requires)) if code.startswith(ANSWER)}


def what_answers_meet(procedure: ProcedureFile, answers: Answers) -> set[str]:
    """The requirements that these answers meet."""
    return {word for word in answers_required(procedure) if Needed.of(word).stands_in(answers)}


def answer_in_words(service: Service, word: str, language: str) -> str:
    """Which answer is needed to which question of which sheet, in words that complete "Eerst nodig: …"."""
    needed = Needed.of(word)
    title, question, answer = _words(service, needed, language)
    return _("op het blad “%(title)s” het antwoord “%(answer)s” bij “%(question)s”") % {
        "title": title, "question": question, "answer": answer}


def said_otherwise(service: Service, words: Iterable[str], answers: Answers, language: str) -> list[Otherwise]:
    """Of these requirements, those to which another answer was given: why a step is closed, and not only still to be done."""
    found = []
    for word in words:
        needed = Needed.of(word)
        if needed and needed.is_said_otherwise(answers):
            asked = service.procedure.sheet(needed.sheet).field(needed.question)
            given = answers[needed.sheet][needed.question]
            said = _scale(service, needed, language).get(given[needed.row][IS], "") if needed.row else in_words(
                asked, given, Reader(service=service, language=language, on=service.valid_from))
            title, question, answer = _words(service, needed, language)
            found.append(Otherwise(word, needed.sheet, title, question, said, answer))
    return found


def _words(service: Service, needed: Needed, language: str) -> tuple[str, str, str]:
    sheet = service.procedure.sheet(needed.sheet)
    asked, reader = sheet.field(needed.question), Reader(service=service, language=language, on=service.valid_from)
    rows = {row.code: str(row.label) for row in rows_of(asked, reader, past=True)} if needed.row else {}
    answer = _scale(service, needed, language).get(needed.answer, needed.answer)
    return sheet.title.text(language), rows.get(needed.row) or asked.label.text(language), answer


def _scale(service: Service, needed: Needed, language: str) -> dict[str, str]:
    asked, reader = service.procedure.sheet(needed.sheet).field(needed.question), Reader(service, language, service.valid_from)
    with override(language):
        return {one.code: str(one.label) for one in offered(asked, reader, past=True)}
