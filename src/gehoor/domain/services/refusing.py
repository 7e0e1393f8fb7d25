"""What goes with a refusal: reasons of our own, and words that whoever was refused can read, with where they can go next.

Pure: called by the journey that takes a step with grounds, and by its page. It refuses nobody itself.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.roles import is_the_child
from gehoor.domain.services.schema.fields import GROUNDS
from gehoor.domain.services.schema.needed import IS
from gehoor.domain.services.schema.procedure import TextBlock
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import Refusal

FEWEST_WORDS = 6
"""Fewer say nothing that somebody could understand a refusal by."""
GOES_ALONG = frozenset({"answer_sent", "reporter_told", "told_here"})
"""What a procedure may require that words to the reporter bring themselves where they go along with a step."""


class ReasonsMissing(Refusal):
    """Nobody is refused without reasons."""

    message = _("Schrijf waarom. Weigeren kan niet zonder redenen.")


class TooBare(Refusal):
    """What the reporter would read says too little, or nothing, or would reach nobody."""

    message = _("Schrijf de melder in een hele zin waarom het niet kan en wat wel kan. Een kale weigering gaat niet weg.")


class TooShort(Refusal):
    """What goes along to the reporter says nothing."""

    message = _("Schrijf de melder in een hele zin hoe het verdergaat.")


def reads_as_child(service: Service, *, audience: str, role: str) -> bool:
    """Whether it is a child or young person that would read a refusal: by the door they came through, or by who they are."""
    if audience and service.speaks_plainly_to(audience):
        return True
    return is_the_child(service, role)


def is_too_bare(text: str) -> bool:
    """Whether it is less than a sentence."""
    return len(text.split()) < FEWEST_WORDS


def next_instance(service: Service, *, audience: str, language: str) -> str:
    """Where somebody who was refused can go next, as they read it; nothing where the procedure declares none."""
    words = service.procedure.next_instance
    return words.text(language, plain=bool(audience) and service.speaks_plainly_to(audience)).strip() if words else ""


def with_next_instance(text: str, where: str) -> str:
    """The words of a refusal with where one can go next under them, unless they say it already."""
    text = text.strip()
    return text if not where or _squeezed(where) in _squeezed(text) else f"{text}\n\n{where}"


def blocks_for_refusal(service: Service) -> list[TextBlock]:
    """The text blocks that are offered where something is refused."""
    return [block for block in service.procedure.text_blocks if block.for_refusal]


def grounds_that_apply(service: Service, answers: Mapping[str, Mapping]) -> list[str]:
    """The grounds that were judged one by one to apply, on sheets with a table of the procedure's grounds."""
    found = []
    for sheet in service.procedure.sheets:
        for asked in sheet.fields:
            if asked.rows_from == GROUNDS and asked.words_for:
                given = answers.get(sheet.code, {}).get(asked.code) or {}
                found += [code for code, said in given.items() if said.get(IS) in asked.words_for]
    return found


def _squeezed(text: str) -> str:
    return " ".join(text.split())
