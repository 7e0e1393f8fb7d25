"""Days that stand in an answer of a sheet, such as that of a hearing, which terms count from, count back from, or end on: how a procedure
names them, `answer.<sheet>.<question>`."""

import re
from collections.abc import Collection
from typing import Any

from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.needed import ANSWER

MOST_OF_A_NAME = 40
"""How long `<sheet>.<question>` may be: it is kept beside a case."""
_NAMED = re.compile(r"answer(\.[a-z][a-z0-9_]*){2}")


def is_a_dated_answer(word: str) -> bool:
    """Whether this names an answer of a sheet that may hold a day."""
    return bool(_NAMED.fullmatch(word))


def named_answer(word: str) -> str:
    """`<sheet>.<question>` of such a word; empty where it is none."""
    return word.removeprefix(ANSWER) if is_a_dated_answer(word) else ""


def starts_of(term: Any) -> str:
    """The moment or the answer that a term of a procedure counts from, back from, or ends on; empty where its rule says so."""
    return term.from_ or term.before or term.on


def refuse_wrong_moments(term: Any, events: Collection[str]) -> None:
    """Refuse a moment that no term can use, and an answer beside a rule that says itself which way it counts."""
    for word in filter(None, (term.from_, term.until)):
        if word not in events and not is_a_dated_answer(word):
            raise PydanticCustomError("event", '"{event}" is no moment a term can use', {"event": word, "known": list(events)})
    for word in filter(None, (term.before, term.on)):
        if not is_a_dated_answer(word):
            raise PydanticCustomError("event", '"{event}" is no answer of a sheet; write answer.<sheet>.<question>', {"event": word})
    if term.rule and (term.before or term.on):
        raise PydanticCustomError("term_rule", 'term "{code}" follows a `rule`, which says itself which way it counts: name the '
                                               "answer with `from`", {"code": term.code})
    if not term.rule and [bool(term.from_), bool(term.before), bool(term.on)].count(True) != 1:
        raise PydanticCustomError("term_start", 'term "{code}" has no start: say `from`, the moment it runs from, or `before` which day, '
                                                "one of both", {"code": term.code})
