"""Every question about institutions."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import Q, QuerySet

from gehoor.domain.directory.lengths import OwnLength, OwnLengths, holding
from gehoor.domain.directory.models import TAGS, Institution, OwnTerm, tag_of
from gehoor.foundation.vault.secret_key import instance_secret


def the_offered(on: date) -> QuerySet[Institution]:
    """The institutions that one can still say a case of that day is about: a retired one stays with what came before it ended."""
    return Institution.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on))


def the_institutions(search: str = "", limit: int = 200) -> list[Institution]:
    """The institutions whose name or place holds these words, by name."""
    return list(found_by(Institution.objects.filter(valid_to=None), search)[:limit])


def found_by(institutions: QuerySet[Institution], search: str) -> QuerySet[Institution]:
    """Those of them whose name, place or code holds every one of these words."""
    for word in search.split():
        institutions = institutions.filter(Q(name__icontains=word) | Q(place__icontains=word) | Q(code__icontains=word))
    return institutions


def the_institution(said: str) -> Institution | None:
    """The institution that these words name, as "name" or as "name, place"; None when there is none, or more than one.

    It decides whether a conflict of interest takes hold, so nothing is guessed from parts of a name.
    """
    said = " ".join(said.split())
    name, _comma, place = said.rpartition(", ")
    found = Institution.objects.filter(Q(name__iexact=said) | Q(name__iexact=name, place__iexact=place), valid_to=None)[:2]
    return found[0] if len(found) == 1 else None


def the_institution_of(code: str) -> Institution | None:
    """The institution with this stable code, also a retired one."""
    return Institution.objects.filter(code=code).select_related("successor").first()


def names_by_tag(tags: set[bytes]) -> dict[bytes, str]:
    """What the tags beside cases stand for, with their place. One query."""
    return {tag: _called(row) for tag, row in _behind(tags).items()}


def the_institution_behind(tag: bytes) -> Institution | None:
    """The institution that a tag beside a case stands for."""
    return next((Institution.objects.get(pk=row["pk"]) for row in _behind({tag}).values()), None)


def the_kind_behind(tag: bytes) -> str:
    """The kind of the institution that a tag stands for; empty when there is none any more."""
    return next((row["kind"] for row in _behind({tag}).values()), "")


def _behind(tags: set[bytes]) -> dict[bytes, dict]:
    """The institutions that these tags stand for. A tag can't be turned back: whoever meets one for the first time reads the whole
    directory and keeps in memory which tag is whose, for as long as the process and its key last."""
    if not tags:
        return {}
    met = _met(instance_secret().subkey(TAGS))
    rows = Institution.objects.values("pk", "name", "place", "kind")
    if tags - met.keys():
        all_rows = {row["pk"]: row for row in rows.order_by()}
        met.update((tag_of(pk), pk) for pk in all_rows.keys() - set(met.values()))
        # What stands for a person, or for nothing any more, is looked for once.
        met.update(dict.fromkeys(tags - met.keys()))
    else:
        all_rows = {row["pk"]: row for row in rows.filter(pk__in=[met[tag] for tag in tags if met[tag]])}
    return {tag: all_rows[met[tag]] for tag in tags if met.get(tag) in all_rows}


@cache
def _met(_key: bytes) -> dict[bytes, UUID | None]:
    """Which tag is whose, of the tags that were met under this key."""
    return {}


def _called(row: dict) -> str:
    return f"{row['name']}, {row['place']}" if row["place"] else row["name"]


def own_lengths(institution_ids: Collection[UUID], on: date) -> dict[UUID, dict[str, OwnLength]]:
    """How long the own regulations of these institutions give on a day, by institution and rule (`regime/term`). One query."""
    found: dict[UUID, list[OwnLength]] = {}
    for row in OwnTerm.objects.filter(institution__in=institution_ids, holds_from__lte=on):
        found.setdefault(row.institution_id, []).append(row.length)
    return {institution: holding(lengths, on) for institution, lengths in found.items()}


def own_lengths_behind(tags: Iterable[bytes | None]) -> OwnLengths:
    """The own lengths of the institutions that these tags beside cases stand for. One query, and none where no tag is known.

    Reads every own length there is: few institutions have one, and a tag can't be turned back.
    """
    wanted = {bytes(tag) for tag in tags if tag}
    if not wanted:
        return OwnLengths()
    found: dict[UUID, list[OwnLength]] = {}
    for row in OwnTerm.objects.all():
        found.setdefault(row.institution_id, []).append(row.length)
    by_tag = {tag_of(institution): lengths for institution, lengths in found.items()}
    return OwnLengths({tag: lengths for tag, lengths in by_tag.items() if tag in wanted})
