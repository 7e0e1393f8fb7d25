"""Every question about institutions."""

from django.db.models import Q

from gehoor.domain.directory.models import Institution


def the_institutions(search: str = "", limit: int = 200) -> list[Institution]:
    """The institutions whose name or place holds these words, by name."""
    found = Institution.objects.filter(valid_to=None)
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(place__icontains=word))
    return list(found[:limit])


def the_institution(said: str) -> Institution | None:
    """The institution that these words name, as "name" or as "name, place"; None when there is none, or more than one.

    It decides whether a conflict of interest takes hold, so nothing is guessed from parts of a name.
    """
    said = " ".join(said.split())
    name, _comma, place = said.rpartition(", ")
    found = Institution.objects.filter(Q(name__iexact=said) | Q(name__iexact=name, place__iexact=place), valid_to=None)[:2]
    return found[0] if len(found) == 1 else None


def names_by_tag(tags: set[bytes]) -> dict[bytes, str]:
    """What the tags beside cases stand for. Reads the directory whole: it is small, and a tag can't be turned back."""
    if not tags:
        return {}
    return {place.tag: str(place) for place in Institution.objects.all() if place.tag in tags}


def the_kind_behind(tag: bytes) -> str:
    """The kind of the institution that a tag stands for; empty when there is none any more."""
    return next((place.kind for place in Institution.objects.all() if place.tag == tag), "")
