"""Every change to the directory. Public facts about organisations only: a person is never an institution, nor in its notes."""

import hashlib
from datetime import date
from itertools import chain, count

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from gehoor.domain.directory.models import Institution, OwnTerm
from gehoor.foundation.action import action
from gehoor.foundation.calendars import Span
from gehoor.foundation.errors import Refusal

FACTS = ("name", "kind", "place", "country", "address", "notes")
"""What is said of an institution, beside its code and whether it still exists."""
_STATE = ("code", *FACTS, "valid_to", "successor_id")


class AlreadyThere(Refusal):
    """Two open institutions that nobody could tell apart when choosing."""

    message = _("Er is al een instelling met deze naam op deze plaats. Is het een andere, maak dan de plaats preciezer.")


class CodeTaken(Refusal):
    """A code stands for one institution."""

    message = _("Deze code is al van een andere instelling.")


class DirectoryChanged(Refusal):
    """A colleague changed the directory first."""

    message = _("Een collega veranderde dit intussen. Kijk wat er nu staat, en bewaar dan opnieuw.")


class NotItself(Refusal):
    """Nothing comes after itself."""

    message = _("Kies een andere instelling: deze kan niet na zichzelf komen.")


@action("institution.added")
def add_institution(*, name: str, kind: str, place: str = "", country: str = "BE", address: str = "", notes: str = "", code: str = "",
                    valid_from: date | None = None, is_compared: bool = False) -> Institution:
    """Add a school, a facility or an authority. Without a code it gets one of its name and place.

    :param is_compared: all that will stand was compared already, so that two may have one name until all of it stands.
    :raises AlreadyThere: one of that name stands at that place.
    :raises CodeTaken: the code is another's.
    """
    name, place = one_line(name), one_line(place)
    if not is_compared:
        _refuse_double(name, place)
        if code and Institution.objects.filter(code=code).exists():
            raise CodeTaken
    return Institution.objects.create(name=name, kind=kind, place=place, country=country, address=one_line(address), notes=notes.strip(),
                                      code=code or _free_code(name, place), valid_from=valid_from)


@action("institution.changed")
def change_institution(*, institution: Institution, seen: str | None = None, is_compared: bool = False, **facts: str) -> Institution:
    """Say other facts; its code stays, and so do the cases and the conflicts of interest that hang on it.

    :param seen: `state_of` what the person saw.
    :raises DirectoryChanged: a colleague changed it first.
    :raises AlreadyThere: another of that name stands at that place.
    """
    held = _hold(institution, seen)
    for fact, said in facts.items():
        setattr(held, fact, said.strip() if fact == "notes" else one_line(said))
    if held.valid_to is None and not is_compared:
        _refuse_double(held.name, held.place, but=held)
    held.save(update_fields=list(facts))
    held.audit_detail = {"facts": sorted(facts)}
    return held


@action("institution.retired")
def retire_institution(*, institution: Institution, on: date, successor: Institution | None = None,
                       seen: str | None = None) -> Institution:
    """It exists no more from a day on: it stays with the cases that named it, and isn't offered for new ones.

    :raises DirectoryChanged: a colleague changed it first.
    :raises NotItself: it was named as its own successor.
    """
    held = _hold(institution, seen)
    if successor is not None and successor.pk == held.pk:
        raise NotItself
    held.valid_to, held.successor = on, successor
    held.save(update_fields=["valid_to", "successor"])
    return held


@action("institution.opened_again")
def open_institution_again(*, institution: Institution, seen: str | None = None, is_compared: bool = False) -> Institution:
    """It was retired by mistake, or is there again.

    :raises DirectoryChanged: a colleague changed it first.
    :raises AlreadyThere: another of that name stands at that place meanwhile.
    """
    held = _hold(institution, seen)
    if not is_compared:
        _refuse_double(held.name, held.place, but=held)
    held.valid_to, held.successor = None, None
    held.save(update_fields=["valid_to", "successor"])
    return held


@action("institution.own_term")
def say_own_term(*, institution: Institution, rule: str, within: Span | None, source: str, holds_from: date,
                 is_confirmed: bool) -> OwnTerm:
    """Say how long its own regulation gives for a term, from a day on; None: from that day it says nothing any more.

    A version of the same day is corrected; those of other days stay.
    """
    said = {"within": str(within) if within else "", "source": one_line(source), "is_confirmed": is_confirmed}
    row, _is_new = OwnTerm.objects.update_or_create(institution=institution, rule=rule, holds_from=holds_from, defaults=said)
    row.audit_detail = {"rule": rule, "within": row.within, "from": holds_from.isoformat()}
    return row


def state_of(institution: Institution) -> str:
    """What tells one state of an institution from the next."""
    said = "\n".join(f"{getattr(institution, name) or ''}" for name in _STATE)
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def one_line(said: str) -> str:
    """Without the blanks around it, and one blank between words."""
    return " ".join(said.split())


def _hold(institution: Institution, seen: str | None) -> Institution:
    held = Institution.objects.select_for_update().get(pk=institution.pk)
    if seen is not None and state_of(held) != seen:
        raise DirectoryChanged
    return held


def _refuse_double(name: str, place: str, but: Institution | None = None) -> None:
    others = Institution.objects.filter(name__iexact=name, place__iexact=place, valid_to=None)
    if others.exclude(pk=but.pk if but else None).exists():
        raise AlreadyThere


def _free_code(name: str, place: str) -> str:
    base = slugify(f"{name} {place}")[:50].strip("-") or "institution"
    taken = set(Institution.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in chain([base], (f"{base}-{n}" for n in count(2))) if code not in taken)
