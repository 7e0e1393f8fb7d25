"""What a procedure requires, and answers that a step requires: `answer.<sheet>.<question>.<answer>`, of a matrix
`answer.<sheet>.<question>.<row>.<answer>`.

Pure: the newest answers of each sheet come in opened, from whoever has the keys. Lists and timers never ask for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.domain.services.forms.choices import Reader, offered
from gehoor.domain.services.forms.matrix import rows_of
from gehoor.domain.services.forms.telling import in_words
from gehoor.domain.services.schema.needed import ANSWER, IS, Answers, Needed, alternatives, grouped
from gehoor.domain.services.schema.procedure import ProcedureFile
from gehoor.domain.services.service import Service

TOLD_HERE = "told_here"
"""What a step with a message of its own requires: that message, or another since the stage began, after what came along with the step
into it, and after the last word of the reporter."""
ANSWER_SENT = "answer_sent"
"""What an end requires: its own answer, that goes along with it or was written since the stage began. What was said before answers
nothing that was decided after."""


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
    return {word for word in every_requirement(procedure) if word.startswith(ANSWER)}


def every_requirement(procedure: ProcedureFile) -> set[str]:
    """Every word that anything in a procedure requires, or that shuts a ground; of `one|other` both."""
    return {one for word in _as_written(procedure) for one in alternatives(word)}


def answers_that_block(procedure: ProcedureFile) -> list[str]:
    """The answers on sheets that keep from mediating."""
    return [word for word in procedure.mediation.blocked_by if word.startswith(ANSWER)] if procedure.mediation else []


def _as_written(procedure: ProcedureFile) -> list[str]:
    required = [word for stage in procedure.stages for word in (*stage.requires, *(one for move in stage.moves for one in move.requires))]
    required += [word for outcome in procedure.outcomes for word in outcome.requires]
    required += [word for ground in procedure.grounds for word in ground.not_when]
    required += answers_that_block(procedure)
    if any(move.tell for stage in procedure.stages for move in stage.moves):
        required.append(TOLD_HERE)
    return required


def what_answers_meet(procedure: ProcedureFile, answers: Answers) -> set[str]:
    """The requirements that these answers meet."""
    return {word for word in answers_required(procedure) if Needed.of(word).stands_in(answers)}


def answer_in_words(service: Service, word: str, language: str) -> str:
    """Which answer is needed to which question of which sheet, in words that complete "Eerst nodig: …"."""
    needed = Needed.of(word)
    title, question, answer = _words(service, needed, language)
    return _("op het blad “%(title)s” het antwoord “%(answer)s” bij “%(question)s”") % {
        "title": title, "question": question, "answer": answer}


def either_in_words(service: Service, language: str) -> dict[str, str]:
    """Of requirements that two answers to the same question meet: the question once, with both, in words that complete "Eerst nodig: …"."""
    found = {}
    for word in {one for written in _as_written(service.procedure) for one in grouped(written)}:
        either = [Needed.of(one) for one in alternatives(word)]
        if len(either) > 1:
            title, question, _first = _words(service, either[0], language)
            answers = _(" of ").join(f"“{_words(service, one, language)[2]}”" for one in either)
            found[word] = _("op het blad “%(title)s” bij “%(question)s”: %(answers)s") % {
                "title": title, "question": question, "answers": answers}
    return found


def said_otherwise(service: Service, words: Iterable[str], answers: Answers, language: str) -> list[Otherwise]:
    """Of these requirements, those to which another answer was given: why a step is closed, and not only still to be done. Where either
    of two is enough, the first one says what was needed. What stands in a series closes nothing: the next of it is still to come."""
    found = []
    for word in words:
        either = [Needed.of(one) for one in alternatives(word)]
        needed = either[0]
        if needed and not service.procedure.sheet(needed.sheet).series and all(one and one.is_said_otherwise(answers) for one in either):
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
