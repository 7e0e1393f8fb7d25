"""A case goes to another team: that team opens it, the first one no more, and the reporter goes on as before."""

import pytest

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.queries import the_team
from gehoor.domain.cases.access import access_case, visible_cases
from gehoor.domain.cases.actions.handing import BehindAWall, NobodyThere, NoSuchTeam
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.foundation.action import journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.errors import NotAllowed
from gehoor.foundation.vault.holders import unlock
from gehoor.journeys.case_is_found import case_is_found
from gehoor.journeys.case_is_handed_over import case_is_handed_over
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, deputy_is_named
from gehoor.journeys.instance_is_founded import person_joins
from gehoor.journeys.message_passes import reporter_writes, staff_answers
from gehoor.journeys.work_is_done import task_is_made
from tests import make, people
from tests.wide import wide

__all__ = ["wide"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db, wide):
    """Noor, Ilias and Lien work on the line; Samira in the team for homes."""
    house = make.a_house()
    for figure in (people.NOOR, people.ILIAS, people.LIEN):
        house.person(figure)
    return house


@pytest.fixture
def homes(house):
    return the_team("voorbeeld", "homes")


@pytest.fixture
def samira(house, homes) -> Person:
    joined = person_joins(username="samira", name="Samira", passphrase=people.PASSPHRASE, at=make.NOON,
                          teams=[(homes, "handler", house.team_privates[homes.id])])
    return Person(account=joined.account, keyring=unlock(holder_id=joined.account.id, passphrase=people.PASSPHRASE))


def hand_over(house, case, to, *, by=people.NOOR, reason="Het gaat over een leefgroep."):
    return case_is_handed_over(person=house.person(by), case=case, to=to, reason=reason, expected=case.team, at=make.NOON)


def test_the_other_team_opens_it_the_first_one_no_more_and_the_reporter_goes_on(house, homes, samira):
    arrived = make.a_report(house)
    noor, case = house.person(people.NOOR), arrived.case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    deputy_is_named(person=noor, case=case, account=house.accounts["lien"], at=make.NOON)
    case_is_opened(person=noor, case=case, at=make.NOON)
    hand_over(house, case, homes)

    for figure in (people.NOOR, people.ILIAS, people.LIEN):
        person = house.person(figure)
        assert not visible_cases(person).exists()
        assert not person.keyring.may_open(case.compartment_id)
        assert not person.keyring.may_open(case.conversation_compartment)
    assert case_is_found(person=noor, query="gevochten", before=None, at=make.NOON).cases == []

    reporter_writes(story=make.story_of(arrived), kind="reply", text="Nog iets.", held_files=[], at=make.NOON)
    theirs = access_case(samira, case.reference)
    opened = case_is_opened(person=samira, case=theirs, at=make.NOON)
    assert (theirs.handler, opened.named, opened.messages[0].text) == (None, [], "Nog iets.")
    assert people.AMIRS_STORY in opened.story.said["answers"].values()
    staff_answers(person=samira, case=theirs, text="Dag Amir.", kind="answer", at=make.NOON)
    assert [one.reference for one in case_is_found(person=samira, query="gevochten", before=None, at=make.NOON).cases] == [case.reference]


def test_it_stands_in_the_timeline_with_its_reason_and_in_the_audit_without(house, homes, samira):
    case = make.a_report(house).case
    hand_over(house, case, homes)
    told = next(one for one in case_is_opened(person=samira, case=access_case(samira, case.reference), at=make.NOON).timeline
                if one.row.kind == "handed_over")
    assert (told.row.codes, told.said["text"], told.row.account.name) == (
        {"from": "line", "to": "homes"}, "Het gaat over een leefgroep.", "Noor")
    line = AuditLine.objects.get(action="case.handed_over")
    assert (line.detail, str(case.id)) == ({"from": "line", "to": "homes"}, line.object_id)


def test_a_team_where_everybody_stands_too_near_does_not_get_it(house, homes, samira):
    school = make.an_institution("Leefgroep Zuid")
    case = make.a_report(house, audience="adult", reporter_role="parent", respondent=[str(school)]).case
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=samira.account, institution=school, at=make.NOON)
    with pytest.raises(NobodyThere):
        hand_over(house, case, homes)
    case.refresh_from_db()
    assert case.team.code == "line"


def test_nobody_there_another_service_or_the_same_team_is_refused(house, homes):
    case = make.a_report(house).case
    with pytest.raises(NobodyThere):
        hand_over(house, case, homes)
    with pytest.raises(NoSuchTeam):
        hand_over(house, case, case.team)


def test_a_case_behind_a_wall_stays(house, homes, samira):
    noor, case = house.person(people.NOOR), make.a_report(house).case
    case_becomes_confidential(person=noor, case=case, to=[noor.account, house.accounts["lien"]], at=make.NOON)
    with pytest.raises(BehindAWall):
        hand_over(house, case, homes)


def test_who_comes_second_is_told_or_may_not_any_more(house, homes, samira):
    case = make.a_report(house).case
    line = case.team
    hand_over(house, case, homes)
    with pytest.raises(NotAllowed):
        hand_over(house, case, line, by=people.ILIAS)
    with pytest.raises(ChangedMeanwhile):
        case_is_handed_over(person=samira, case=access_case(samira, case.reference), to=line, reason="Terug.", expected=line, at=make.NOON)


def test_what_is_due_on_it_is_due_from_who_takes_it_there(house, homes, samira):
    noor, case = house.person(people.NOOR), make.a_report(house).case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    task = task_is_made(person=noor, case=case, kind="task", what="Bel de juf", to=noor.account, due_on=make.a_day(), at=make.NOON)
    hand_over(house, case, homes)
    task.refresh_from_db()
    assert (task.account, task.team_id) == (None, homes.id)
    theirs = access_case(samira, case.reference)
    case_is_assigned(person=samira, case=theirs, to=samira.account, expected=None, at=make.NOON)
    task.refresh_from_db()
    assert task.account == samira.account
