"""The answers one can choose from, in the words of the reader: declared with the question, or taken from axes.yaml."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.schema import Question, Wording
from gehoor.domain.services.service import Service

CHOOSING = ("choice", "choices", "yes_no_unknown")
"""Kinds of question that offer answers."""


@dataclass(frozen=True)
class Reader:
    """For whom a form is made: the service, the audience (none for staff), the language, and today there."""

    service: Service
    language: str
    on: date
    audience: str | None = None

    @property
    def plain(self) -> bool:
        """Whether this reader gets the plain twin."""
        return self.audience is not None and self.service.speaks_plainly_to(self.audience)

    def reads(self, words: Wording | None) -> str:
        """These words as this reader reads them."""
        return words.text(self.language, plain=self.plain) if words else ""


@dataclass(frozen=True)
class Offered:
    """One answer as it is shown."""

    code: str
    label: object
    hint: str = ""


def offered(question: Question, reader: Reader, *, past: bool = False) -> list[Offered]:
    """The answers offered today; with `past`, also those that were offered before (to read an old answer)."""
    if question.kind == "yes_no_unknown":
        return [Offered("yes", _("Ja")), Offered("no", _("Nee")), Offered("unknown", _("Weet ik niet"))]
    if question.choices_from == "roles" and reader.audience is not None and not past:
        values = reader.service.roles_of(reader.audience)
    elif question.choices_from:
        values = reader.service.axes.values(question.choices_from)
    else:
        return [Offered(choice.code, reader.reads(choice.label), reader.reads(choice.hint)) for choice in question.choices]
    return [Offered(value.code, reader.reads(value.label)) for value in values if past or value.holds_on(reader.on)]
