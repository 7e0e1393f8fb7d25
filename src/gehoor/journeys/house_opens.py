"""A house opens its doors: root and recovery keys, the instance's mark, then the teams of its services.

Called once in the life of an instance, by `gehoor init` and the demo. Private halves are returned, never kept.
"""

from collections.abc import Iterable
from datetime import datetime

from gehoor.domain.accounts.actions import make_team
from gehoor.domain.services.models import keep_version
from gehoor.domain.services.registry import Service
from gehoor.foundation.action import journey
from gehoor.foundation.vault.compartments import create_compartment
from gehoor.foundation.vault.holders import Root, create_root, create_team
from gehoor.foundation.vault.secret_key import mark_instance
from gehoor.journeys.people_join import Seat


def house_is_founded(*, at: datetime) -> Root:
    """Make the root, the recovery key and the outbox's holder, and write in both databases whose they are.

    Nothing can be sealed before the root's fingerprint stands in the settings: that is the caller's next step.

    :raises RootExists: this instance was founded before.
    """
    with journey("house.founded", at=at, actor_kind="operator"):
        root = create_root()
        mark_instance()
    return root


def teams_open(*, root_private: bytes, services: Iterable[Service], role: str, at: datetime) -> list[Seat]:
    """Make the declared teams of these services, each with its own key and its own key to search with.

    :param role: what whoever takes the returned seats will be there.
    :returns: a seat in every team, for the first person.
    """
    seats = []
    with journey("teams.open", at=at, actor_kind="operator"):
        for service in services:
            keep_version(service, at=at)
            for declared in service.about.teams:
                keys = create_team(root_private)
                search = create_compartment(kind="search", about=keys.holder.id, holders=[keys.holder.id])
                team = make_team(holder_id=keys.holder.id, service=service.code, code=declared.code,
                                 name=declared.name.text("nl"), search_compartment=search.id)
                seats.append(Seat(team=team, role=role, team_private=keys.private))
    return seats
