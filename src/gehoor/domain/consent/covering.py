"""Whether what was agreed covers what would leave a case. Pure: consents, people and the declared rule in, an answer in words out.

Called by journeys and pages of the case. Nothing here opens or changes anything.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.consent.models import GIVEN, NOT_ASKED, REFUSED
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.schema.sharing import Asked, ConsentRule, SharingFile

_YEARS = re.compile(r"[0-9]+")
OLDEST_KNOWN = 120
OLDEST = 30
"""Rows end here; whoever is older falls under the last."""


@dataclass(frozen=True)
class Somebody:
    """A person in the case, as far as consent asks; `age` in whole years, or None when nobody knows it. `is_parent`: of a child in it,
    where parent and child are opposed."""

    id: UUID
    called: str
    is_child: bool = False
    is_reporter: bool = False
    age: int | None = None
    is_parent: bool = False


@dataclass(frozen=True)
class Said:
    """What somebody said once: to tell these data to this recipient for this purpose."""

    id: UUID
    who: UUID
    to: UUID
    purpose: str
    data: frozenset[str]
    answer: str
    from_at: datetime
    until_at: datetime | None = None
    withdrawn_at: datetime | None = None
    capacity: str = ""
    reason: str = ""
    exception: str = ""
    recorded_at: datetime | None = None

    @property
    def order(self) -> tuple:
        """Which of two words is the newer: a yes for later was said when it was recorded, a word from before when it was said. Of two
        of one moment, as two of one day are, the one recorded last; and else the one that isn't a yes."""
        recorded = self.recorded_at or self.from_at
        return min(self.from_at, recorded), recorded, self.answer != GIVEN


@dataclass(frozen=True)
class Wanted:
    """What would leave the case. `to_parent`: it goes to a parent of the child. `to_anybody`: it goes to somebody in words, and nobody
    said that this is no parent."""

    to: UUID
    purpose: str
    data: frozenset[str]
    to_parent: bool = False
    to_anybody: bool = False


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: what, of whom, for which data, since when, and where it is written."""

    code: str
    who: str = ""
    data: tuple[str, ...] = ()
    at: datetime | None = None
    source: str = ""


@dataclass(frozen=True)
class Cover:
    """Which consents carry it, and what is missing. It holds when nothing is."""

    rests_on: frozenset[UUID] = frozenset()
    missing: tuple[Missing, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.missing


@dataclass
class _Found:
    """What one person said about each of the data that is wanted: the newest word counts."""

    given: set[UUID] = field(default_factory=set)
    state: dict[str, tuple[str, Said | None]] = field(default_factory=dict)

    def with_state(self, *states: str) -> tuple[str, ...]:
        return tuple(sorted(code for code, (state, _said) in self.state.items() if state in states))

    @property
    def is_whole(self) -> bool:
        return bool(self.state) and all(state == GIVEN for state, _said in self.state.values())

    def words(self) -> set[Said]:
        return {said for _state, said in self.state.values() if said}


def cover(wanted: Wanted, *, said: Iterable[Said], people: Iterable[Somebody], rule: ConsentRule, sharing: SharingFile,
          opposed: bool, at: datetime) -> Cover:
    """Whether consent covers this, now: recipient, purpose and data the same, in time, not withdrawn, of everybody the rule asks.

    A refusal or a withdrawal of the child stands, whatever the rule asks. While parent and child are opposed nothing goes to a parent, nor
    to somebody of whom nobody said that it is none.
    """
    said, people = list(said), list(people)
    rests_on: set[UUID] = set()
    missing: list[Missing] = []
    if opposed and wanted.to_parent:
        missing.append(Missing("opposed"))
    elif opposed and wanted.to_anybody:
        missing.append(Missing("unsure"))
    reporters = [one for one in people if one.is_reporter] if rule.reporter else []
    # Whatever a parent was written down as: a guardian too, nobody whose interest is opposed speaks for the child.
    unheard = {one.id for one in people if one.is_parent} if opposed else set()
    heard = [one for one in said if one.who not in unheard]
    for reporter in reporters:
        found = _of(reporter, wanted, said, at)
        rests_on |= found.given
        missing += _lacks(reporter, found, source="")
    for child in [one for one in people if one.is_child]:
        found = _of(child, wanted, said, at)
        rests_on |= found.given
        speaking = _of_capacity(wanted, heard, sharing, at, opposed=opposed)
        # Of an age that nobody knows every row counts: it must be known only where it makes a difference to what was said.
        rows = [row for row in rule.rows if child.age is None or row.fits(min(child.age, OLDEST))]
        lacking = [_lacks_for(child, found, row, speaking, wanted, sharing, is_reporter=child in reporters, opposed=opposed)
                   for row in rows]
        if all(lacking) or len(rows) == 1:
            missing += lacking[0] if len(rows) == 1 or lacking.count(lacking[0]) == len(lacking) else [Missing("age", child.called)]
        elif any(lacking):
            missing.append(Missing("age", child.called))
        if any(_needs_parent(row, found, sharing) for row in rows):
            rests_on |= speaking.given
    if not missing and not rests_on:
        missing.append(Missing("nobody"))
    return Cover(frozenset(rests_on), tuple(missing))


def in_words(missing: Missing, labels: Mapping[str, str]) -> str:
    """What is missing, in a sentence of which the beginning is "Nog nodig:".

    :param labels: what people read for the codes of data.
    """
    sentence = _SENTENCES[missing.code]
    told = {"who": missing.who, "data": ", ".join(labels.get(code, code) for code in missing.data),
            "day": day_in_words(the_day_of(missing.at)) if missing.at else ""}
    words = str(sentence) % told
    return _("%(words)s (%(source)s)") % {"words": words, "source": missing.source} if missing.source else words


_SENTENCES = {
    "never": gettext_lazy("toestemming van %(who)s voor: %(data)s"),
    "not_yet": gettext_lazy("toestemming van %(who)s voor %(data)s, die pas later begint"),
    "withdrawn": gettext_lazy("toestemming van %(who)s voor %(data)s: ze is ingetrokken op %(day)s"),
    "ended": gettext_lazy("toestemming van %(who)s voor %(data)s: ze liep tot en met %(day)s"),
    "refused": gettext_lazy("toestemming van %(who)s voor %(data)s: die is geweigerd op %(day)s"),
    "not_asked": gettext_lazy("een antwoord van %(who)s op de vraag naar %(data)s: niet vragen volstaat hier niet"),
    "unasked": gettext_lazy("vraag het aan %(who)s, of schrijf waarom dat niet kan: %(data)s"),
    "for_child": gettext_lazy("toestemming van een ouder met gezag of de voogd van %(who)s voor: %(data)s"),
    "for_opposed": gettext_lazy("toestemming van de voogd van %(who)s voor: %(data)s; een ouder kan dit nu niet, want hun belang en "
                                "dat van het kind gaan niet samen"),
    "age": gettext_lazy("de leeftijd van %(who)s: daarvan hangt af wie moet toestemmen"),
    "opposed": gettext_lazy("niets naar een ouder: het belang van ouder en kind gaan in deze zaak niet samen"),
    "unsure": gettext_lazy("zeg dat deze ontvanger geen ouder is, want het belang van ouder en kind gaan in deze zaak niet samen: "
                           "bereid het daarvoor opnieuw voor"),
    "nobody": gettext_lazy("toestemming van minstens één persoon in deze zaak"),
}


def the_age(known: Mapping[str, object], on: date) -> int | None:
    """Somebody's age in whole years on a day, from an age that was said or a birth date, whole or in part; None when nobody knows."""
    born = known.get("born")
    if isinstance(born, str):
        # Written 2014-09-11 by a form of the public side, 11-09-2014 by who works here.
        parts = [int(part) for part in born.split("-")[:3] if part.isdigit()]
        parts = parts if parts[:1] > [31] else parts[::-1] if len(parts) == 3 else []
        born = dict(zip(("year", "month", "day"), parts, strict=False))
    if isinstance(born, Mapping) and born.get("year"):
        # Of a date in part the younger reading: who may still be eleven is not yet twelve.
        birthday = (int(born.get("month") or 12), int(born.get("day") or 31))
        return max(on.year - int(born["year"]) - ((on.month, on.day) < birthday), 0)
    # A number that is nobody's age is no age: 150 isn't fifteen, and -1 not one.
    years = _YEARS.match(str(known.get("age") or "").strip())
    return int(years[0]) if years and int(years[0]) <= OLDEST_KNOWN else None


def _lacks_for(child: Somebody, found: _Found, row: Asked, speaking: _Found, wanted: Wanted, sharing: SharingFile, *,
               is_reporter: bool, opposed: bool) -> list[Missing]:
    """What is missing for a child by one row: of itself, unless it was asked as the reporter, and of who speaks for it."""
    missing = [] if is_reporter else _of_child(child, found, row, sharing)
    if _needs_parent(row, found, sharing) and not speaking.is_whole:
        missing.append(Missing("for_opposed" if opposed else "for_child", child.called, tuple(sorted(wanted.data)), source=row.source))
    return missing


def _of(who: Somebody, wanted: Wanted, said: Collection[Said], at: datetime) -> _Found:
    return _newest([one for one in said if one.who == who.id], wanted, at)


def _of_capacity(wanted: Wanted, said: Collection[Said], sharing: SharingFile, at: datetime, *, opposed: bool) -> _Found:
    """What was said in the place of the child: one parent or guardian who agreed wholly is enough, one who refused isn't passed over.
    No parent speaks for a child whose interest is opposed to theirs."""
    speaking = {one.code for one in sharing.capacities if one.for_child} - set(sharing.parents if opposed else ())
    each = [_newest([one for one in said if one.who == who], wanted, at)
            for who in {one.who for one in said if one.capacity in speaking}]
    refused = next((one for one in each if one.with_state(REFUSED)), None)
    return refused or next((one for one in each if one.is_whole), _Found())


def _newest(said: Collection[Said], wanted: Wanted, at: datetime) -> _Found:
    found = _Found()
    about = [one for one in said if one.to == wanted.to and one.purpose == wanted.purpose]
    for code in wanted.data:
        words = [one for one in about if code in one.data]
        begun = [one for one in words if one.from_at <= at]
        if not begun:
            found.state[code] = ("not_yet", words[0]) if words else ("never", None)
            continue
        last = max(begun, key=lambda one: one.order)
        if last.withdrawn_at is not None and last.withdrawn_at <= at:
            state = "withdrawn"
        elif last.until_at is not None and last.until_at < at:
            state = "ended"
        else:
            state = last.answer
        found.state[code] = (state, last)
        if state == GIVEN:
            found.given.add(last.id)
    return found


def _lacks(who: Somebody, found: _Found, *, source: str, but: Collection[str] = ()) -> list[Missing]:
    """Everything but a given consent, state by state."""
    missing = []
    for state in ("never", "not_yet", "withdrawn", "ended", REFUSED, NOT_ASKED):
        if state in but or not (data := found.with_state(state)):
            continue
        word = found.state[data[0]][1]
        moments = {"withdrawn": word and word.withdrawn_at, "ended": word and word.until_at, REFUSED: word and word.from_at}
        missing.append(Missing(state, who.called, data, moments.get(state), source))
    return missing


def _of_child(child: Somebody, found: _Found, row: Asked, sharing: SharingFile) -> list[Missing]:
    """What is missing of the child itself. Where it need not agree, its refusal or withdrawal still stands."""
    is_enough = row.child != GIVEN or all(said.reason in sharing.unable for said in found.words() if said.answer == NOT_ASKED)
    missing = _lacks(child, found, source=row.source, but=("never", "not_yet", "ended", *([NOT_ASKED] if is_enough else [])))
    unasked = found.with_state("never", "not_yet", "ended") if row.child != "no" else ()
    return [Missing("unasked", child.called, unasked, source=row.source), *missing] if unasked else missing


def _needs_parent(row: Asked, found: _Found, sharing: SharingFile) -> bool:
    """Whether a parent or guardian must agree: where the rule says so, or the child can't judge it itself."""
    words = found.words()
    if any(one.answer == NOT_ASKED and one.reason in sharing.unable for one in words):
        return row.child == GIVEN or row.for_child
    if not row.for_child:
        return False
    return not (found.is_whole and any(one.exception in row.without for one in words if one.exception))
