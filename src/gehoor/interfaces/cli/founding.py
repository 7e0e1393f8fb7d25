"""The second half of `gehoor init`, with Django started: tables, root, teams, the first person, and the sheets to print."""

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connections

from gehoor.domain.accounts.models import Role, Team
from gehoor.domain.accounts.second_factor import new_secret
from gehoor.domain.services.declared_files import find_services
from gehoor.domain.services.problems import did_you_mean
from gehoor.domain.services.registry import Service, the_service
from gehoor.foundation.clock import now
from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.asking import new_passphrase, the_word
from gehoor.interfaces.cli.sheets import person_sheet, share_sheets
from gehoor.interfaces.cli.tables import make_tables
from gehoor.journeys.instance_is_founded import instance_is_founded, person_joins

# A printer begins a new sheet of paper at this sign.
NEW_PAGE = "\f"


@dataclass(frozen=True)
class NewInstance:
    """What is left to do: write the fingerprint to the settings, and print the sheets."""

    fingerprint: str
    sheets: str = field(repr=False)


def found(asked: argparse.Namespace, *, name: str) -> NewInstance:
    """Make everything of a new instance but its folder. Who is first supervises every team, and lets others join.

    :raises SetupError: there is no such service, or a database can't be reached.
    """
    services = _the_services(asked.services)
    username = the_word(asked.username, "name to sign in with", "--username")
    called = the_word(asked.name, "name that colleagues see", "--name")
    passphrase = new_passphrase(asked, known=[username, called, *asked.services])
    _make_tables()
    founded = instance_is_founded(services=services, language=asked.language, at=now())
    seats = [(team, Role.SUPERVISOR, founded.team_privates[team.id]) for team in Team.objects.order_by("id")]
    secret = new_secret()
    first = person_joins(username=username, name=called, passphrase=passphrase, teams=seats, language=asked.language,
                         second_factor=secret, at=now())
    connections.close_all()
    _for_owner_only(settings.GEHOOR_DATA)
    own = person_sheet(first.account, recovery_code=first.recovery_code, second_factor=secret, language=asked.language,
                       on_screen=sys.stdout.isatty())
    sheets = [*share_sheets(founded, name=name, language=asked.language), own]
    return NewInstance(founded.fingerprint, ("\n" if sys.stdout.isatty() else NEW_PAGE).join(sheets))


def _the_services(wanted: list[str]) -> list[Service]:
    known = [folder.code for folder in find_services([Path(root) for root in settings.GEHOOR_DECLARED])]
    for code in wanted:
        if code not in known:
            likely = did_you_mean(code, known)
            hint = f' Did you mean "{likely}"?' if likely else f" There are: {', '.join(sorted(known))}."
            raise SetupError(f'there is no declared service "{code}".{hint}')
    return [the_service(code, now().date()) for code in wanted]


def _make_tables() -> None:
    """:raises SetupError: a database can't be reached, or holds tables already."""
    for alias, connection in connections.databases.items():
        try:
            if connections[alias].introspection.table_names():
                raise SetupError(f"the database {connection['NAME']} is not empty. Name an empty one.")
            make_tables(alias)
        except OperationalError as fault:
            reason = str(fault).strip().splitlines()[0]
            raise SetupError(f"the database {connection['NAME']} can't be reached: {reason}. An instance on PostgreSQL needs "
                             "three: the one you name, and two called after it, with _keys and _sessions.") from None


def _for_owner_only(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o700 if path.is_dir() else 0o600)
