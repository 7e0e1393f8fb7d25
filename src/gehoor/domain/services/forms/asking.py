"""Which pages are asked, given the answers so far, and which answers still count.

Called by the pages of a questionnaire at every step. What became hidden is kept while someone may still go back,
and dropped at the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gehoor.domain.services.schema import Page, Question, Questionnaire

Answers = Mapping[str, Any]


def visible_pages(questionnaire: Questionnaire, answers: Answers) -> list[Page]:
    """The pages to show, in order: questions, and endings. An answer on a page that is hidden itself decides nothing."""
    return [page for page, _ in _walk(questionnaire, answers)]


def kept_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """The answers to what is still asked; those of hidden pages and questions are dropped."""
    return {question.code: answers[question.code] for _, asked in _walk(questionnaire, answers) for question in asked
            if is_answered(answers.get(question.code))}


def unanswered(questionnaire: Questionnaire, answers: Answers) -> list[tuple[Page, Question]]:
    """The required questions without an answer: with these it can't be sent."""
    return [(page, question) for page, asked in _walk(questionnaire, answers) for question in asked
            if question.required and not is_answered(answers.get(question.code))]


def lacking(questionnaire: Questionnaire, answers: Answers) -> list[tuple[Page, Question]]:
    """What is asked, isn't answered, and without which something can't be done: said before sending, and refused nobody."""
    return [(page, question) for page, asked in _walk(questionnaire, answers) for question in asked
            if question.needed_for and not is_answered(answers.get(question.code))
            and (question.needed_when is None or question.needed_when.holds(answers))]


def answers_with(answers: Answers, questions: Sequence[Question], given: Answers) -> dict[str, Any]:
    """The answers after a page was filled in: what was emptied is gone, other pages stay."""
    on_page = {question.code for question in questions}
    return {**{code: answer for code, answer in answers.items() if code not in on_page}, **given}


def asked_of(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """The questions that are asked when these answers stand, in order."""
    if all(question.when is None for question in questions):
        return list(questions)
    here = {question.code for question in questions}
    alive = {code: answer for code, answer in answers.items() if code not in here}
    asked = []
    for question in questions:
        if question.when is None or question.when.holds(alive):
            asked.append(question)
            if is_answered(answers.get(question.code)):
                alive[question.code] = answers[question.code]
    return asked


def is_needed(question: Question, answers: Answers) -> bool:
    """Whether one can't go on without an answer, given the others."""
    return question.required or (question.required_when is not None and question.required_when.holds(answers))


def is_answered(answer: Any) -> bool:
    """Whether there is an answer; 0 is one."""
    return answer not in (None, "", [], {})


def _walk(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[Page, list[Question]]]:
    alive: dict[str, Any] = {}
    for page in questionnaire.pages:
        if page.when is not None and not page.when.holds(alive):
            continue
        asked = asked_of(page.fields, {**alive, **{question.code: answers.get(question.code) for question in page.fields}})
        if not asked and page.ends is None:
            continue
        yield page, asked
        for question in asked:
            if is_answered(answer := answers.get(question.code)):
                alive[question.code] = answer
