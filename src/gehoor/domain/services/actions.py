"""Keeps what was used. Called by the journeys that begin a contact or a case."""

from datetime import datetime

from gehoor.domain.services.models import ServiceVersion
from gehoor.domain.services.service import Service
from gehoor.foundation.action import action


def keep_version(service: Service, *, at: datetime) -> None:
    """Keep this version of the service, when it is used for the first time. Nothing happens the second time."""
    if not ServiceVersion.objects.filter(pk=service.hash).exists():
        _keep(service, at=at)


@action("service.first_used")
def _keep(service: Service, *, at: datetime) -> ServiceVersion:
    """Another process may be first: then its row stands, which says the same."""
    kept, _ = ServiceVersion.objects.get_or_create(pk=service.hash, defaults={
        "service": service.code, "valid_from": service.valid_from, "content": service.content,
        "first_used_on": service.day_of(at),
    })
    return kept
