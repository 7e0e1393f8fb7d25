"""An instance comes to be: its root, its teams and their search keys; and people join it.

Called by `gehoor init`, `gehoor people` and the demo. The root's private half is in memory only while this runs.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from gehoor.domain.accounts.actions import give_search_key, join_team, make_account, make_team
from gehoor.domain.accounts.models import Account, Membership, Role, Team
from gehoor.domain.accounts.second_factor import give_second_factor
from gehoor.domain.services.registry import Service
from gehoor.foundation.action import journey
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import create_compartment
from gehoor.foundation.vault.holders import add_member, create_root, create_team, enrol_person
from gehoor.foundation.vault.secret_key import mark_instance
from gehoor.foundation.vault.shares import split_root

# Who holds a team's key: those who work on its cases. Figures and the audit need no key.
WITH_KEY = {Role.HANDLER, Role.SUPERVISOR}


@dataclass(frozen=True)
class Founded:
    """What is shown once and never again: the shares to print, and the private halves to let the first people join with."""

    fingerprint: str
    root_shares: list[str] = field(repr=False)
    recovery_shares: list[str] = field(repr=False)
    team_privates: dict = field(repr=False)


@dataclass(frozen=True)
class Joined:
    """Somebody new, with the recovery code that is shown to them once."""

    account: Account
    recovery_code: str = field(repr=False)


def instance_is_founded(*, services: list[Service], language: str = "nl", at: datetime) -> Founded:
    """Make root, recovery key and the declared teams. The caller writes the fingerprint to the settings, outside the database."""
    with journey("instance.is_founded", at=at, actor_kind="operator"):
        root = create_root()
        mark_instance()
        settings.GEHOOR_ROOT_FINGERPRINT = root.fingerprint
        privates = {}
        for service in services:
            for declared in service.about.teams:
                team, private = _open_team(root.root_private, service.code, declared, language)
                privates[team.id] = private
    return Founded(fingerprint=root.fingerprint, root_shares=split_root(root.root_private),
                   recovery_shares=split_root(root.recovery_private), team_privates=privates)


def team_is_opened(*, root_private: bytes, service: Service, code: str, language: str = "nl", at: datetime) -> tuple[Team, bytes]:
    """Open a team that was declared after the instance was founded; two sheets give the root's private half back.

    :returns: the team, and its private half for the first people in it.
    :raises WrongPrivateKey: it is another instance's root.
    """
    declared = next(team for team in service.about.teams if team.code == code)
    with journey("team.is_opened", at=at, actor_kind="operator"):
        return _open_team(root_private, service.code, declared, language)


def person_joins(*, username: str, name: str, passphrase: str, teams: list[tuple[Team, str, bytes]], language: str = "nl",
                 second_factor: str = "", at: datetime, by: Account | None = None) -> Joined:
    """Enrol somebody and put them in teams.

    :param teams: (team, role, the team's private half): whoever is in a team holds it, and so do the recovery shares.
    :param second_factor: the secret of their app, where they are given one; else they make one when they first sign in.
    :raises WeakPassphrase: the passphrase is too easy to guess.
    """
    holder_id = new_id()
    with journey("person.joins", at=at, actor=by, actor_kind="" if by else "operator"):
        enrolled = enrol_person(holder_id=holder_id, passphrase=passphrase, known=[username, name])
        account = make_account(holder_id=holder_id, username=username, name=name, language=language)
        if second_factor:
            give_second_factor(account=account, secret=second_factor)
        for team, role, team_private in teams:
            _sit_down(account, team, role, team_private)
    return Joined(account=account, recovery_code=enrolled.recovery_code)


def person_joins_team(*, account: Account, team: Team, role: str, team_private: bytes, at: datetime,
                      by: Account | None = None) -> Membership:
    """Put somebody who works here in one more team."""
    with journey("person.joins_team", at=at, actor=by, actor_kind="" if by else "operator"):
        return _sit_down(account, team, role, team_private)


def _open_team(root_private: bytes, service: str, declared, language: str) -> tuple[Team, bytes]:
    new = create_team(root_private, team_id=new_id())
    team = make_team(holder_id=new.holder.id, service=service, code=declared.code, name=declared.name.text(language))
    search = create_compartment(kind="search", about=None, holders=[team.id])
    give_search_key(team=team, compartment=search.id)
    return team, new.private


def _sit_down(account: Account, team: Team, role: str, team_private: bytes) -> Membership:
    add_member(team_private, account.id, team_id=team.id, with_key=role in WITH_KEY)
    return join_team(account=account, team=team, role=role)
