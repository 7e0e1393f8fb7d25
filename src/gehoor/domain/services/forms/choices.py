"""The answers one can choose from, in the words of the reader: declared with the question, taken from axes.yaml, or rights."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.appointments import NONE, clock_in_words, day_in_words, kept, slots
from gehoor.domain.services.registry import the_rights
from gehoor.domain.services.schema import Question, Wording
from gehoor.domain.services.schema.axes import RightsEntry
from gehoor.domain.services.schema.base import Status
from gehoor.domain.services.schema.fields import RIGHTS
from gehoor.domain.services.service import Service

CHOOSING = ("choice", "choices", "yes_no_unknown", "appointment")
"""Kinds of question that offer answers."""
TO_BE_CONFIRMED: Status = "to_be_confirmed"
_LONG, _TEN = 15, 10


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
    group: str = ""


def offered(question: Question, reader: Reader, *, past: bool = False) -> list[Offered]:
    """The answers offered today; with `past`, also those that were offered before (to read an old answer)."""
    if question.kind == "yes_no_unknown":
        return [Offered("yes", _("Ja")), Offered("no", _("Nee")), Offered("unknown", _("Weet ik niet"))]
    if question.kind == "appointment":
        return _moments(question, reader)
    if question.choices_from == "roles" and reader.audience is not None and not past:
        values = reader.service.roles_of(reader.audience)
    elif question.choices_from and question.choices_from.startswith(RIGHTS):
        return rights_offered(question.choices_from.removeprefix(RIGHTS), reader, past=past)
    elif question.choices_from:
        values = reader.service.axes.values(question.choices_from)
    else:
        return [Offered(choice.code, reader.reads(choice.label), reader.reads(choice.hint)) for choice in question.choices]
    return [Offered(value.code, reader.reads(value.label)) for value in values if past or value.holds_on(reader.on)]


def _moments(question: Question, reader: Reader) -> list[Offered]:
    """The moments of an appointment under their days, and none of them."""
    found = slots(reader.service, question.channel or "", on=reader.on)
    return [*(Offered(kept(slot), clock_in_words(slot, reader.language), group=day_in_words(slot, reader.language)) for slot in found),
            Offered(NONE, _("Geen van deze momenten"))]


def rights_offered(code: str, reader: Reader, *, past: bool = False) -> list[Offered]:
    """The articles or norms of a set, each as it is cited; in the groups of the set, or by tens where a long set has none."""
    rights = the_rights().get(code)
    entries = [entry for entry in rights.entries if past or _holds(entry, reader.on)] if rights else []
    grouped = any(entry.group for entry in entries)
    tens = [] if grouped or len(entries) <= _LONG else [
        f"{part[0].number} – {part[-1].number}" for part in (entries[start:start + _TEN] for start in range(0, len(entries), _TEN))]
    return [Offered(entry.code, f"{entry.number} – {reader.reads(entry.title)}", _presumed(entry),
                    group=reader.reads(rights.groups[entry.group]) if entry.group else tens[place // _TEN] if tens else "")
            for place, entry in enumerate(entries)]


def _presumed(entry: RightsEntry) -> str:
    """Of a right that a minor exercises: from which age it is presumed able to, and where that is written."""
    if entry.from_age is None:
        return ""
    said = gettext("vermoed bekwaam vanaf %(age)d jaar") % {"age": entry.from_age}
    return where_it_stands(said, entry.source, status=entry.status)


def where_it_stands(*said: str, status: Status) -> str:
    """What is said about something of a law or a rule, and that a lawyer must still confirm it where that is so."""
    return ", ".join(filter(None, [*said, gettext("nog te bevestigen") if status == TO_BE_CONFIRMED else ""]))


def waits_for_a_lawyer(question: Question) -> bool:
    """Whether it asks by a list of rights or norms of which somebody must still confirm the whole."""
    named = next((one for one in (question.choices_from, question.rows_from) if one and one.startswith(RIGHTS)), "")
    rights = the_rights().get(named.removeprefix(RIGHTS)) if named else None
    return rights is not None and rights.status == TO_BE_CONFIRMED


def _holds(entry: RightsEntry, day: date) -> bool:
    return (entry.valid_from or date.min) <= day <= (entry.valid_to or date.max)
