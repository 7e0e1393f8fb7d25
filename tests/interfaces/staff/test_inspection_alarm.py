"""A request to see a file has the law's term, and that term raises an alarm as other work does: on the page of the day, by a reminder."""

from datetime import date, timedelta

import pytest
from django.core import mail

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Task
from gehoor.domain.inspection.models import AccessRequest
from gehoor.foundation.outbox.models import OutboxItem
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.time_is_up import an_hour_passes
from tests import make, people

pytestmark = pytest.mark.django_db
DAY_PAGE = "/werk/day/"


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def case(house, noor):
    arrived = make.a_report(house, reporter_name="Amir", child_age="14")
    return case_is_assigned(person=noor.person, case=access_case(noor.person, arrived.case.reference), to=noor.person.account,
                            expected=None, at=make.NOON)


@pytest.fixture
def asked(noor, case) -> AccessRequest:
    child = case.parties.filter(is_child=True).get()
    noor.send(f"/werk/case/{case.reference}/do/ask_file/", 302, asker="minor", party="", minor=str(child.id), regime="be.vl.drm.inzage",
              words="Ik wil alles zien.", received_on="2026-03-10", able="presumed", reasons="", checked="on")
    return AccessRequest.objects.get()


def at(case, what: str) -> str:
    return f"/werk/case/{case.reference}/{what}"


def class_all(noor, case) -> None:
    page = noor.page(at(case, "do/class_parts/"))
    keys = {block.partition('"')[0] for block in page.split('name="class_')[1:]}
    noor.send(at(case, "do/class_parts/"), 302, **{f"class_{key}": "own" for key in keys})


def test_it_stands_on_the_page_of_the_day_when_its_last_day_is_near_and_leads_to_the_file(noor, desk, case, asked, clock):
    assert asked.task.due_on == asked.due_on
    assert "vraag om het dossier te zien" not in noor.page(DAY_PAGE), "a month before, it is no work of today"
    clock.passes(asked.task.remind_on - make.NOON.date())
    near = desk(people.NOOR).page(DAY_PAGE)
    assert "vraag om het dossier te zien" in near
    assert f'href="{at(case, "inspection/")}"' in near
    clock.passes(timedelta(days=8))
    assert 'class="tag tag--late"' in desk(people.NOOR).page(DAY_PAGE).partition("Jouw taken")[2]


def test_it_is_reminded_of_once_a_week_before_without_saying_what(noor, case, asked, clock):
    clock.passes(asked.due_on - date(2026, 3, 10) - timedelta(days=8))
    an_hour_passes(at=clock.at)
    assert asked.task.reminded_at is None
    clock.passes(timedelta(days=1))
    an_hour_passes(at=clock.at)
    an_hour_passes(at=clock.at)
    assert Task.objects.get().reminded_at == clock.at
    assert not mail.outbox or "dossier" not in mail.outbox[0].body
    assert not OutboxItem.objects.filter(kind="file").exists()


def test_once_the_file_was_put_together_nothing_waits_any_more(noor, case, asked, clock):
    class_all(noor, case)
    noor.send(at(case, f"inspection/{asked.id}/"), 200)
    assert (Task.objects.get().ended_as, AccessRequest.objects.get().state) == ("done", "given")
    noor.send(at(case, f"inspection/{asked.id}/"), 200)
    assert Task.objects.get().ended_as == "done", "a second time changes nothing"


def test_refused_it_says_why_and_nothing_is_shown_after_it(noor, case, asked):
    ending = at(case, f"do/end_task/{asked.task_id}/")
    assert "waarom" in noor.send(ending, 422, ended_as="refused", why="").lower()
    noor.send(ending, 302, ended_as="refused", why="Het dossier is van een ander kind.")
    assert AccessRequest.objects.get().state == "refused"
    assert "niet getoond" in noor.page(at(case, "inspection/"))
    assert "wordt niet getoond" in noor.page(at(case, f"inspection/{asked.id}/"))
    class_all(noor, case)
    assert "al beslist" in noor.send(at(case, f"inspection/{asked.id}/"), 422)


def test_nobody_moves_the_day_of_the_law(noor, case, asked):
    said = noor.send(at(case, f"do/put_off/{asked.task_id}/"), 422, due_on="2026-12-31", remind_on="2026-12-01")
    assert "De wet zegt wanneer dit moet" in said
    assert Task.objects.get().due_on == asked.due_on
    noor.send(at(case, f"do/put_off/{asked.task_id}/"), 302, due_on=asked.due_on.isoformat(), remind_on="2026-03-20")
    assert Task.objects.get().remind_on == date(2026, 3, 20)
    assert "Andere dag" not in noor.page(at(case, ""))


def test_asking_for_a_file_makes_no_part_of_that_file(noor, case, asked):
    assert not case.timeline.filter(kind="task_made").exists()
    assert case.timeline.filter(kind="file_asked").count() == 1
    assert f"antwoord ten laatste op {asked.due_on.day} maart 2026" in noor.page(at(case, ""))
