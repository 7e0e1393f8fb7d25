"""Tasks and requests: written down, given, ended, and reminded of without a word of what they are."""

from datetime import timedelta

import pytest

from gehoor.domain.accounts.models import Membership
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.tasks import NotForThem, NothingToDo, WhyIsMissing, who_sees_to_it
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Named, Task
from gehoor.domain.cases.opened_work import the_opened_work
from gehoor.foundation.errors import NotAllowed
from gehoor.foundation.outbox.models import OutboxItem
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, deputy_is_named, sheet_is_filled
from gehoor.journeys.person_can_be_reached import person_can_be_reached
from gehoor.journeys.person_is_away import person_is_away
from gehoor.journeys.person_leaves import person_leaves
from gehoor.journeys.work_is_done import people_are_reminded, task_is_ended, task_is_given, task_is_made, task_is_put_off
from tests import make, people

pytestmark = pytest.mark.django_db
TODAY = make.NOON.date()
DAY = timedelta(days=1)


@pytest.fixture
def case(house, noor):
    case = make.a_report(house).case
    return case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)


def a_task(noor, case, **how) -> Task:
    how = {"kind": "task", "what": "Bel de juf", "to": noor.account, "due_on": TODAY + DAY, "at": make.NOON} | how
    return task_is_made(person=noor, case=case, **how)


def test_what_it_is_stands_sealed_and_on_the_case(noor, case):
    a_task(noor, case, kind="request", what="Het reglement", whom="de directeur")
    work = the_opened_work(person=noor, case=case, staff_file=noor.keyring.open(case.compartment_id))
    assert [(one.what, one.whom, one.row.kind) for one in work.running] == [("Het reglement", "de directeur", "request")]
    assert b"reglement" not in bytes(Task.objects.get().sealed)


def test_a_request_says_of_whom_and_a_task_says_what(noor, case):
    for said in ({"what": " "}, {"kind": "request", "what": "Het reglement"}):
        with pytest.raises(NothingToDo):
            a_task(noor, case, **said)
    assert not Task.objects.exists()


def test_a_task_is_for_somebody_who_may_open_the_case(house, noor, case):
    with pytest.raises(NotForThem):
        a_task(noor, case, to=house.person(people.ANN).account)
    task = a_task(noor, case)
    task_is_given(person=noor, case=case, task_id=task.pk, to=house.person(people.ILIAS).account, at=make.NOON)
    assert Task.objects.get().account.name == "Ilias"


def test_what_is_dropped_says_why_and_ends_once(noor, case):
    task = a_task(noor, case)
    with pytest.raises(WhyIsMissing):
        task_is_ended(person=noor, case=case, task_id=task.pk, ended_as="dropped", at=make.NOON)
    task_is_ended(person=noor, case=case, task_id=task.pk, ended_as="dropped", why="De juf belde zelf.", at=make.NOON)
    with pytest.raises(ChangedMeanwhile):
        task_is_ended(person=noor, case=case, task_id=task.pk, ended_as="done", at=make.NOON)
    with pytest.raises(ChangedMeanwhile):
        task_is_put_off(person=noor, case=case, task_id=task.pk, due_on=TODAY, remind_on=None, at=make.NOON)


def test_a_request_is_late_after_its_day_and_not_on_it(noor, case):
    task = a_task(noor, case, kind="request", whom="de school", due_on=TODAY)
    assert not task.is_late(TODAY) and task.is_late(TODAY + DAY)


def test_each_is_reminded_of_once_without_content(noor, case):
    person_can_be_reached(account=noor.account, phone="", email="noor@dienst.example", by=noor.account, at=make.NOON)
    a_task(noor, case, remind_on=TODAY + DAY)
    a_task(noor, case, what="Vraag het verslag", remind_on=TODAY + DAY)
    assert people_are_reminded(at=make.NOON) == 0
    assert people_are_reminded(at=make.NOON + DAY) == 1
    assert people_are_reminded(at=make.NOON + 2 * DAY) == 0
    assert OutboxItem.objects.count() == 1, "one mail for all of them"
    assert OutboxItem.objects.get().about is None


def test_another_day_reminds_anew(noor, case):
    task = a_task(noor, case, remind_on=TODAY)
    people_are_reminded(at=make.NOON)
    task_is_put_off(person=noor, case=case, task_id=task.pk, due_on=TODAY + 5 * DAY, remind_on=TODAY + DAY, at=make.NOON)
    assert people_are_reminded(at=make.NOON + DAY) == 1


def test_what_is_due_goes_along_with_the_case_to_who_takes_it(house, noor, case):
    lien = house.person(people.LIEN)
    a_task(noor, case)
    a_task(noor, case, what="Lees het dossier na", to=house.person(people.ILIAS).account)
    case_is_assigned(person=noor, case=case, to=lien.account, expected=noor.account, at=make.NOON)
    assert sorted(Task.objects.values_list("account__name", flat=True)) == ["Ilias", "Lien"]


def test_nobody_makes_a_task_on_a_case_they_dont_see(house, noor, case):
    lien = house.person(people.LIEN)
    with pytest.raises(NotAllowed):
        a_task(lien, case)
    with pytest.raises(NotAllowed):
        access_case(lien, case.reference)


def test_the_day_of_a_later_check_on_a_referral_is_a_task_by_itself(house, noor, case):
    def referred(day: int, month: int = 4) -> None:
        sheet_is_filled(person=noor, case=case, code="referral", at=make.NOON,
                        answers={"to_whom": "Een dienst", "check_on": {"year": 2026, "month": month, "day": day}})

    referred(10)
    task = Task.objects.get()
    assert (task.kind, task.account, task.due_on.isoformat(), task.remind_on) == ("task", noor.account, "2026-04-10", task.due_on)
    assert "doorverwijzing" in task.unsealed(noor.keyring.open(case.compartment_id))["what"]
    referred(20)
    assert Task.objects.get().due_on.isoformat() == "2026-04-20", "another day puts it off, and makes no second one"
    task_is_ended(person=noor, case=case, task_id=task.pk, ended_as="done", at=make.NOON)
    referred(1, month=2)
    sheet_is_filled(person=noor, case=case, code="referral", answers={"check_on": {"year": 2026, "month": 5}}, at=make.NOON)
    assert Task.objects.filter(done_at=None).count() == 0, "a day that passed, or a month, reminds nobody"


def test_who_may_see_the_case_no_more_is_not_reminded_of_a_task_on_it(house, noor, case):
    """One rule for every mail of the clock: a mail would tell of a case that they don't find."""
    lien, ilias = house.person(people.LIEN), house.person(people.ILIAS)
    for one in (lien, ilias):
        person_can_be_reached(account=one.account, phone="", email=f"{one.account.username}@dienst.example", by=one.account, at=make.NOON)
    deputy_is_named(person=ilias, case=case, account=lien.account, at=make.NOON)
    for one in (lien, ilias):
        a_task(noor, case, to=one.account, remind_on=TODAY)
    Named.objects.filter(account=lien.account).delete()
    assert people_are_reminded(at=make.NOON) == 1, "a supervisor sees it"
    seats = Membership.objects.filter(account=lien.account)
    for how in ({"handler": None, "is_confidential": True}, {"handler": lien.id, "team": seats.get().team_id}):
        Case.objects.filter(pk=case.pk).update(**how)
        assert people_are_reminded(at=make.NOON) == 0, "confidential, without her name"
    Case.objects.filter(pk=case.pk).update(is_confidential=False)
    assert people_are_reminded(at=make.NOON) == 1, "hers again"


def test_who_does_the_work_of_somebody_away_is_reminded_of_their_own_task_there(house, noor, case):
    lien = house.person(people.LIEN)
    person_can_be_reached(account=lien.account, phone="", email="lien@dienst.example", by=lien.account, at=make.NOON)
    person_is_away(person=noor, account=noor.account, cover=lien.account, from_day=TODAY, until_day=TODAY, at=make.NOON)
    a_task(noor, case, to=lien.account, remind_on=TODAY)
    assert people_are_reminded(at=make.NOON + DAY) == 0
    assert people_are_reminded(at=make.NOON) == 1


def test_no_task_goes_to_a_colleague_for_whom_the_case_is_not_there(house, noor, case):
    lien = house.person(people.LIEN)
    with pytest.raises(NotForThem, match="plaatsvervanger"):
        a_task(noor, case, to=lien.account)
    deputy_is_named(person=noor, case=case, account=lien.account, at=make.NOON)
    assert a_task(noor, case, to=lien.account).account == lien.account


def test_what_a_sheet_asks_is_for_who_fills_it_in_where_the_handler_may_not_see_the_case(house, noor, case):
    ilias = house.person(people.ILIAS)
    Case.objects.filter(pk=case.pk).update(is_confidential=True)
    Named.objects.create(case=case, account=ilias.account, added_at=make.NOON)
    assert who_sees_to_it(ilias, Case.objects.get(pk=case.pk), at=make.NOON) == ilias.account


def test_what_is_due_on_a_case_that_somebody_leaves_is_due_from_a_colleague(house, noor, case):
    """The law's day of a request for the file would else pass without anybody being reminded."""
    lien, ilias = house.person(people.LIEN), house.person(people.ILIAS)
    for one in (lien, ilias):
        deputy_is_named(person=noor, case=case, account=one.account, at=make.NOON)
        a_task(noor, case, what=one.name, to=one.account)
    person_leaves(account=lien.account, at=make.NOON)
    assert sorted(Task.objects.values_list("account__name", flat=True)) == ["Ilias", "Noor"]
    case_becomes_confidential(person=ilias, case=case, to=[noor.account], at=make.NOON)
    assert set(Task.objects.values_list("account__name", flat=True)) == {"Noor"}
