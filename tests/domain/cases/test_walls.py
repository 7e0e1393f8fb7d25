"""Walls: nobody shuts a case off alone, somebody always remains who opens it, and who looks after the data is told."""

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.actions.people import NobodyLeft, WalledAlone
from gehoor.domain.cases.models import Case, Named, Respondent
from gehoor.domain.cases.walls import the_wallings, who_opens
from gehoor.domain.directory.actions import add_institution
from gehoor.foundation.action import journey
from gehoor.journeys.case_moves_on import case_becomes_confidential, respondent_is_named
from gehoor.journeys.person_leaves import AloneBehindWall, person_leaves
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make.a_house()


@pytest.fixture
def cast(house):
    return {one.username: house.person(one) for one in (people.NOOR, people.LIEN, people.ILIAS, people.WARD, people.ANN)}


@pytest.fixture
def school():
    with journey("test.directory", at=make.NOON):
        return add_institution(name="Atheneum De Brug", kind="school", place="Mechelen")


def wall(cast, case, by: str, *names: str) -> Case:
    return case_becomes_confidential(person=cast[by], case=case, to=[cast[name].account for name in names], at=make.NOON)


@pytest.mark.parametrize(("by", "names"), [
    ("noor", ["noor"]), ("noor", ["lien"]), ("noor", ["noor", "noor"]), ("noor", ["noor", "ward"]), ("noor", ["noor", "ann"]),
    ("ilias", ["ilias"]), ("ilias", ["ilias", "ward"]),
])
def test_nobody_shuts_a_case_off_for_themselves_or_for_one_other_they_chose(house, cast, by, names):
    case = make.a_report(house).case
    with pytest.raises(WalledAlone):
        wall(cast, case, by, *names)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.is_confidential, stored.is_walled, Named.objects.count()) == (False, False, 0)
    assert cast["lien"].keyring.may_open(stored.compartment_id)


@pytest.mark.parametrize(("by", "names"), [
    ("noor", ["noor", "lien"]), ("noor", ["lien", "ilias"]), ("ilias", ["noor"]), ("ilias", ["ilias", "noor"]),
])
def test_two_of_the_team_do_and_a_supervisor_does_for_somebody_else(house, cast, by, names):
    case = wall(cast, make.a_report(house).case, by, *names)
    assert who_opens([case.pk]) == {case.pk: {cast[name].id for name in names}}


def test_fewer_people_are_named_by_the_same_rule(house, cast):
    case = wall(cast, make.a_report(house).case, "noor", "noor", "lien", "ilias")
    with pytest.raises(WalledAlone):
        wall(cast, case, "noor", "noor")
    assert len(who_opens([case.pk])[case.pk]) == 3


def test_the_refusal_says_who_can_be_asked_and_never_somebody_who_stands_too_near(house, cast, school):
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=cast["lien"].account, institution=school, at=make.NOON)
    with pytest.raises(WalledAlone, match=r"Je kan vragen: Ilias\."):
        wall(cast, make.a_report(house, respondent=str(school)).case, "noor", "noor")


def test_the_data_protection_officer_is_told_who_did_it_for_how_many_and_who_is_left(house, cast):
    case = wall(cast, make.a_report(house).case, "noor", "noor", "lien")
    told = the_wallings(cast["ann"])
    assert [(one.reference, one.at, one.name, one.named, one.openers, one.is_thin) for one in told] == [
        (case.reference, make.NOON, "Noor", 2, 2, False)]
    person_leaves(account=cast["lien"].account, at=make.NOON)
    assert [(one.named, one.openers, one.is_thin) for one in the_wallings(cast["ann"])] == [(2, 1, True)]
    assert the_wallings(cast["ilias"]) == the_wallings(cast["ward"]) == the_wallings(cast["noor"]) == []


def test_an_officer_who_stands_too_near_is_not_told(house, cast, school):
    wall(cast, make.a_report(house, respondent=str(school)).case, "noor", "noor", "lien")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=cast["ann"].account, institution=school, at=make.NOON)
    assert the_wallings(house.person(people.ANN)) == []


def test_nobody_leaves_whose_only_companion_behind_the_wall_stands_too_near(house, cast, school):
    case = wall(cast, make.a_report(house, respondent=str(school)).case, "noor", "noor", "lien")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=cast["lien"].account, institution=school, at=make.NOON)
    with pytest.raises(AloneBehindWall, match=case.reference):
        person_leaves(account=cast["noor"].account, at=make.NOON)


def test_an_institution_that_would_leave_nobody_behind_the_wall_is_not_named(house, cast, school):
    with journey("test.conflict", at=make.NOON):
        for name in ("noor", "lien"):
            declare_conflict(account=cast[name].account, institution=school, at=make.NOON)
    case = wall(cast, make.a_report(house).case, "noor", "noor", "lien")
    with pytest.raises(NobodyLeft):
        respondent_is_named(person=cast["noor"], case=case, kind="institution", words="", institution=school, at=make.NOON)
    assert not Respondent.objects.exists()
