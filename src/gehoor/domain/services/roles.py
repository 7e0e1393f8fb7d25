"""Who a role is, by the common axes: pure, for doors, refusals and whoever says later who it is that tells."""

from gehoor.domain.services.service import Service

_THE_CHILD = "child"


def is_the_child(service: Service, role: str) -> bool:
    """Whether that role is the child's or young person's own."""
    return any(mapping.axis == "reporter_role" and mapping.value == _THE_CHILD
               for value in service.axes.roles if value.code == role for mapping in value.core)
