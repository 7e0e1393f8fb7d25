"""Points of a complaint: added, put in other words, found, dropped. Each against one respondent and under one term regime at most."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Item, Respondent
from gehoor.domain.cases.points import state_of
from gehoor.domain.services.deadlines import RECEIVED_ON
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class NothingSaid(Refusal):
    """A point without words says nothing to who reads it later."""

    message = _("Schrijf in enkele woorden waarover dit punt gaat.")


class ReasonsMissing(Refusal):
    """Neither a finding nor a dropped point goes without reasons."""

    message = _("Schrijf waarom. Een bevinding of een punt dat wegvalt, gaat nooit zonder redenen.")


class AlreadyFound(Refusal):
    """What was found was found of those words."""

    message = _("Over dit punt staat al een bevinding. De woorden ervan veranderen niet meer. Voeg een nieuw punt toe als het anders ligt.")


class AlreadyDropped(Refusal):
    """A dropped point is read, and not worked on."""

    message = _("Dit punt is weggevallen. Voeg een nieuw punt toe als het toch speelt.")


class OneRegime(Refusal):
    """Two term regimes never run on the same point (Jeugdwet 4.2.1(6)): what was extended under one can't be counted under another."""

    message = _("De termijnen van dit punt zijn al verlengd of verzet. Voor een andere regeling voeg je een nieuw punt toe.")


@dataclass(frozen=True)
class Point:
    """What is said of a point: in words (sealed), against whom, and codes of the declared lists. `is_filed`: whoever answers it has it."""

    words: str
    received_at: datetime
    respondent: UUID | None = None
    failing: str = ""
    theme: str = ""
    regime: str = ""
    variant: str = ""
    is_filed: bool = True


@action("item.added")
def add_item(*, person: Person, case: Case, staff_file: OpenCompartment, point: Point, at: datetime) -> Item:
    """Add a point to the complaint.

    :raises NothingSaid: it has no words.
    :raises ChangedMeanwhile: its respondent is none of this case.
    """
    last = case.items.aggregate(last=Max("number"))["last"] or 0
    item = Item(case=case, number=last + 1, added_at=at)
    _say(item, point, staff_file, known={})
    item.save(force_insert=True)
    write_timeline(case=case, kind="item_added", at=at, account=person.account, codes={"number": item.number})
    return item


@action("item.changed")
def change_item(*, person: Person, case: Case, staff_file: OpenCompartment, number: int, point: Point, seen: str, at: datetime) -> Item:
    """Say a point in other words, against another respondent, or under another regime; as long as nothing is found of it.

    :param seen: `state_of` the row that the person saw.
    :raises ChangedMeanwhile: a colleague changed it first, or its respondent is none of this case.
    :raises AlreadyFound: a finding stands on it.
    :raises AlreadyDropped: it was dropped.
    :raises OneRegime: the regime would change, and terms of the old one were extended or moved.
    """
    item = _held(case, number, seen)
    if item.finding:
        raise AlreadyFound
    if (item.regime, item.variant) != (point.regime, point.variant) and item.term_changes.exclude(kind=RECEIVED_ON).exists():
        raise OneRegime
    _say(item, point, staff_file, known=item.unsealed(staff_file))
    item.save()
    write_timeline(case=case, kind="item_changed", at=at, account=person.account, codes={"number": item.number})
    return item


@action("item.found")
def find_item(*, person: Person, case: Case, staff_file: OpenCompartment, number: int, finding: str, reasons: str, seen: str,
              at: datetime, told: str = "") -> Item:
    """Say how a point is found, with the reasons, sealed. A later finding stands before an earlier one, which stays readable.

    :param told: the words of it that are for the reporter, who reads them once they were sent in an answer.
    :raises ReasonsMissing: without reasons.
    :raises ChangedMeanwhile: a colleague changed it first.
    :raises AlreadyDropped: it was dropped.
    """
    if not reasons.strip():
        raise ReasonsMissing
    item = _held(case, number, seen)
    known = item.unsealed(staff_file)
    earlier = list(known.get("earlier", []))
    if item.finding:
        earlier.append({"finding": item.finding, "reasons": known.get("reasons", ""), "at": item.found_at.isoformat()})
    item.seal(staff_file, {**known, "reasons": reasons, "told": told, "earlier": earlier})
    item.finding, item.found_at, item.found_by = finding, at, person.account
    # Who found it has answered it, unless whom it is about was first.
    item.answered_at = item.answered_at or at
    item.save()
    write_timeline(case=case, kind="item_found", at=at, account=person.account, codes={"number": item.number, "finding": finding})
    return item


@action("item.dropped")
def drop_item(*, person: Person, case: Case, staff_file: OpenCompartment, number: int, reasons: str, seen: str, at: datetime) -> Item:
    """Let a point fall away that turned out to be none. It stays readable, with why, and is counted no longer.

    :raises ReasonsMissing: without reasons.
    :raises AlreadyFound: a finding stands on it.
    :raises ChangedMeanwhile: a colleague changed it first.
    :raises AlreadyDropped: it was dropped already.
    """
    if not reasons.strip():
        raise ReasonsMissing
    item = _held(case, number, seen)
    if item.finding:
        raise AlreadyFound
    item.seal(staff_file, {**item.unsealed(staff_file), "dropped": reasons})
    item.dropped_at, item.fact = at, None
    item.save()
    write_timeline(case=case, kind="item_dropped", at=at, account=person.account, codes={"number": item.number})
    return item


@action("item.answered")
def note_answered(*, person: Person, case: Case, staff_file: OpenCompartment, number: int, on: datetime | None, words: str, seen: str,
                  at: datetime) -> Item:
    """Say that whom a point is about has answered it, and what; its terms stop. Without a moment: it wasn't answered after all.

    :raises AlreadyFound: a finding stands on it, which is the answer.
    :raises ChangedMeanwhile: a colleague changed it first.
    :raises AlreadyDropped: it was dropped.
    """
    item = _held(case, number, seen)
    if item.finding:
        raise AlreadyFound
    item.seal(staff_file, {**item.unsealed(staff_file), "answered": words})
    item.answered_at = on
    item.save()
    kind = "item_answered" if on else "item_unanswered"
    write_timeline(case=case, kind=kind, at=at, account=person.account, codes={"number": item.number}, text=words, staff_file=staff_file)
    return item


def attach_item_fact(*, item: Item, fact: UUID) -> None:
    """Let a point point at what counts it; part of adding and correcting it."""
    Item.objects.filter(pk=item.pk).update(fact=fact)
    item.fact = fact


def _held(case: Case, number: int, seen: str) -> Item:
    """The point as it stands now; the journey holds the case meanwhile."""
    item = case.items.filter(number=number).first()
    if item is None or state_of(item) != seen:
        raise ChangedMeanwhile
    if item.dropped_at:
        raise AlreadyDropped
    return item


def _say(item: Item, point: Point, staff_file: OpenCompartment, *, known: dict) -> None:
    if not point.words.strip():
        raise NothingSaid
    if point.respondent and not Respondent.objects.filter(case_id=item.case_id, pk=point.respondent).exists():
        raise ChangedMeanwhile
    item.respondent_id, item.failing, item.theme = point.respondent, point.failing, point.theme
    item.regime, item.variant, item.received_at = point.regime, point.variant, point.received_at
    item.is_filed = point.is_filed
    item.seal(staff_file, {**known, "words": point.words})
