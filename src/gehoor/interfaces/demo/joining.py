"""Lets the people of an example join: the first one is there already, and lets the others in."""

from dataclasses import dataclass
from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.locks import keyring_for
from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.accounts.queries import the_account
from gehoor.domain.accounts.second_factor import give_second_factor, new_secret
from gehoor.domain.directory.actions import add_institution, say_own_term
from gehoor.domain.services.registry import Service, the_service
from gehoor.foundation.action import journey
from gehoor.foundation.calendars import Span
from gehoor.interfaces.demo.houses import PASSPHRASE, ExampleHouse
from gehoor.journeys.instance_is_founded import person_joins


@dataclass(frozen=True)
class Cast:
    """Who works in an example, unlocked, and for which services."""

    house: ExampleHouse
    services: dict[str, Service]
    people: dict[str, Person]

    def service(self, code: str | None) -> Service:
        """The service of that code; the first where none is named."""
        return self.services[code or self.house.services[0]]


def people_join(house: ExampleHouse, *, at: datetime) -> tuple[Cast, dict[str, str]]:
    """Let everybody join; returns them unlocked, and the secrets of their second factors, which the start page tells."""
    services = {code: the_service(code, at.date()) for code in house.services}
    first = the_account(house.first)
    keyring = keyring_for(first, PASSPHRASE)
    secrets = {}
    for told in house.people:
        secrets[told["username"]] = secret = new_secret()
        if told["username"] == house.first:
            with journey("second_factor.given", at=at, actor=first):
                give_second_factor(account=first, secret=secret)
        else:
            seats = [(team, told["role"], keyring.team_private(team.id)) for team in _teams_of(told, house)]
            person_joins(username=told["username"], name=told["name"], passphrase=PASSPHRASE, second_factor=secret, by=first,
                         teams=seats, at=at)
    accounts = {told["username"]: the_account(told["username"]) for told in house.people}
    _fill_directory(house, services[house.services[0]].about.country, accounts, first, at)
    people = {name: Person(account=account, keyring=keyring_for(account, PASSPHRASE)) for name, account in accounts.items()}
    return Cast(house=house, services=services, people=people), secrets


def _teams_of(told: dict, house: ExampleHouse) -> list[Team]:
    """The teams that somebody sits in: those named, or all of the services named, or simply all."""
    teams = Team.objects.filter(service__in=told.get("services", house.services)).order_by("id")
    found = [team for team in teams if "teams" not in told or team.code in told["teams"]]
    if not found:
        raise ValueError(f"houses/{house.code}.yaml: {told['username']} sits in no team that exists")
    return found


def _fill_directory(house: ExampleHouse, country: str, accounts: dict[str, Account], first: Account, at: datetime) -> None:
    with journey("directory.filled", at=at, actor=first):
        places = {told["name"]: add_institution(**{"country": country} | told) for told in house.institutions}
        for told in house.own_terms:
            say_own_term(institution=places[told["institution"]], rule=told["rule"], within=Span.parse(told["within"]),
                         source=told["source"], holds_from=told["holds_from"], is_confirmed=told.get("confirmed", False))
        for conflict in house.conflicts:
            declare_conflict(account=accounts[conflict["who"]], institution=places[conflict["institution"]], at=at)
