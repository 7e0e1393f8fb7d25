"""What people who work here read for a code, for every list of codes that a service declares. Pure."""

from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.translation import override

from gehoor.domain.services.service import Service


def code_labels(service: Service, dimension: str, language: str) -> dict[str, str]:
    """The labels of a dimension by code, in the declared order; nothing for a dimension without a list of its own."""
    return _labels(service.hash, dimension, language, _Held(service))


class _Held:
    """Carries a service through the cache without being part of its key: the hash already names it."""

    def __init__(self, service: Service):
        self.service = service

    def __eq__(self, other) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=512)
def _labels(version: str, dimension: str, language: str, held: _Held) -> dict[str, str]:
    service = held.service
    if dimension == "month":
        with override(language):
            return {f"{number:02d}": str(name) for number, name in MONTHS.items()}
    procedure, axes = service.procedure, service.axes
    declared = {
        "theme": axes.themes, "failing": axes.failings, "reporter_role": axes.roles, "child_gender": axes.genders,
        "region": axes.regions, "channel": service.about.channels, "kind": procedure.kinds, "urgency": procedure.urgencies,
        "stage": procedure.stages, "outcome": procedure.outcomes, "term": procedure.terms, "ground": procedure.grounds,
    }
    if dimension in declared:
        return {one.code: one.label.text(language) for one in declared[dimension]}
    titled = {"sheet": procedure.sheets, "audience": service.about.audiences}
    return {one.code: one.title.text(language) for one in titled.get(dimension, ())}
