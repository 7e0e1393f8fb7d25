"""`gehoor people`: who works here. A team's key is handed on by a colleague who is in it, never by the operator alone."""

import argparse
import sys

from gehoor.domain.accounts.actions import NotReachable
from gehoor.domain.accounts.locks import keyring_for
from gehoor.domain.accounts.models import Account, Membership, Role, Team
from gehoor.domain.accounts.queries import the_account
from gehoor.domain.accounts.second_factor import new_secret
from gehoor.domain.cases.models import Case
from gehoor.domain.services.registry import all_services
from gehoor.foundation.clock import now
from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.holders import recover_team
from gehoor.foundation.vault.keyring import NoKey
from gehoor.foundation.vault.secret_key import check_instance
from gehoor.foundation.vault.shares import join_shares
from gehoor.interfaces.cli.asking import colleague_passphrase, new_passphrase, recovery_code_of, share_of, the_word
from gehoor.interfaces.cli.sheets import person_sheet
from gehoor.journeys.instance_is_founded import person_joins, person_joins_team, team_is_opened
from gehoor.journeys.person_can_be_reached import person_can_be_reached
from gehoor.journeys.person_leaves import person_leaves
from gehoor.journeys.person_recovers import person_recovers


def run(asked: argparse.Namespace) -> None:
    """List, add, put in a team, let go, or recover; refuses on an instance whose keys don't belong to it."""
    check_instance()
    {"list": _list, "add": _add, "team": _put_in_team, "reach": _reach, "leave": _leave, "recover": _recover,
     "open": _open}[asked.doing](asked)


def _list(asked: argparse.Namespace) -> None:
    for account in Account.objects.order_by("username").prefetch_related("memberships__team"):
        seats = ", ".join(f"{seat.team.service}/{seat.team.code} ({seat.role})" for seat in account.memberships.all())
        print(f"{account.username:<20} {account.name:<30} {seats or 'in no team'}{'' if account.is_active else ', left'}")


def _add(asked: argparse.Namespace) -> None:
    team = _the_team(asked.team)
    username = the_word(asked.username, "name to sign in with", "--username")
    if Account.objects.filter(username=username).exists():
        raise SetupError(f'there is somebody called "{username}" already. Names are never used twice.')
    name = the_word(asked.name, "name that colleagues see", "--name")
    colleague, team_private = _handed_on(asked, team)
    passphrase, secret = new_passphrase(asked, known=[username, name]), new_secret()
    joined = person_joins(username=username, name=name, passphrase=passphrase, teams=[(team, asked.role, team_private)],
                          language=asked.language, second_factor=secret, by=colleague, at=now())
    print(person_sheet(joined.account, recovery_code=joined.recovery_code, second_factor=secret, language=asked.language,
                       on_screen=sys.stdout.isatty()))


def _put_in_team(asked: argparse.Namespace) -> None:
    team = _the_team(asked.team)
    account = _the_account(asked)
    if Membership.objects.filter(account=account, team=team).exists():
        raise SetupError(f"{account.name} is in that team already.")
    colleague, team_private = _handed_on(asked, team)
    person_joins_team(account=account, team=team, role=asked.role, team_private=team_private, by=colleague, at=now())
    print(f"{account.name} is in {team.service}/{team.code} now, as {asked.role}.")


def _recover(asked: argparse.Namespace) -> None:
    account = _the_account(asked)
    code = recovery_code_of(account.username)
    renewed = person_recovers(account=account, recovery_code=code, at=now(),
                              new_passphrase=new_passphrase(asked, known=[account.username, account.name]))
    print(f"{account.name} signs in with the new passphrase now. The old recovery code is used up; keep this one on paper:\n\n{renewed}")


def _reach(asked: argparse.Namespace) -> None:
    try:
        account = person_can_be_reached(account=_the_account(asked), phone=asked.phone, email=asked.email, by=None, at=now())
    except NotReachable as refusal:
        raise SetupError(str(refusal)) from None
    ways = " and ".join(filter(None, (account.direct_phone, account.direct_email))) or "nowhere"
    print(f"reporters of {account.name}'s cases can reach {account.name} directly: {ways}.")


def _leave(asked: argparse.Namespace) -> None:
    account = person_leaves(account=_the_account(asked), at=now())
    left = Case.objects.filter(handler=account, closed_at=None).count()
    print(f"{account.name} is in no team any more, and can neither sign in nor open anything. Open cases in their name: {left}. They "
          "stay with the team: a supervisor gives them to colleagues, all at once, from the page of the team.")


def _open(asked: argparse.Namespace) -> None:
    services = {f"{service.code}/{team.code}": (service, team.code)
                for service in all_services(now().date()) for team in service.about.teams}
    made = {f"{team.service}/{team.code}" for team in Team.objects.all()}
    if asked.team not in services.keys() - made:
        waiting = ", ".join(sorted(services.keys() - made)) or "none"
        raise SetupError(f"{asked.team} is not declared here, or is open already. Declared and not open yet: {waiting}.")
    account = _the_account(asked)
    root_private = join_shares([share_of("first sheet, the root's words"), share_of("second sheet, the root's words")])
    service, code = services[asked.team]
    team, team_private = team_is_opened(root_private=root_private, service=service, code=code, language=asked.language, at=now())
    person_joins_team(account=account, team=team, role=Role.SUPERVISOR, team_private=team_private, at=now())
    print(f"{asked.team} is open; {account.name} supervises it and can let others join.")


def _the_account(asked: argparse.Namespace) -> Account:
    """:raises SetupError: nobody signs in with that name."""
    username = the_word(asked.username, "name they sign in with", "--username")
    account = the_account(username)
    if account is None:
        raise SetupError(f'nobody is called "{username}" here.')
    return account


def _the_team(wanted: str | None) -> Team:
    """:raises SetupError: no such team, or several and none was named."""
    teams = {f"{team.service}/{team.code}": team for team in Team.objects.order_by("service", "code")}
    if wanted is None and len(teams) == 1:
        return next(iter(teams.values()))
    if wanted not in teams:
        raise SetupError(f"name the team with --team: one of {', '.join(teams)}.")
    return teams[wanted]


def _handed_on(asked: argparse.Namespace, team: Team) -> tuple[Account | None, bytes]:
    """The colleague who opens the team's key, and that key. Where nobody is left, two sheets open it, and it is the operator's act.

    :raises WrongPrivateKey: the sheets are of another instance.
    :raises SetupError: there is no such colleague, their passphrase doesn't fit, or they hold no key of that team.
    """
    if asked.sheets:
        recovery = join_shares([share_of("first sheet, the recovery words"), share_of("second sheet, the recovery words")])
        return None, recover_team(recovery, team_id=team.id)
    username = the_word(asked.by, "colleague who hands on the team's key", "--by")
    colleague = the_account(username)
    keyring = keyring_for(colleague, colleague_passphrase(username))
    if keyring is None:
        raise SetupError(f"that is not the passphrase of {username}, or nobody is called so.")
    try:
        return colleague, keyring.team_private(team.id)
    except NoKey:
        raise SetupError(f"{colleague.name} holds no key of {team.service}/{team.code}, so can't hand it on.") from None
