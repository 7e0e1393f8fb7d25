"""The only way from a request to the person who works here, unlocked or not."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Absence, Account, Membership, Role
from gehoor.foundation.asking import prepared
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.keyring import Keyring

UNLOCKED = "vault"
# Between the passphrase and the second factor the keys wait here, in the sealed session, opening nothing yet.
WAITING = "vault_waiting"
WAITS_SECONDS = 5 * 60
LAST_SEEN = "last_seen"
CASE_ROLES = {Role.HANDLER, Role.SUPERVISOR}


class Locked(Refusal):
    """The person is signed in, but their keys are not at hand."""

    message = _("Je sessie is vergrendeld. Geef je wachtwoord om verder te gaan.")


@dataclass
class Person:
    """Somebody who works here, with the teams and conflicts that decide what they see, and their keys.

    `at` is the moment at which they act: by it is judged what holds for a while only, such as the work of an absent colleague.
    Without one, nothing that holds for a while is theirs.
    """

    account: Account
    keyring: Keyring
    at: datetime | None = None

    @property
    def id(self) -> UUID:
        return self.account.id

    @property
    def name(self) -> str:
        return self.account.name

    @cached_property
    def memberships(self) -> list[Membership]:
        return _memberships(self.account)

    @cached_property
    def case_teams(self) -> list[UUID]:
        """The teams whose cases this person may work on."""
        return [member.team_id for member in self.memberships if member.role in CASE_ROLES]

    @cached_property
    def supervised_teams(self) -> list[UUID]:
        return [member.team_id for member in self.memberships if member.role == Role.SUPERVISOR]

    @cached_property
    def protected_teams(self) -> list[UUID]:
        """The teams whose data this person looks after; their cases stay closed to them."""
        return [member.team_id for member in self.memberships if member.role == Role.PROTECTION]

    @cached_property
    def conflict_tags(self) -> list[bytes]:
        """The tags of the institutions that this person stands too near to."""
        return [bytes(tag) for tag in _conflicts(self.account)]

    @cached_property
    def covered(self) -> list[UUID]:
        """The absent colleagues whose work this person does today."""
        if self.at is None:
            return []
        return sorted(set(_away(self.account, the_day_of(self.at))))

    @cached_property
    def opened_in_need(self) -> list[UUID]:
        """The cases that a rule keeps from this person and that they opened in need, while that lasts."""
        return _opened_in_need(self.account, self.at) if self.at else []

    @cached_property
    def services(self) -> set[str]:
        """Codes of the services in whose teams this person has a seat."""
        return {member.team.service for member in self.memberships}

    @property
    def sees_figures(self) -> bool:
        """Whether the figures are part of this person's work."""
        return self.has_role(*CASE_ROLES, Role.ADVISER)

    @property
    def sees_readings(self) -> bool:
        """Whether this person looks after who opened what."""
        return self.has_role(Role.SUPERVISOR, Role.PROTECTION)

    def has_role(self, *roles: str) -> bool:
        return any(member.role in roles for member in self.memberships)


@prepared
def _memberships(account: Account) -> QuerySet[Membership]:
    return account.memberships.select_related("team")


@prepared
def _conflicts(account: Account) -> QuerySet:
    return account.conflicts.values_list("tag", flat=True)


@prepared
def _away(account: Account, day: date) -> QuerySet:
    return Absence.objects.filter(cover=account, from_day__lte=day, until_day__gte=day).values_list("account", flat=True)


@prepared
def _opened_in_need(account: Account, at: datetime) -> QuerySet:
    return account.broken_glass.filter(until_at__gt=at).values_list("case", flat=True)


def the_day_of(moment: datetime) -> date:
    """The day that people who work here call today."""
    return timezone.localtime(moment).date()


def keep_unlocked(session, keyring: Keyring, *, at) -> None:
    """Put the unlocked keys in the session, which is itself sealed under what only the browser's cookie holds."""
    session[UNLOCKED] = keyring.to_session()
    session[LAST_SEEN] = at.timestamp()


def keep_waiting(session, keyring: Keyring, *, account: Account, at) -> None:
    """Put the keys aside until the second factor is given too, or this passphrase is no longer theirs."""
    session[WAITING] = {"keys": keyring.to_session(), "since": at.timestamp(), "under": account.get_session_auth_hash()}


def end_soon_while_waiting(session) -> None:
    """While keys wait, the whole session lives for minutes only; what is swept opens nothing for nobody."""
    if WAITING in session:
        session.set_expiry(WAITS_SECONDS)


def take_waiting(session, account: Account, *, at) -> Keyring | None:
    """The keys that waited for this person's second factor, if they didn't wait too long and no new passphrase came meanwhile; they wait
    no more."""
    waiting = session.pop(WAITING, None)
    if waiting is None:
        return None
    session.set_expiry(None)
    keyring = Keyring.from_session(waiting["keys"])
    is_theirs = keyring.holder_id == account.pk and waiting.get("under") == account.get_session_auth_hash()
    return keyring if is_theirs and at.timestamp() - waiting["since"] <= WAITS_SECONDS else None


def lock(session) -> None:
    """Take the keys out of the session; the person stays signed in."""
    session.pop(UNLOCKED, None)
    session.pop(WAITING, None)


def touch(session, *, at, idle_seconds: int) -> bool:
    """Note that the person is there, or lock when they have been away too long. Returns whether the keys are at hand."""
    if UNLOCKED not in session:
        return False
    if at.timestamp() - session.get(LAST_SEEN, 0) > idle_seconds:
        lock(session)
        return False
    session[LAST_SEEN] = at.timestamp()
    return True


def person_of(request, *, at: datetime | None = None) -> Person:
    """The person behind a request, at this moment.

    :raises Locked: signed in, but locked.
    """
    if not request.user.is_authenticated or UNLOCKED not in request.session:
        raise Locked
    return Person(account=request.user, keyring=Keyring.from_session(request.session[UNLOCKED]), at=at)
