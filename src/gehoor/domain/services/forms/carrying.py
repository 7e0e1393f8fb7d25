"""Answers that were given to another version of a questionnaire: which of them still answer something, and what the rest said.

Called when a service changed while somebody was telling, or before they came back to go on. Nothing that was typed is thrown away.
"""

from collections.abc import Mapping
from typing import Any

from gehoor.domain.services.forms.choices import Reader, offered
from gehoor.domain.services.schema import Question, Questionnaire


def carried_over(questionnaire: Questionnaire, answers: Mapping[str, Any], reader: Reader) -> tuple[dict[str, Any], list[str]]:
    """The answers that these questions still take, and the words of those that no question takes any more."""
    asked = {question.code: question for question in questionnaire.fields()}
    taken: dict[str, Any] = {}
    left: list[str] = []
    for code, answer in answers.items():
        fitting = _fitted(asked[code], answer, reader) if code in asked else None
        if fitting is not None:
            taken[code] = fitting
        words = _words(answer)
        if words and (fitting is None or _words(fitting) != words):
            left.append(words)
    return taken, left


def _fitted(question: Question, answer: Any, reader: Reader) -> Any:
    """The answer as this question keeps it; None when it is no answer to it."""
    match question.kind:
        case "choice" | "yes_no_unknown":
            return answer if isinstance(answer, str) and answer in _codes(question, reader) else None
        case "choices":
            known = _codes(question, reader)
            return [code for code in answer if code in known] or None if isinstance(answer, list) else None
        case "number":
            return answer if isinstance(answer, int) else None
        case "partial_date":
            return answer if isinstance(answer, dict) else None
        case "institution" if question.several:
            return [answer] if isinstance(answer, str) else answer if isinstance(answer, list) else None
        case "institution" if isinstance(answer, list):
            return "; ".join(map(str, answer))
    return answer if isinstance(answer, str) else None


def _codes(question: Question, reader: Reader) -> set[str]:
    return {one.code for one in offered(question, reader, past=True)}


def _words(answer: Any) -> str:
    """What was typed or chosen, as far as it is known without its question."""
    if isinstance(answer, dict):
        return " ".join(str(part) for part in answer.values())
    return "; ".join(map(str, answer)) if isinstance(answer, list) else str(answer).strip()
