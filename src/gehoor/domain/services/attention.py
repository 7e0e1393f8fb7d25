"""Words that make a new report stand out. They only raise: a person decides, and nothing is ever lowered by a word.

Called when a report or message arrives. The words are declared in procedure.yaml; nothing of the text is kept.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.service import Service

_WORD = re.compile(r"[^\W_]+")


def stands_out(service: Service, texts: Iterable[Any], language: str) -> bool:
    """Whether any of these answers holds a word that raises."""
    return bool(raising_words(service, texts, language))


def raising_words(service: Service, texts: Iterable[Any], language: str) -> list[str]:
    """The declared words and phrases that these answers hold, in the language of the page and in Dutch."""
    declared = service.procedure.attention.words
    languages = dict.fromkeys((language, language.split("-")[0], SOURCE_LANGUAGE))
    phrases = [phrase for one in languages for phrase in declared.get(one, ())]
    spoken = [f" {' '.join(_words(text))} " for text in _texts(texts)]
    return [phrase for phrase in dict.fromkeys(phrases) if (sought := _sought(phrase)) and any(sought in said for said in spoken)]


@cache
def _sought(phrase: str) -> str:
    """How a phrase stands in a text of small words with a blank on both sides of each: with a star, any ending of its last word."""
    words = " ".join(_words(phrase))
    return words and f" {words}{'' if phrase[-1] == '*' else ' '}"


def _words(text: str) -> list[str]:
    """Small letters without accents or invisible characters, cut at everything that is no letter or digit."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return _WORD.findall(bare)


def _texts(answers: Iterable[Any]) -> Iterable[str]:
    for answer in answers:
        if isinstance(answer, str):
            yield answer
        elif isinstance(answer, dict):
            yield from _texts(answer.values())
        elif isinstance(answer, (list, tuple)):
            yield from _texts(answer)
