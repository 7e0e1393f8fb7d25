"""Somebody comes to work here: keys, account, second factor, and a seat in one or more teams.

Called by `gehoor init`, `gehoor people` and the demo. What is shown once (recovery code, second factor) is returned, never kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from gehoor.domain.accounts.actions import join_team, make_account
from gehoor.domain.accounts.models import Account, Membership, Role, Team
from gehoor.domain.accounts.second_factor import give_second_factor, new_secret
from gehoor.foundation.action import journey
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.holders import add_member, enrol_person

# Advisers and the data-protection officer are vouched for, but open no file: figures and the audit need none.
OPENS_FILES = frozenset({Role.HANDLER, Role.SUPERVISOR})


@dataclass(frozen=True)
class Seat:
    """A place in a team, and the team's private half: whoever is in the team may hand its key on."""

    team: Team
    role: str
    team_private: bytes = field(repr=False)


@dataclass(frozen=True)
class Newcomer:
    """Who joins. A secret for the second factor is made unless one is given."""

    username: str
    name: str
    passphrase: str = field(repr=False)
    language: str = "nl"
    second_factor: str = field(default="", repr=False)


@dataclass(frozen=True)
class Joined:
    """What the newcomer must be given on paper."""

    account: Account
    recovery_code: str = field(repr=False)
    second_factor: str = field(repr=False)


def person_joins(*, newcomer: Newcomer, seats: Iterable[Seat], at: datetime, actor: Account | None = None) -> Joined:
    """Everything that somebody needs to sign in and to open the files of their teams.

    :raises WeakPassphrase: too easy to guess.
    """
    holder_id, secret = new_id(), newcomer.second_factor or new_secret()
    with journey("person.joins", at=at, actor=actor, actor_kind="" if actor else "operator"):
        keys = enrol_person(holder_id=holder_id, passphrase=newcomer.passphrase, known=[newcomer.username, newcomer.name])
        account = make_account(holder_id=holder_id, username=newcomer.username, name=newcomer.name, language=newcomer.language)
        give_second_factor(account=account, secret=secret)
        for seat in seats:
            _sit_down(account=account, seat=seat)
    return Joined(account=account, recovery_code=keys.recovery_code, second_factor=secret)


def person_joins_team(*, account: Account, seat: Seat, at: datetime, actor: Account | None = None) -> Membership:
    """Put somebody who works here in one more team."""
    with journey("person.joins_team", at=at, actor=actor, actor_kind="" if actor else "operator"):
        return _sit_down(account=account, seat=seat)


def _sit_down(*, account: Account, seat: Seat) -> Membership:
    add_member(seat.team_private, account.id, team_id=seat.team.id, with_key=seat.role in OPENS_FILES)
    return join_team(account=account, team=seat.team, role=seat.role)
