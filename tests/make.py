"""Plain makers with fixed values: a founded house with its people, and cases in it that came in the way real ones do."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.accounts.queries import the_team
from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.registry import Service, all_services
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.holders import unlock
from gehoor.foundation.vault.receipts import prepare_receipt
from gehoor.journeys.instance_is_founded import instance_is_founded, person_joins
from gehoor.journeys.report_arrives import Arrived, Submission, report_arrives
from tests import people

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)  # a Tuesday, noon in Brussels
DAY = timedelta(days=1)


@dataclass
class House:
    """A founded instance with one service, and who works there."""

    service: Service
    team: Team
    team_private: bytes = field(repr=False)
    accounts: dict[str, Account] = field(default_factory=dict)

    def join(self, figure: people.Figure) -> Account:
        """Let somebody of the cast join the team."""
        joined = person_joins(username=figure.username, name=figure.name, passphrase=people.PASSPHRASE, at=NOON,
                              teams=[(self.team, figure.role, self.team_private)])
        self.accounts[figure.username] = joined.account
        return joined.account

    def person(self, figure: people.Figure) -> Person:
        """Somebody of the cast, unlocked; they join when they haven't yet."""
        account = self.accounts.get(figure.username) or self.join(figure)
        return Person(account=account, keyring=unlock(holder_id=account.id, passphrase=people.PASSPHRASE))


def a_house() -> House:
    """Found the instance of the test database, with the first service of the settings."""
    service = all_services(NOON.date())[0]
    founded = instance_is_founded(services=[service], at=NOON)
    team = the_team(service.code, service.about.teams[0].code)
    return House(service=service, team=team, team_private=founded.team_privates[team.id])


def a_submission(house: House, *, audience: str = "", story: str = people.AMIRS_STORY, **answers) -> Submission:
    """A questionnaire as a child would send it; further answers by the kernel's word for their meaning."""
    service = house.service
    audience = audience or service.about.audiences[0].code
    asked = {one.means: one.code for one in service.questionnaire(audience).fields() if one.means}
    given = {asked["story"]: story} | {asked[means]: answer for means, answer in answers.items()}
    return Submission(id=new_id(), service=service, audience=audience, language="nl", answers=given,
                      meanings=meanings(service, audience, given))


def a_report(house: House, *, at: datetime = NOON, **told) -> Arrived:
    """A report that arrived through the form."""
    return report_arrives(submission=a_submission(house, **told), prepared=prepare_receipt(), at=at)


def a_day() -> date:
    """The day on which most of the tests happen."""
    return NOON.date()


PACKAGE = Path(__file__).resolve().parent.parent / "src" / "gehoor"
