"""Giving a case to another team: the page offers it where there is one, and afterwards the list is where one stands."""

import pytest

from gehoor.domain.accounts.queries import the_team
from gehoor.journeys.instance_is_founded import person_joins
from tests import make, people
from tests.wide import wide

__all__ = ["wide"]
pytestmark = [pytest.mark.django_db]


@pytest.mark.usefixtures("wide")
def test_a_case_goes_to_another_team_with_a_reason_and_is_gone_from_here(house, desk):
    homes = the_team("voorbeeld", "homes")
    person_joins(username="samira", name="Samira", passphrase=people.PASSPHRASE, at=make.NOON,
                 teams=[(homes, "handler", house.team_privates[homes.id])])
    noor, case = desk(people.NOOR), make.a_report(house).case
    here = f"/werk/case/{case.reference}/"
    assert "Geef aan een ander team" in noor.page(here)
    form = noor.page(f"{here}do/hand_over/")
    assert "Leefgroepen" in form
    expected = str(case.team_id)
    assert "Vul dit in." in noor.send(f"{here}do/hand_over/", 422, to=str(homes.id), expected=expected, reason=" ")
    noor.send(f"{here}do/hand_over/", 422, to=expected, expected=expected, reason="Terug.")
    answer = noor.post(f"{here}do/hand_over/", {"to": str(homes.id), "expected": expected, "reason": "Over een leefgroep."})
    assert answer["Location"] == "/werk/list/"
    noor.page(here, 404)
    case.refresh_from_db()
    assert (case.team, case.handler) == (homes, None)

