"""What a message must say that goes along with a step or a sheet: to whom somebody is referred, and what may not be left out.

Pure: called by the journey that sends it, and by its page, which says it next to the field before anything is sent.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from gehoor.domain.services.schema.along import Along
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import Refusal

Answers = Mapping[str, Mapping[str, Any]]


class LeftOut(Refusal):
    """What the reporter would read leaves out something that they must know; says what."""


def sheets_named(along: Along) -> list[str]:
    """The sheets whose answers the message must name."""
    return list(dict.fromkeys(one.split(".")[0] for one in along.names))


def must_name(along: Along | None, answers: Answers) -> list[str]:
    """What the message must name: the answers as they were given, of an institution without its place."""
    found = []
    for one in along.names if along else ():
        sheet, question = one.split(".")
        given = answers.get(sheet, {}).get(question) or []
        found += [name for said in (given if isinstance(given, list) else [given]) if (name := str(said).split(",")[0].strip())]
    return found


def must_say(service: Service, along: Along | None, *, language: str, plain: bool) -> str:
    """The words of its text block that may not be left out; nothing where there are none."""
    block = service.procedure.text_block(along.block) if along and along.block else None
    return block.keeps.text(language, plain=plain).strip() if block and block.keeps else ""


def left_out(text: str, *, names: list[str], words: str) -> str:
    """What is missing from a message, in a sentence; nothing where all stands in it."""
    told = _squeezed(text)
    if missing := [name for name in names if _squeezed(name) not in told]:
        return _("Noem in het bericht ook naar wie je doorverwijst: “%(name)s”.") % {"name": "”, “".join(missing)}
    if words and _squeezed(words) not in told:
        return _("In het bericht moet blijven staan: “%(words)s”") % {"words": words}
    return ""


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())
