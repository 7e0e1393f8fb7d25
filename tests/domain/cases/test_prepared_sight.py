"""Statements that are kept answer for each person what Django would answer for that person, whoever asked before them."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.cases import links, queries
from gehoor.domain.cases.access import Sight, _held, _referred
from gehoor.domain.cases.models import Case, Named, NameTag, Respondent
from gehoor.foundation.action import journey
from gehoor.foundation.ids import new_id
from tests import make, people

pytestmark = pytest.mark.django_db
TAGS = [b"first school" + bytes(20), b"second school" + bytes(19), b"third school" + bytes(20)]
FILTERED = {"exact": ["theme", "stage"], "view": ["mine", "nobody", "team", "waiting", "closed"]}


@pytest.fixture
def world():
    """Cases of every kind spread over teams and people: with and without handler, confidential or not, behind walls, about schools."""
    chance, house = Random(7), make.a_house()
    staff = [house.person(one).account for one in (people.NOOR, people.LIEN, people.ILIAS)]
    teams = [house.team, *(Team.objects.create(id=new_id(), code=f"t{number}", service=house.service.code, name=f"Team {number}",
                                               search_compartment=new_id()) for number in range(2))]
    cases = [make.a_report(house).case for _number in range(14)]
    for case in cases:
        confidential = chance.random() < 0.4
        Case.objects.filter(pk=case.pk).update(
            team=chance.choice(teams), handler=chance.choice([None, *staff]), is_confidential=confidential,
            is_walled=confidential and chance.random() < 0.6, next_due_at=chance.choice([None, make.NOON + make.DAY]),
            last_word_by=chance.choice(["us", "reporter"]))
        for one in chance.sample(staff, chance.randrange(3)):
            Named.objects.get_or_create(case=case, account=one, defaults={"added_at": make.NOON})
        for tag in chance.sample(TAGS, chance.randrange(3)):
            Respondent.objects.create(case=case, kind="institution", tag=tag, sealed=b"", compartment_id=case.compartment_id,
                                      added_at=make.NOON)
    return chance, staff, teams, [*Case.objects.order_by("ordinal")]


def some(chance: Random, series) -> tuple:
    return tuple(chance.sample(series, chance.randrange(len(series) + 1)))


def a_sight(chance: Random, staff: list[Account], teams: list[Team], cases: list[Case]) -> Sight:
    seats = some(chance, [one.pk for one in teams])
    return Sight(chance.choice(staff).pk, seats, some(chance, seats), some(chance, TAGS), some(chance, [one.pk for one in staff]),
                 some(chance, [one.pk for one in cases[:3]]))


def plainly(asked, *values, **named) -> list:
    found = asked.__wrapped__(*values, **named)
    return [row for one in (found if isinstance(found, list) else [found]) for row in one]


def test_whoever_asks_gets_their_own_answer_from_a_statement_that_others_used(world):
    chance, staff, teams, cases = world
    seen, unseen = 0, 0
    for _turn in range(250):
        sight, case = a_sight(chance, staff, teams, cases), chance.choice(cases)
        found = _referred(sight, case.reference)
        assert found == plainly(_referred, sight, case.reference)
        assert [one.team.pk for one in found] == [case.team_id] * len(found)
        seen, unseen = seen + len(found), unseen + (not found)
        ordinals = [one.ordinal for one in some(chance, cases)]
        assert queries._by_ordinals(sight, ordinals) == plainly(queries._by_ordinals, sight, ordinals)
        codes = [chance.choice([None, case.theme]), *[None] * 4]
        due = chance.choice([None, (make.NOON + 2 * make.DAY, [(0, case.place + 1), (case.place, 2**62)])])
        asked = {"view": chance.choice(queries.VIEWS), "unread": chance.random() < 0.5, "backwards": chance.random() < 0.5}
        values = (sight, chance.choice([0, case.place]), chance.choice([case.place, 2**62]), make.NOON - timedelta(days=7), due, codes)
        assert queries._places(*values, **asked) == plainly(queries._places, *values, **asked)
    assert seen > 20, "the world is too narrow to tell anything"
    assert unseen > 20


def test_to_hold_a_case_and_to_find_names_alike_ask_by_the_sight_of_who_asks(world):
    chance, staff, teams, cases = world
    for case in cases:
        party = case.parties.first() or case.parties.create(role="child", is_child=True, sealed=b"", compartment_id=case.compartment_id,
                                                            added_at=make.NOON)
        NameTag.objects.create(party=party, team=case.team, tag=TAGS[0], with_birth_date=chance.random() < 0.5)
    for _turn in range(150):
        sight, case = a_sight(chance, staff, teams, cases), chance.choice(cases)
        with journey("test.holds", at=make.NOON):
            assert _held(sight, case) == plainly(_held, sight, case)
        for values in ((case.team_id, None, list(some(chance, TAGS))), (case.team_id, case, [])):
            assert links._named_alike(sight, *values) == plainly(links._named_alike, sight, *values)


def test_an_empty_sight_sees_nothing_after_a_wide_one_did(world):
    _chance, staff, teams, cases = world
    everything = tuple(one.pk for one in teams)
    wide = Sight(staff[0].pk, everything, everything, (), (), tuple(one.pk for one in cases))
    for narrow in (replace(wide, case_teams=()), replace(wide, case_teams=(new_id(),) * 3), replace(wide, conflict_tags=tuple(TAGS))):
        for case in cases:
            _referred(wide, case.reference)
            assert _referred(narrow, case.reference) == plainly(_referred, narrow, case.reference)
    assert not any(_referred(replace(wide, case_teams=()), case.reference) for case in cases)
