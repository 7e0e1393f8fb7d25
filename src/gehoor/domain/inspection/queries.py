"""Every question about who asks for a file."""

from uuid import UUID

from gehoor.domain.cases.models import Case
from gehoor.domain.inspection.models import AccessRequest, Classed


def the_classes(case: Case) -> dict[UUID, Classed]:
    """What somebody here said of each part of the file, the newest word."""
    return {one.fragment: one for one in Classed.objects.filter(case=case)}


def the_request_behind(task: UUID) -> AccessRequest | None:
    """The request to see a file that a task raises the alarm of."""
    return AccessRequest.objects.filter(task=task).first()


def the_requests(case: Case) -> list[AccessRequest]:
    """Who asked for the file, newest first."""
    return list(AccessRequest.objects.filter(case=case).select_related("party", "minor", "made_by", "decided_by"))
