"""Numbers for references and for the search index: drawn by the database, in the journey's transaction."""

from django.db.models import F

from gehoor.domain.cases.models import Counter


def next_number(name: str) -> int:
    """The next number of a series; two journeys at once never draw the same."""
    if not Counter.objects.filter(name=name).update(value=F("value") + 1):
        Counter.objects.get_or_create(name=name)
        Counter.objects.filter(name=name).update(value=F("value") + 1)
    return Counter.objects.values_list("value", flat=True).get(name=name)


def reference_for(prefix: str, year: int) -> str:
    """A case reference such as ABC-2026-00042."""
    return f"{prefix}-{year}-{next_number(f'{prefix}-{year}'):05d}"
