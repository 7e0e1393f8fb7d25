"""Two people are two people: who does an absent colleague's work is no second beside that colleague, whoever of the two asked."""

from datetime import timedelta

import pytest

from gehoor.domain.accounts.models import Absence
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.linking import MERGE
from gehoor.domain.cases.second import OneSeat, is_one_seat
from gehoor.domain.services.law import the_grounds_file
from gehoor.journeys import law_goes_first as overriding
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.case_moves_on import case_is_assigned, deputy_is_named
from gehoor.journeys.cases_belong_together import cases_are_linked, merging_is_confirmed
from gehoor.journeys.person_is_away import person_is_away, person_is_back
from gehoor.journeys.to_whom import ToWhom
from tests import make, people

pytestmark = pytest.mark.django_db
NOON, DAY = make.NOON, timedelta(days=1)


@pytest.fixture
def house():
    return make.a_house()


@pytest.fixture
def noor(house):
    return house.person(people.NOOR)


def her_case(house, noor):
    return case_is_assigned(person=noor, case=make.a_report(house).case, to=noor.account, expected=None, at=NOON)


def covers(house, noor, figure=people.LIEN):
    """Somebody who does Noor's work for two days."""
    cover = house.person(figure)
    person_is_away(person=noor, account=noor.account, cover=cover.account, from_day=NOON.date(), until_day=(NOON + DAY).date(), at=NOON)
    return house.person(figure)


def asked(house, person, case):
    act = leaving.act_is_planned(person=person, case=case, to=ToWhom(kind="police", words="De politie"), kind="call", purpose="protect",
                                 data=["story"], about="", at=NOON)
    file = the_grounds_file(house.service, NOON.date())
    questions = file.asked(next(one for one in file.grounds if one.code == "necessity"))
    return overriding.telling_is_asked(person=person, case=case, act=act, ground="necessity", known_as="secret_holder", is_child_told=True,
                                       answers={one.code: "Omdat het moet." for one in questions}, told_why="", at=NOON)


def decide(person, case, override, at=NOON):
    return overriding.override_is_decided(person=person, case=access_case(person, case.reference), override=override, verdict="agreed",
                                          reasons="Ja.", at=at)


def test_who_does_the_work_of_who_asked_is_no_second_person(house, noor):
    case = her_case(house, noor)
    override, lien = asked(house, noor, case), covers(house, noor)
    with pytest.raises(OneSeat, match="Vraag een leidinggevende"):
        decide(lien, case, override)
    assert decide(house.person(people.ILIAS), case, override).verdict == "agreed"


def test_who_comes_back_is_no_second_person_of_what_was_asked_in_their_place(house, noor):
    case = her_case(house, noor)
    override = asked(house, covers(house, noor), case)
    for later in (timedelta(0), 10 * DAY):
        with pytest.raises(OneSeat):
            decide(noor, case, override, at=NOON + later)
    person_is_back(person=noor, absence_id=Absence.objects.get().pk, at=NOON)
    with pytest.raises(OneSeat):
        decide(noor, case, override)


@pytest.mark.parametrize("how", ["named", "supervisor"])
def test_who_has_a_seat_of_their_own_decides_while_they_do_the_work_too(house, noor, how):
    case = her_case(house, noor)
    figure = people.LIEN if how == "named" else people.ILIAS
    override, cover = asked(house, noor, case), covers(house, noor, figure)
    if how == "named":
        deputy_is_named(person=house.person(people.ILIAS), case=case, account=cover.account, at=NOON)
    assert decide(cover, case, override).verdict == "agreed"


def test_it_holds_for_merging_too(house, noor):
    case, other = her_case(house, noor), her_case(house, noor)
    link = cases_are_linked(person=noor, case=case, reference=other.reference, kind=MERGE, reasons="Hetzelfde kind.", at=NOON)
    lien = covers(house, noor)
    with pytest.raises(OneSeat):
        merging_is_confirmed(person=lien, case=access_case(lien, case.reference), link=link.pk, at=NOON)


def test_of_a_case_of_somebody_else_they_are_two(house, noor):
    case = her_case(house, noor)
    ilias, lien = house.person(people.ILIAS), house.person(people.LIEN)
    person_is_away(person=ilias, account=ilias.account, cover=lien.account, from_day=NOON.date(), until_day=NOON.date(), at=NOON)
    assert not is_one_seat(case, ilias.id, lien.id, said={}, at=NOON)
